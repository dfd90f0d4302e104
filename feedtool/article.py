"""A page's article, told from what surrounds it. Class names are data: as generators, themes and hosts give them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from feedtool.markup import with_addresses, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where the text of a post stands, the most telling first. A row counts where a page has one, or one that is much the
# longest.
CONTENT: Final = (
    ".h-entry .e-content",  # microformats2: Jekyll's minima, many themes
    "[itemprop~=articleBody]",
    ".entry-content",  # WordPress, hAtom
    ".gh-content",  # Ghost
    ".post-content",  # PaperMod, Ghost's older themes
    ".article-body", ".article-entry", ".post-body",  # Hexo, Blogger
    ".blog-item-content",  # Squarespace
    "[data-hook=post-description]",  # Wix
    ".body.markup",  # Substack
    ".sl-markdown-content",  # Starlight
    "#articleContent",  # Matery, for Hexo
    "#post-content-wrapper",  # Hashnode
    ".crayons-article__body",  # DEV
    "#post_1 [itemprop~=text]",  # Discourse, the first of a topic
    "article .markdown",  # Docusaurus
    "article.md-content__inner",  # Material for MkDocs
)  # fmt: skip
# The same on pages without an <article>. These names are common: a row counts where a page has exactly one.
PLAINLY: Final = (
    ".entry", ".storycontent",  # WordPress' first themes
    ".page-body",  # Notion's exports
    ".j-blog-content",  # Jimdo
    ".w-richtext",  # Webflow
    ".wiki-content",  # Confluence
    ".prose", ".post-text", ".post__content", ".post_content", ".postcontent", ".article-content", ".blog-content",
)  # fmt: skip
# What stands beside it, or in the midst of it, and is not of it.
AROUND: Final = (
    # Formulas and images that wait for scripts, and what scripts would show, are feedtool.content's business.
    "script:not([type^='math/'], [src]), style, template, noscript:not(:has(img)), nav, form, footer, button, dialog",
    "[role=navigation], [role=search], [role=complementary]",
    ".sl-blog-metadata, .sl-blog-post-footer",
    "a.headerlink, a.anchor-link, a.hash-link, .header-anchor, .skip-link",
    ".share, .sharing, .sharedaddy, .social-share, .share-buttons, .post-share, .addtoany_share_save_container",
    ".related, .related-posts, .jp-relatedposts, .yarpp-related, .read-next",
    "#comments, .comments, .comments-area, #disqus_thread, .comment-respond",
    ".newsletter, .subscribe, .subscription-widget, .author-box, .author-bio, .about-author",
    ".ablog__prev-next, .ablog__blog_comments",
    ".post-navigation, .nav-links, .links-nextprev, .pagination, .pager, .breadcrumb, .breadcrumbs",
    ".post-meta, .post-metadata, .entry-meta, .byline, .entry-header, .post-header, .post-tags, .entry-footer",
    ".md-source-file, .tags, .postmetadata, .navigation, .post-footers, #commentForm, #respond, .speechify-ignore",
    ".notion-page__properties",
    ".button-wrapper, .captioned-button-wrap, .subscription-widget-wrap, .subscription-widget-wrap-editor",  # Substack
    # Plugins of WordPress: contents, buttons, forms.
    "#toc_container, #ez-toc-container, .addtoany_content, .a2a_kit, .heateor_sss_sharing_container, .ssba",
    ".essb_links, .swp_social_panel, .subscribe-form, .mc4wp-form, #mc_embed_signup, .kg-signup-card",
)
# An aside is the author's own, unless it is called one of these, or holds little but links.
BESIDE: Final = re.compile(
    r"(?:^|[\s_-])(?:about|ads?|adverts?|advertisement|author|authors|banner|bio|byline|comments?|contents|cta|donate|feedback"
    r"|follow|links|menu|meta|metadata|more|nav|navigation|newsletter|pager|pagination|popular|profile"
    r"|promo|promotion|read-?next|recent|recommend(?:ed|ations)?|related|relatedposts|share|sharing|side-?bar|sidebar-\w+"
    r"|sign-?up|social|sponsor(?:ed)?|subscribe|subscription|support|tags?|toc|table-of-contents|trending|widgets?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
CALLOUTS: Final = {
    "admonition", "alert", "callout", "caution", "danger", "footnote", "footnote-list", "hint", "important", "note",
    "notice", "pullquote", "starlight-aside", "tip", "topic", "warning",
}  # fmt: skip
INLINE: Final = frozenset({"a", "i", "span", "svg", "sup", "sub", "b", "em", "small", "use"})  # that icons stand in
TEXT: Final = 30  # characters: shorter is what a button says
RIGHTS: Final = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
TYPED: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
DATELINE: Final = 80  # characters: two dates and a name
FIRST: Final = 4  # elements above the text, in which its date and author may stand once more
LONGEST: Final = 2  # of several articles, the one that is this many times as long as the next is the page's own


def article(tree: LexborHTMLParser, title: str, is_dateline: Callable[[str], bool], *, is_post: bool = False) -> str:
    """The HTML of the page's post, without its *title* and what surrounds it; "" where there is none to be told. The
    lines above the text that *is_dateline* knows go as well. Where the page *is_post* and nothing more, what stands
    below its heading is better than no text.

    Changes *tree*.
    """
    base = tree.css_first("base[href]")
    node = _content(tree)
    if node is None and is_post:
        node = _below_heading(tree, title)
    if node is None:
        return ""
    _cut(node)
    if (heading := _heading(node, title)) is not None:
        _head_of(heading, node).decompose()
    for part in list(node.iter())[:FIRST]:
        if is_dateline(words(part)) or is_dateline(text_with_days(part)):
            part.decompose()
    body = (node.inner_html or "").strip()
    return body if base is None else _seen_from(base.attributes["href"] or "", body)


def _seen_from(base: str, html: str) -> str:
    """*html* whose addresses are seen from the page's own <base>, as seen from the page (RFC 3986 §5.1.1). Anchors are
    those of the page all the same: that is what authors mean.
    """

    def seen(reference: str) -> str:
        try:
            return reference if reference.startswith("#") else urljoin(base, reference)
        except ValueError:
            return reference

    return with_addresses(html, seen)


def text_with_days(node: LexborNode) -> str:
    """The words of an element, each <time> in it as it is for machines: "Published 4 May" says no year."""
    text = words(node)
    for time in node.css("time[datetime]"):
        text = text.replace(words(time), (time.attributes["datetime"] or "")[:10], 1)
    return text


def _heading(node: LexborNode, title: str) -> LexborNode | None:
    """The title once more: a great heading anywhere, or a smaller one that is the first."""
    headings = [one for one in node.css("h1, h2, h3, h4") if _plain(words(one)) == _plain(title)]
    first = node.css_first("h1, h2, h3, h4")
    return next((one for one in headings if one.tag in {"h1", "h2"} or one == first), None)


def _below_heading(tree: LexborHTMLParser, title: str) -> LexborNode | None:
    """The element around the heading that holds the text too, without what stands above it or ends the page."""
    heading = next((one for one in tree.css("h1, h2, h3") if _plain(words(one)) == _plain(title)), None)
    node = heading.parent if heading is not None else None
    while node is not None and node.tag != "body" and node.css_first("p") is None:
        node = node.parent
    if node is None or heading is None or node.css_first("p") is None:
        return None
    for part in list(node.iter()):
        if part == heading or any(heading == one for one in part.css("h1, h2, h3")):
            break
        part.decompose()
    for part in node.css("address"):
        part.decompose()
    for part in reversed(list(node.iter())):
        text = words(part)
        if part.tag != "hr" and text and not RIGHTS.match(text) and text != " ".join(map(words, part.css("a"))):
            break
        part.decompose()
    return node


def _head_of(heading: LexborNode, node: LexborNode) -> LexborNode:
    """What goes with the title: the element around it, where that holds the date, names, and nothing else."""
    above = heading.parent
    while above is not None and above != node and words(above) == words(heading):
        heading, above = above, above.parent
    if above is None or above == node or above.css_first("time") is None:
        return heading
    return above if len(words(above)) < len(words(heading)) + DATELINE else heading


def _plain(title: str) -> str:
    """*title* as it was typed, whatever a printer made of its quotes and dashes."""
    return re.sub(r"<[^<>]*>", "", title).translate(TYPED).replace("--", "-").replace("--", "-")


def _cut(node: LexborNode) -> None:
    """Take out what surrounds the text: the host's parts, and the title once more with its line of dates and names."""
    for part in node.css("aside, [aria-hidden=true]"):
        if part != node and (_is_beside(part) if part.tag == "aside" else _is_ornament(part)):
            part.decompose()
    for part in node.css(", ".join(AROUND)):
        if part != node and not (part.tag == "footer" and _is_inside(part, "blockquote")):  # who said it
            part.decompose()
    for part in node.css("header"):
        if part.css_first("h1, h2, time") is not None:
            part.decompose()


