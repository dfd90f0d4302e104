"""A page is a post, or it is passed over: lists, pages and drafts as hosts and people make them."""

from __future__ import annotations

import pytest

from feedtool.dates import Rules
from feedtool.loader import html
from feedtool.raw import File, NoPost

TEXT = "<p>The starter sleeps through the night, and nobody wakes it before the kettle sings.</p>" * 3
OG = '<meta property="og:type" content="{}">'
DATED = OG.format("article") + '<meta property="article:published_time" content="2019-05-04">'
CARD = '<li class="post hentry"><h2 class="entry-title"><a href="/x/">Another</a></h2><time datetime="2018-01-01">x</time></li>'
LD = '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Rye"}</script>'
TUMBLR = '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "ListItem"}]}</script>'
BLOGGER = (
    '<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "{0}", "datePublished": "2019-05-04",'
    ' "mainEntityOfPage": {{"@id": "https://e.example/{0}.html"}}}}</script><h3 class="entry-title">{0}</h3>'
)
ROW = "<tr><td>2019-05-0{0}</td><td><a href=p{0}.html>Post {0}</a></td><td>Some words that say what is in it</td></tr>"
ITEM = "<li><span>May {0}, 2019</span> <a href=/p{0}>Post {0}</a></li>"
PAPERMOD = (
    '<main><h1>Posts</h1><article class="post-entry"><header><h2>Rye</h2></header><time datetime="2019-05-04">x</time>'
    '<a class="entry-link" aria-label="post link to Rye" href="/rye/"></a></article></main>'
)
MEDIUM = '<article class="h-entry"><h1 class="p-name">Rye</h1><section data-field="body" class="e-content">x</section></article>'


def read(body, head="", classes="", path="rye.html", title="Rye | Bella"):
    page = f'<html><head><title>{title}</title>{head}</head><body class="{classes}">{body}</body></html>'
    (raw,) = html.read(File(path=path, text=page, rules=Rules(), site="https://e.example/"))
    return raw


@pytest.mark.parametrize(
    ("body", "more", "why"),
    [
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": DATED, "classes": "page-template-default page page-id-2"}, "no post"),
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": DATED, "classes": "page-template page-about"}, "no post"),
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": DATED, "classes": "attachment single single-attachment"}, "no post"),
        (f"<main><h1>Rye</h1>{ITEM.format(1)}{ITEM.format(2)}</main>", {}, "list"),
        (f"<h1>Rye</h1><table>{ROW.format(1)}{ROW.format(2)}</table>", {}, "list"),
        (f"<h1>Rye</h1><h2>May 4, 2019</h2>{TEXT}<h2>May 3, 2019</h2>{TEXT}", {}, "without the signs"),
        (PAPERMOD, {"head": OG.format("website")}, "list"),
        (BLOGGER.format("a") + BLOGGER.format("b"), {"head": '<link rel="canonical" href="https://e.example/">'}, "without the signs"),
        (f"<main><h1>Rye</h1>{TEXT}<p>Last updated <time datetime='2019-05-04'>May 4</time></p></main>", {}, "without the signs"),
        (f"<h1>Rye</h1>{TEXT}", {}, "without the signs"),
        (f"<h1>Rye</h1><p>May 4, 2019</p>{TEXT}", {"path": "index.html"}, "without the signs"),
        (MEDIUM, {}, "a draft"),
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": DATED, "path": "drafts/rye.html"}, "a draft"),
        (f"<article class='article article-type-page'><h1>Rye</h1>{TEXT}</article>", {"head": DATED}, "no post"),
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": OG.format("article")}, "without a date"),
        (f"<article><h1>Rye</h1>{TEXT}</article>", {"head": LD.replace("}", ', "datePublished": "0001-01-01T00:00:00Z"}')}, "without a date"),
        (f"<article><h1>Archive</h1><p>All of them.</p><p>May 4, 2019</p><a href=/rye>Rye</a>{TEXT}<p>June 2, 2018</p></article>", {"head": OG.format("article"), "title": "Bella"}, "without a date"),
    ],
)  # fmt: skip
def test_no_post(body, more, why):
    with pytest.raises(NoPost, match=why):
        read(body, **more)


ALTERNATES = (
    '<link rel="canonical" href="https://e.example/{0}"><link rel="alternate" hreflang="{1}" href="/rye/">'
    '<link rel="alternate" hreflang="fr" href="https://e.example/fr/rye/">'
)


@pytest.mark.parametrize(
    ("path", "own", "main", "hreflang", "is_post"),
    [
        pytest.param("fr/rye/", "fr", "en", "en", False, id="in French, of an English site"),
        pytest.param("fr/rye/", "fr", "en", "en-GB", False, id="of a region"),
        pytest.param("rye/", "en", "en", "en", True, id="the page itself"),
        pytest.param("rye/", "en-US", "en", "en", True, id="the page itself, of a region"),
        pytest.param("fr/rye/", "fr", "en", "de", True, id="none in English"),
        pytest.param("fr/rye/", "fr", "", "en", True, id="the site says no language"),
        pytest.param("fr/rye/", "fr", "fr", "en", True, id="of a French site"),
        pytest.param("fr/rye/", "", "en", "en", True, id="the page says no language"),
    ],
)
def test_a_translation_of_a_page_that_is_in_the_site_s_language_is_none(path, own, main, hreflang, is_post):
    head = DATED + ALTERNATES.format(path, hreflang)
    page = f'<html lang="{own}"><head>{head}</head><article><h1>Rye</h1>{TEXT}</article></html>'
    file = File(path=f"{path}index.html", text=page, rules=Rules(), site="https://e.example/", language=main)
    if is_post:
        assert list(html.read(file))
    else:
        with pytest.raises(NoPost, match="a translation"):
            list(html.read(file))


