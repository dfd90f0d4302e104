"""A post and its body to the Entry that a subscriber gets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import languages, markup, urls
from feedtool.content.clean import Cleaner
from feedtool.content.rules import pure
from feedtool.content.summary import opening, readable
from feedtool.model import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.model import Identified, Post

__all__ = ["Cleaner", "Made", "entry_of", "html_of", "without_text"]

ADDRESSES: Final = re.compile(rf"\b(?:{'|'.join(sorted(markup.URL_ATTRIBUTES | markup.SRCSETS))})\s*=", re.IGNORECASE)
SUMMARY_LENGTH: Final = 300  # characters of an excerpt that we make; readers show about as many in their lists


class Made(NamedTuple):
    """An entry, its HTML, whether it has that or only a summary, and how often each rule mended it."""

    entry: Entry
    html: str
    mended: Mapping[str, int]


def entry_of(known: Identified, body: str, *, cleaner: Cleaner | None, summary_only: bool = False) -> Made:
    """The entry of a post whose *body* is in the language that its Body names. Without *cleaner* its HTML is only
    made absolute.
    """
    post = known.post
    html = _body(post, body)
    summary = (_excerpt(html, post.link, cleaner) if post.summary is None else post.summary) or None
    if summary is None and summary_only:
        source = readable(html)
        summary = opening(pure(source, post.link, cleaner).html if cleaner else source, length=SUMMARY_LENGTH)
    content, mended = _content(html, post, body, cleaner)
    # What a feed gave without a text has none; a reader would show the empty one in place of the summary.
    has_none = summary_only or (post.source and summary and not content)
    entry = replace(without_text(known), content=None if has_none else content, summary=summary)
    return Made(entry, content, mended)


def without_text(known: Identified) -> Entry:
    """The entry of a post, all but its text: an empty one stands for that."""
    post = known.post
    return Entry(
        id=known.id,
        link=post.link,
        title=post.title,
        published=known.published,
        # What was corrected before it went out is no update for anyone.
        updated=max(known.published, post.updated or known.published),
        authors=post.authors,
        categories=tuple(dict.fromkeys(post.categories + post.tags)),
        content="",
        language=post.language,
        image=post.image,
        image_length=post.image_length,
        enclosures=post.enclosures,
        rights=post.rights,
        source=post.source,
    )


def html_of(post: Post, body: str, *, cleaner: Cleaner | None) -> str:
    """The HTML that the entry of *post* has, or would have."""
    return _content(_body(post, body), post, body, cleaner)[0]


def _body(post: Post, body: str) -> str:
    html = languages.html_of(body, post.body.type)
    return markup.split_heading(html)[1] if post.body.drop_heading else html


def _content(html: str, post: Post, body: str, cleaner: Cleaner | None) -> tuple[str, Mapping[str, int]]:
    if cleaner:
        html, mended, _ = pure(html, post.link, cleaner, has_html=languages.has_html(body, post.body.type))
    else:
        html, mended = _absolute(html, post.link), {}
    return markup.allowed(html).strip(), mended


def _excerpt(html: str, link: str, cleaner: Cleaner | None) -> str | None:
    """The text before the mark with which an author ends an excerpt."""
    mark = markup.MORE.search(html)
    if mark is None:
        return None
    above = readable(html[: mark.start()])
    return markup.text_of(pure(above, link, cleaner).html if cleaner else above) or None


def _absolute(html: str, base: str) -> str:
    if not ADDRESSES.search(html):
        return html

    def resolve(reference: str) -> str | None:
        try:
            return urls.resolve(base, reference)
        except urls.BadAddressError:
            return reference

    return markup.with_addresses(html, resolve)