def _is_beside(aside: LexborNode) -> bool:
    """Whether an aside is of the site: lists of other posts, boxes about the author, contents."""
    if CALLOUTS.intersection((aside.attributes.get("class") or "").split()):
        return False
    names = " ".join(filter(None, map(aside.attributes.get, ("class", "id", "role", "aria-label"))))
    if BESIDE.search(names) or aside.css_first("nav, form, time, h2 > a, h3 > a") is not None:
        return True
    links = sum(len(words(link)) for link in aside.css("li a[href]"))
    return links * 2 > len(words(aside))


def _is_ornament(part: LexborNode) -> bool:
    """Whether what is hidden from machines that read aloud says nothing: an icon, an anchor, numbers of lines."""
    if part.tag == "img" or "starlight-aside__title" in (part.attributes.get("class") or ""):
        return False
    if part.tag in INLINE or part.css_first("img, picture, video, iframe") is None:
        letters = re.sub(r"[\W\d_]+", "", words(part))
        return part.tag in INLINE or len(letters) < TEXT
    return False


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    for selector in CONTENT:
        if (node := _longest(tree.css(selector))) is not None:
            return node
    if (node := _longest([node for node in tree.css("article") if not _is_inside(node, "article")])) is not None:
        return node
    return next((nodes[0] for selector in PLAINLY if len(nodes := tree.css(selector)) == 1), None) or _only(
        tree, "main"
    )


def _longest(nodes: list[LexborNode]) -> LexborNode | None:
    if len(nodes) <= 1:
        return nodes[0] if nodes else None
    by_length = sorted(nodes, key=lambda node: len(node.text(deep=True)), reverse=True)
    first, second = (len(node.text(deep=True)) for node in by_length[:2])
    return by_length[0] if first >= LONGEST * second else None


def _only(tree: LexborHTMLParser, selector: str) -> LexborNode | None:
    nodes = tree.css(f"{selector}, [role={selector}]")
    return nodes[0] if len(nodes) == 1 else None


def _is_inside(node: LexborNode, tag: str) -> bool:
    above = node.parent
    while above is not None:
        if above.tag == tag:
            return True
        above = above.parent
    return False


def without_suffix(title: str, site: str) -> str:
    """*title* without the name of its *site*, which pages put behind it: "Rye | Bella Bakes"."""
    if not site:
        return title
    return re.sub(rf"\s*[|·•:»–—-]+\s*{re.escape(site)}\s*$", "", title) or title