@pytest.mark.parametrize(
    ("body", "more"),
    [
        pytest.param(f"<h1>Rye</h1>{TEXT}<ul>{CARD}{CARD}</ul>", {"head": DATED, "classes": "single"}, id="cards below"),
        pytest.param(f"<h2>Rye</h2>{TEXT}", {"head": DATED + TUMBLR}, id="Tumblr lists the post itself"),
        pytest.param(f"<h1>Rye</h1><p>May 4, 2019</p>{TEXT}", {}, id="made by hand"),
        pytest.param(f'<h1><a href="/">Bella</a></h1><h2>Rye</h2><p>May 4, 2019</p>{TEXT}', {"title": "Bella: Rye"}, id="the site's name above"),
        pytest.param(f"<article><h1>Rye</h1>{TEXT}</article>", {"head": DATED, "path": "drafts/index.html"}, id="called drafts"),
        pytest.param(f"<h1>Rye</h1><p>Bella Rossi</p><p>May 4, 2019</p>{TEXT}", {}, id="a name between"),
    ],
)  # fmt: skip
def test_a_post(body, more):
    raw = read(body, **more)
    assert raw.metadata["title"] == "Rye"
    assert raw.metadata["date"] in {"2019-05-04", "May 4, 2019"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            f"<p>We meet on <time datetime='2025-01-01'>New Year</time> again.</p>{TEXT}", id="told in the text"
        ),
        pytest.param(f"{TEXT}<section id='comments'><time datetime='2020-01-01'>x</time></section>", id="a comment's"),
        pytest.param(
            f"{TEXT}<aside><a href='x'>Other</a> <time datetime='2020-01-01'>x</time></aside>", id="another post's"
        ),
        pytest.param(f"<p>Updated on <time datetime='2020-01-01'>x</time></p>{TEXT}", id="an edit's"),
        pytest.param(f"<time datetime='3 days ago'>3 days ago</time>{TEXT}", id="relative"),
        pytest.param(f"<p>3 days ago</p>{TEXT}", id="relative, in words"),
    ],
)
def test_a_day_that_is_not_the_post_s_is_none_of_it(body):
    assert "date" not in read(f"<article><h1>Rye</h1>{body}</article>", LD).metadata


@pytest.mark.parametrize(
    ("body", "more"),
    [
        pytest.param(f"<article><h1>Rye</h1>{TEXT}</article>", {"head": LD}, id="JSON-LD"),
        pytest.param(f'<article class="h-entry"><h1>Rye</h1>{TEXT}</article>', {}, id="an h-entry"),
        pytest.param(f"<article><h1>Rye</h1>{TEXT}</article>", {"classes": "single-post"}, id="WordPress"),
    ],
)  # fmt: skip
def test_what_is_surely_a_post_is_one_without_a_date_too(body, more):
    assert "date" not in read(body, **more).metadata


def test_a_date_with_two_readings_is_one_that_somebody_is_told_of():
    body = f"<article><h1>Rye</h1>{TEXT}<b class='post-date'>03/04/2019</b></article>"
    assert read(body, OG.format("article")).metadata["date"] == "03/04/2019"


def test_a_second_great_heading_in_the_text_takes_nothing_away():
    body = f"<article class='px-1'><header><h1>Rye</h1></header><p>x</p><h1>Flour</h1>{TEXT}<time datetime='2019-05-04'>May</time></article>"
    assert read(body, title="Bella").metadata["date"] == "2019-05-04"


def test_a_day_without_its_year_is_read_from_what_machines_see_and_is_no_text():
    body = (
        f"<article><h1>Rye</h1><p class='meta'>Published <time datetime='2019-05-04'>4 May</time></p>{TEXT}</article>"
    )
    raw = read(body, OG.format("article"))
    assert (raw.metadata["date"], raw.body) == ("2019-05-04", TEXT)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("By noon we were gone.", True),
        ("By Ada Example", False),
        ("Por Ada Example y Bob", False),
        ("Di notte, il pane", True),
    ],
)
def test_a_sentence_is_no_byline(line, stays):
    raw = read(f"<article><h1>Rye</h1><p>{line}</p>{TEXT}</article>", DATED)
    assert (line in raw.body) is stays


def test_a_page_made_by_hand_has_the_text_below_its_heading():
    body = f"<p><a href=/>Home</a></p><center><h1>Rye</h1></center><p>May 4, 2019</p>{TEXT}<hr><p>© Bella</p><address>Me</address>"
    assert read(body).body == TEXT


def test_what_waits_for_a_script_is_left_to_the_rules_of_content():
    waiting = (
        '<img src="data:image/gif;base64,x" data-src="a.jpg"><noscript><img src="b.jpg"></noscript>'
        '<script type="math/tex">x^2</script><script src="https://gist.github.com/a/1.js"></script>'
    )
    body = read(f"<article><h1>Rye</h1>{TEXT}{waiting}<script>track()</script></article>", DATED).body
    assert waiting in body
    assert "track" not in body
