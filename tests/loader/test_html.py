"""A page gives its post: each field from where the page says it best; a page that is no post is passed over."""

from __future__ import annotations

from datetime import UTC

import pytest

from feedtool.dates import Rules
from feedtool.loader import Bodies, Site, Source, html, load
from feedtool.markup import text_of
from feedtool.raw import File, NoPost
from tests.conftest import CASES, CONFIG

SITE = "https://e.example/"
LD = '<script type="application/ld+json">{}</script>'
POST = LD.format('{"@type": "BlogPosting", "headline": "Rye at dawn", "datePublished": "2019-05-04"}')


def read(head="", body="<article><h1>Rye at dawn</h1><p>Text.</p></article>", *, path="rye/index.html", sure=True):
    head = (POST if sure else "") + head
    page = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    (raw,) = html.read(File(path=path, text=page, rules=Rules(), site=SITE))
    return raw


def meta(name, content, kind="property"):
    return f'<meta {kind}="{name}" content="{content}">'


H1 = "<article><h1>The heading</h1><p>Text.</p></article>"


@pytest.mark.parametrize(
    ("head", "body", "title", "rule"),
    [
        ("", '<div class="h-entry"><h1 class="p-name">An entry</h1></div><h1>x</h1>', "An entry", "h-entry"),
        (meta("og:title", "The heading - Bella") + meta("og:site_name", "Bella"), "<h1>Bella</h1><h1>The heading</h1>", "The heading", "h1, og:title"),
        ("<title>x</title>", "<h1>Bella</h1>" + H1, "The heading", "h1 of the article"),
        ("", '<h1>a</h1><h1>b</h1><h2 class="entry-title">An entry</h2>', "An entry", "hAtom"),
        ("", "<h1>a</h1><h1>b</h1>", "Rye at dawn", "JSON-LD"),
        (LD.format('{"@type": "Article", "headline": "R&amp;B &quot;x&quot;"}'), "<p>x</p>", "Rye at dawn", "JSON-LD"),
    ],
)  # fmt: skip
def test_a_title_from_where_it_is_surest(head, body, title, rule):
    raw = read(head, body)
    assert (raw.metadata["title"], raw.rules["title"]) == (title, rule)


@pytest.mark.parametrize(
    ("head", "title", "rule"),
    [
        (meta("og:title", "Rye | Bella") + meta("og:site_name", "Bella"), "Rye", "og:title"),
        ("<title>Rye at dawn – Bella Bakes</title>", "Rye at dawn", "title"),
        ("<title>Rye - at - dawn</title>" + meta("og:site_name", "Bella"), "Rye - at", "title"),
    ],
)
def test_a_title_where_the_page_shows_none(head, title, rule):
    raw = read(head + meta("article:published_time", "2019-05-04") + meta("og:type", "article"), "<p>x</p>", sure=False)
    assert (raw.metadata["title"], raw.rules["title"]) == (title, rule)


@pytest.mark.parametrize(
    ("head", "body", "path", "date", "rule"),
    [
        ("", '<div class="h-entry"><time class="dt-published" datetime="2019-05-03T08:00:00+02:00">May</time></div>', "a.html", "2019-05-03T08:00:00+02:00", "h-entry"),
        (meta("article:published_time", "2019-05-03T08:00Z"), "", "a.html", "2019-05-03T08:00Z", "article:published_time"),
        ("", '<time itemprop="datePublished" datetime="2019-05-03">x</time>', "a.html", "2019-05-03", "itemprop"),
        ("", "", "a.html", "2019-05-04", "JSON-LD"),
    ],
)  # fmt: skip
def test_a_date_from_where_it_is_surest(head, body, path, date, rule):
    raw = read(head, body, path=path)
    assert (raw.metadata["date"], raw.rules["date"]) == (date, rule)


@pytest.mark.parametrize(
    ("head", "body", "path", "date", "rule"),
    [
        ("", '<abbr class="published" title="2019-05-04">May 4</abbr>', "a.html", "2019-05-04", "hAtom"),
        (meta("citation_publication_date", "2019/05/04", "name"), "", "a.html", "2019/05/04", "meta"),
        (meta("DC.date.issued", "2019-05-04", "name"), "", "a.html", "2019-05-04", "meta"),
        ("", "", "2019/05/04/rye.html", "2019-05-04", "address"),
        ("", '<time datetime="2019-05-04T18:30:00Z">x</time>', "2019/05/04/rye.html", "2019-05-04T18:30:00Z", "time, address"),
        ("", '<time datetime="2021-01-01T18:30:00Z">x</time>', "2019/05/04/rye.html", "2019-05-04", "address"),
        ('<link rel="canonical" href="/2019/05/04/rye/">', "", "a.html", "2019-05-04", "address"),
        ("", '<article><header><time datetime="2019-05-04">May</time></header></article>', "a.html", "2019-05-04", "time"),
        ("", '<p class="post-date">May 4, 2019</p>', "a.html", "May 4, 2019", "date line"),
        ("", "<h1>T</h1><p>By Ada · May 4, 2019 · 3 min read</p>", "a.html", "May 4, 2019", "beside the heading"),
        ("", "<p>Posted on May 4, 2019 by Ada</p><h1>T</h1>", "a.html", "May 4, 2019", "beside the heading"),
        (meta("article:published_time", "soon"), '<time datetime="2019-05-04">x</time>', "a.html", "2019-05-04", "time"),
    ],
)  # fmt: skip
def test_a_date_where_json_ld_has_none(head, body, path, date, rule):
    raw = read(head + meta("og:type", "article"), body + "<h1>T</h1>", path=path, sure=False)
    assert (raw.metadata["date"], raw.rules["date"]) == (date, rule)


@pytest.mark.parametrize(
    ("given", "people"),
    [
        ('"Ada"', [{"name": "Ada"}]),
        ('{"@type": "Person", "name": "Ada", "url": "/ada"}', [{"name": "Ada", "url": "/ada"}]),
        ('[{"name": "Ada"}, {"name": "Bob"}]', [{"name": "Ada"}, {"name": "Bob"}]),
        ('{"@id": "#ada"}', [{"name": "Ada"}]),
    ],
)
def test_authors_of_json_ld_in_all_their_shapes(given, people):
    graph = f'{{"@graph": [{{"@type": ["Article", "x"], "author": {given}}}, {{"@id": "#ada", "@type": "Person", "name": "Ada"}}]}}'
    head = LD.format(graph) + meta("article:published_time", "2019-05-04")
    assert read(head, sure=False).metadata["authors"] == people


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (LD.format('{"@type": "Article", "author": {"@type": "Organization", "name": "Bella Bakes"}}'), '<a rel="author">By Bella</a>', "Bella"),
        ("", '<span itemprop="author"><b itemprop="name">Bella</b>, baker</span>', "Bella"),
        ("", '<p class="byline">Von Bella Rossi</p>', "Bella Rossi"),
        (meta("author", "Bella", "name"), "", "Bella"),
        (meta("author", "Bakes", "name") + meta("og:site_name", "Bakes"), "", None),
        (meta("article:author", "https://social.example/bella"), "", None),
    ],
)  # fmt: skip
def test_authors_where_json_ld_names_nobody(head, body, authors):
    head += meta("og:type", "article") + meta("article:published_time", "2019-05-04")
    assert read(head, H1 + body, sure=False).metadata.get("authors") == authors


@pytest.mark.parametrize(
    ("head", "path", "url"),
    [
        ('<link rel="canonical" href="https://e.example/x/">', "a.html", "https://e.example/x/"),
        ('<link rel="canonical" href="/x/">', "a.html", "https://e.example/x/"),
        ("<!-- saved from url=(0028)https://e.example/x/ -->", "a.html", "https://e.example/x/"),
        ("<!--\n Page saved with SingleFile \n url: https://e.example/x/ \n-->", "a.html", "https://e.example/x/"),
        ("<!-- saved from url=(0028)https://other.example/x/ -->", "a.html", None),
        (meta("og:url", "https://e.example/x/"), "a.html", "https://e.example/x/"),
        ('<link rel="canonical" href="https://e.example/">', "a.html", None),
        ('<link rel="canonical" href="https://other.example/x/">', "a.html", None),
    ],
)
def test_where_the_page_lives(head, path, url):
    raw = read(head, path=path)
    assert raw.metadata.get("url") == url
    assert raw.fallbacks["url"] == "/a.html"


def test_a_file_s_name_is_no_address_until_it_is_escaped():
    assert read(path="a/ä c#%.html").fallbacks["url"] == "/a/%C3%A4%20c%23%25.html"


MATERIAL = """\
<div class="md-post__profile"><strong>Ada Example</strong></div><div class="md-post__profile"><strong>Bob</strong></div>
<ul class="md-post__meta"><li><time datetime="2019-05-04 10:00:00+00:00">4 May 2019</time></li>
<li><time datetime="2019-06-07 10:00:00+00:00">7 June 2019</time></li>
<li>in <a href="../category/bread/">Bread</a>, <a href="../category/rye/">Rye</a></li></ul>
<article class="md-content__inner"><nav><span class="md-tag">dawn</span></nav>
<h1>Rye at dawn<a class="headerlink" href="#rye">&para;</a></h1><p>Text.</p></article>
"""


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (meta("article:tag", "Rye") + meta("article:tag", "Berlin, Germany"), ["Rye", "Berlin, Germany"]),
        (meta("article:tag", "Rye,Oats"), "Rye,Oats"),
    ],
)
def test_tags_of_open_graph_are_one_each_or_all_in_one(head, tags):
    assert read(head).metadata["tags"] == tags


def test_a_post_of_material_s_blog():
    raw = read(body=MATERIAL, sure=False)
    assert {name: raw.metadata[name] for name in ("title", "date", "updated", "authors", "tags", "category")} == {
        "title": "Rye at dawn",
        "date": "2019-05-04 10:00:00+00:00",
        "updated": "2019-06-07 10:00:00+00:00",
        "authors": ["Ada Example", "Bob"],
        "tags": ["dawn"],
        "category": ["Bread", "Rye"],
    }


@pytest.mark.parametrize(
    ("section", "path", "classes", "category"),
    [
        ("posts", "posts/rye/index.html", "", None),
        ("essays", "de/essays/2020/rye.html", "", None),
        ("posts", "2020/rye.html", "", None),
        ("Baking", "baking/rye.html", "", "Baking"),
        ("bread", "bread/rye.html", "single-post", "bread"),
        ("Bread", "rye.html", "", "Bread"),
        ("rye", "rye/index.html", "", "rye"),
    ],
)
def test_a_section_that_is_the_folder_of_the_page_is_no_category(section, path, classes, category):
    ld = LD.format(f'{{"@type": "Article", "datePublished": "2019-05-04", "articleSection": "{section}"}}')
    for head in (POST + meta("article:section", section), ld):
        page = f'<head>{head}</head><body class="{classes}">{H1}</body>'
        (raw,) = html.read(File(path=path, text=page, rules=Rules(), site=SITE))
        assert raw.metadata.get("category") == category


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ("<p>By <b>Ada</b> and <b>Bob</b></p>", ["Ada", "Bob"]),
        ("<p>By Ada, Bob</p>", "Ada, Bob"),
        (LD.format('[{"@type": "Person", "name": "Ada"}, {"@type": "Person", "name": "Bob"}]'), ["Ada", "Bob"]),
    ],
)
def test_several_authors_in_one_meta(body, authors):
    assert read(meta("author", "Ada, Bob", "name"), H1 + body).metadata["authors"] == authors


@pytest.mark.parametrize(
    ("day", "more", "date", "rule"),
    [
        ("2019-05-04", meta("article:published_time", "2019-05-04T06:12:00+02:00"), "2019-05-04T06:12:00+02:00", "article:published_time"),
        ("2019-05-04", meta("article:published_time", "2019-05-03T23:12:00-02:00"), "2019-05-03T23:12:00-02:00", "article:published_time"),
        ("2019-05-04", LD.format('{"@type": "Article", "datePublished": "2019-05-04T06:12Z"}'), "2019-05-04T06:12Z", "JSON-LD"),
        ("2019-05-04", '<meta itemprop="datePublished" content="2019-05-04T06:12Z">', "2019-05-04T06:12Z", "itemprop"),
        ("2019-05-04", meta("article:published_time", "2019-05-06T06:12Z"), "2019-05-04", "h-entry"),
        ("2019-05-04T01:00Z", meta("article:published_time", "2019-05-04T06:12Z"), "2019-05-04T01:00Z", "h-entry"),
    ],
)  # fmt: skip
def test_a_day_yields_to_a_time_on_it(day, more, date, rule):
    body = f'<article class="h-entry"><h1>Rye</h1><time class="dt-published" datetime="{day}">x</time><p>Text.</p></article>'
    raw = read(more, body, sure=False)
    assert (raw.metadata["date"], raw.rules["date"]) == (date, rule)


@pytest.mark.parametrize("around", ["<aside>{}</aside>", '<div id="sidebar">{}</div>', '<div class="widget">{}</div>'])
def test_tags_beside_the_post_are_not_its_own(around):
    tags = '<ul class="tag-list"><li><a rel="tag" href="/tags/x/">x</a></li></ul>'
    assert "tags" not in read(body=H1 + around.format(tags)).metadata
    assert read(body=H1 + tags).metadata["tags"] == ["x"]


def test_categories_are_what_hexo_s_themes_link_to():
    links = '<a class="article-category-link" href="/categories/a/">A</a> <a class="article-category-link" href="/b/">B c</a>'
    found = read(
        body=f'<article><h1>Rye</h1><time datetime="2019-05-04">May</time>{links}<p>Text.</p></article>'
    ).metadata
    assert found["category"] == ["A", "B c"]


def test_the_rest_of_what_a_page_says():
    head = (
        meta("article:modified_time", "2019-06-01") + meta("description", "Why", "name") + meta("og:image", "/r.jpg")
        + meta("article:tag", "bread") + meta("article:tag", "rye") + meta("article:section", "Baking")
        + meta("dc.rights", "© Bella", "name")
    )  # fmt: skip
    found = read(head).metadata
    assert {key: found[key] for key in ("updated", "summary", "image", "tags", "category", "rights", "language")} == {
        "updated": "2019-06-01", "summary": "Why", "image": "/r.jpg", "tags": ["bread", "rye"], "category": "Baking",
        "rights": "© Bella", "language": "en",
    }  # fmt: skip


@pytest.mark.parametrize(
    "broken", ["", "{", "<!-- {} -->", '{"@type": 5}', "[" * 5000, '{"@type": "Article"};', '"text"']
)
def test_broken_json_ld_is_as_if_it_were_not_there(broken):
    head = LD.format(broken) + meta("og:type", "article") + meta("article:published_time", "2019-05-04")
    assert read(head, sure=False).metadata["date"] == "2019-05-04"


def test_json_ld_in_a_comment_is_read():
    head = LD.format('<!--\n{"@type": "Article", "datePublished": "2019-05-04"}\n-->')
    assert read(head, sure=False).metadata["date"] == "2019-05-04"


def test_a_base_counts_for_addresses_in_the_text():
    raw = read('<base href="https://cdn.example/x/">', '<article><h1>T</h1><p><a href="y">z</a></p></article>')
    assert raw.body == '<p><a href="https://cdn.example/x/y">z</a></p>'


TWO = "".join(
    f'<article class="h-entry"><h2><a href="/{n}/">{n}</a></h2><time datetime="2019-05-0{n}">x</time></article>'
    for n in (1, 2)
)


@pytest.mark.parametrize(
    ("head", "body", "path", "why"),
    [
        ('<meta http-equiv="refresh" content="0; url=/x/">', "", "a.html", "a redirect"),
        (meta("robots", "noindex, follow", "name"), H1, "a.html", "not to be found"),
        ("", H1, "404.html", "not to be found"),
        ("", TWO, "index.html", "a list"),
        ("", f'<div class="h-feed">{H1}</div>', "index.html", "a list"),
        ("", '<article class="md-post md-post--excerpt"><h1>a</h1></article>', "archive/2020.html", "a list"),  # Material
        (LD.format('{"@type": "Blog", "blogPost": [{"@type": "BlogPosting"}, {"@type": "BlogPosting"}]}'), "", "index.html", "a list"),
        ("", '<h1>Bella</h1><article><h2><a href="/rye/">Rye</a></h2><time datetime="2019-05-04">x</time></article>', "index.html", "a list"),
        ("", "<main><h1>Bella</h1><h2>Rye</h2><p>May 4, 2019</p></main>", "index.html", "without the signs"),
        (meta("article:published_time", "2019-05-04"), H1, "tags/bread/index.html", "a list"),
        (meta("article:published_time", "2019-05-04"), H1, "page/2/index.html", "a list"),
        ("", "<h1>About</h1><p>Me.</p>", "about/index.html", "without the signs"),
        ("", H1, "about/index.html", "without the signs"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_post_is_passed_over(head, body, path, why):
    with pytest.raises(NoPost, match=why):
        read(head, body, path=path, sure=False)


# A file to what a reader of the page sees; all of them are of the same three paragraphs.
HOSTS = {
    "wordpress": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", ("bread",)),
    "ghost": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", ("bread",)),
    "blogger": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", ("bread",)),
    "substack": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", ()),
    "plain": ("Rye at Dawn", "2019-05-04T00:00:00+00:00", ()),
    "german": ("Roggen am Morgen", "2019-05-04T04:12:00+00:00", ()),
}
# Such pages in a folder, where two signs of a post are asked for: title, instant, tags and categories, authors.
SAVED = {
    "wp-kubrick": ("Rye at Dawn", "2008-05-04T06:12:00+00:00", ("Bread",), ()),
    "wp-twentyten": ("Rye at Dawn", "2010-05-04T00:00:00+00:00", ("Rye", "Bread"), ("Bella Rossi",)),
    "wp-block": ("Roggen am Morgen", "2023-05-04T04:12:00+00:00", ("Roggen", "Backen"), ("Bella Rossi",)),
    "medium-export": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", (), ("Bella Rossi",)),
    "blogger-minima": ("Rye at Dawn", "2007-05-04T04:12:00+00:00", ("bread", "rye"), ("Bella Rossi",)),
    "tumblr": ("Rye at Dawn", "2019-05-04T10:12:00+00:00", ("bread",), ()),
    "hashnode": ("Rye at Dawn", "2023-02-28T06:08:01+00:00", ("Bread", "Rye"), ("Bella Rossi",)),
    "devto": ("Rye at Dawn", "2023-02-28T06:08:01+00:00", ("bread", "rye"), ("Bella Rossi",)),
    "discourse": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", (), ("bella",)),
    "notion-export": ("Rye at Dawn", "2019-05-04T06:12:00+00:00", ("bread",), ()),
    "webflow": ("Rye at Dawn", "2019-05-04T00:00:00+00:00", (), ()),
    "typepad": ("Rye at Dawn", "2009-05-04T06:12:00+00:00", (), ("Bella Rossi",)),
    "hand-1999": ("Rye at Dawn", "1999-05-04T00:00:00+00:00", (), ("Bella Rossi",)),
    "confluence": ("Bakes : Rye at Dawn", "2019-05-04T00:00:00+00:00", (), ("Bella Rossi",)),
    "substack2": ("Rye at Dawn", "2019-05-04T04:12:00+00:00", (), ("Bella Rossi",)),
    "squarespace70": ("Rye at Dawn", "2019-05-04T10:12:00+00:00", (), ("Bella Rossi",)),
    "lang-es": ("Rye at Dawn", "2019-05-04T00:00:00+00:00", (), ("Bella Rossi",)),
    "lang-zh": ("Rye at Dawn", "2019-05-04T00:00:00+00:00", (), ()),
}


@pytest.mark.parametrize("host", SAVED)
def test_a_saved_page_in_a_folder(host):
    source = Source(type="html", path=str(CASES / "html"), include=(f"{host}.html",))
    site = Site(url="https://blog.example/", root=str(CASES))
    (post,) = load([source], site).posts
    names = tuple(person.name for person in post.authors)
    said = (post.title, post.published.astimezone(UTC).isoformat(), (*post.tags, *post.categories), names)
    assert said == SAVED[host]
    text = text_of(Bodies([post], [source], site).read(post).text)
    assert text.startswith(("The starter sleeps", "Why the starter sleeps The starter sleeps"))
    assert text.endswith("and a corner of the kitchen.")
    assert "Chrome" not in text


@pytest.mark.parametrize("host", HOSTS)
def test_a_saved_page_of_any_host(host):
    source = Source(type="html", path=str(CASES / f"html/{host}.html"))
    site = Site(url="https://blog.example/", root=str(CASES))
    loaded = load([source], site)
    assert loaded.problems == ()
    (post,) = loaded.posts
    assert (post.title, post.published.astimezone(UTC).isoformat(), post.tags) == HOSTS[host]
    assert [person.name for person in post.authors] == ["Bella Rossi"]
    assert text_of(Bodies([post], [source], site).read(post).text) == (
        "The starter sleeps through the night, and nobody wakes it before the kettle sings. How so? "
        "Flour and water are all that it asks for, and a corner of the kitchen."
    )


def test_a_built_site_gives_its_feed(blog):
    blog.configure("", config=CONFIG.replace("markdown", "html").replace('"posts"', '"public"'))
    page = '<html lang="en"><head><title>{0} – Blog</title>{1}</head><body><nav>Menu</nav><article><h1>{0}</h1><p>Text of {0}, <a href="x">x</a>.</p></article></body></html>'
    dated = '<meta property="article:published_time" content="2024-05-0{}T10:00:00+02:00">'
    for number in (1, 2):
        blog.write(f"public/p{number}/index.html", page.format(f"Post {number}", dated.format(number)))
    blog.write("public/old.html", page.format("Old", dated.format(3)))
    blog.write("public/index.html", page.format("Blog", ""))
    blog.write("public/broken.html", page.format("Broken", dated.format(4)).encode().replace(b"Text", b"\xff"))
    report = blog.build(code=1)
    assert blog.titles == ["Old", "Post 2", "Post 1"]
    assert [item["url"] for item in blog.read("json")["items"]] == [
        "https://blog.example/old.html", "https://blog.example/p2/", "https://blog.example/p1/",
    ]  # fmt: skip
    assert blog.entry["content_html"] == '<p>Text of Old, <a href="https://blog.example/x">x</a>.</p>'
    assert blog.entry["date_published"] == "2024-05-03T08:00:00Z"
    assert (report["posts"]["other_pages"], [problem["code"] for problem in report["problems"]]) == (1, ["F102"])
    listed = blog.run("posts", "--json").json
    assert listed["passed"] == [{"file": "public/index.html", "why": "a page without the signs of a post"}]
    assert "1 other page" in blog.run("build").out


def test_a_page_that_is_named_and_no_post_is_a_problem(blog):
    blog.configure("", config=CONFIG.replace("markdown", "html").replace('"posts"', '"about.html"'))
    blog.write("about.html", "<h1>About</h1>")
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], problem["file"]) == ("F112", "about.html")


def test_a_page_explains_itself(blog):
    blog.configure("", config=CONFIG.replace("markdown", "html").replace('"posts"', '"public"'))
    head = POST + '<link rel="canonical" href="/rye/">'
    blog.write("public/a.html", f"<html><head>{head}</head><body>{H1}</body></html>")
    (post,) = blog.run("posts", "--explain", "public/a.html", "--json").json["posts"]
    rules = {name: field["rule"] for name, field in post["fields"].items() if field["rule"]}
    assert rules == {"title": "h1 of the article", "published": "JSON-LD", "link": "canonical", "id": "link"}


CONTENTS = '<main><h1>Posts</h1><ul><li><a href="/a/">A post</a> <time datetime="2020-01-03">3 January</time></li>{}</ul>{}</main>'


@pytest.mark.parametrize(
    ("more", "below", "is_post"),
    [
        pytest.param("", "", False, id="one post in a list"),
        pytest.param('<li><a href="/b/">B</a> <time datetime="2020-01-04">4 January</time></li>', "", False, id="two"),
        pytest.param("", f"<p>{'Text of a post. ' * 20}</p>", True, id="a text of its own"),
    ],
)
def test_a_page_of_contents_is_no_post(more, below, is_post):
    page = f"<html><body>{CONTENTS.format(more, below)}</body></html>"
    if is_post:
        assert list(html.read(File(path="posts/index.html", text=page, rules=Rules(), site=SITE)))
    else:
        with pytest.raises(NoPost, match="list"):
            list(html.read(File(path="posts/index.html", text=page, rules=Rules(), site=SITE)))


@pytest.mark.parametrize(("link", "is_post"), [("", True), ("a.html", True), ("b.html", False)])
def test_a_heading_that_leads_to_its_page_is_that_of_a_post(link, is_post):
    page = f"""<html><body class="home"><h1>Site</h1><article><h1><a href="{link}">Title</a></h1>
        <abbr class="published" title="2024-05-01T10:00:00Z">May</abbr><abbr class="modified" title="2024-05-02">x</abbr>
        <p>Text.</p></article></body></html>"""
    file = File(path="a.html", text=page, rules=Rules(), site="https://blog.example/")
    if not is_post:
        with pytest.raises(NoPost):
            list(html.read(file))
        return
    (raw,) = html.read(file)
    assert (raw.metadata["title"], raw.metadata["date"], raw.metadata["updated"]) == (
        "Title", "2024-05-01T10:00:00Z", "2024-05-02",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "is_post"),
    [
        pytest.param('Rye and <a href="/b.html">dill</a>', True, id="a link in the title"),
        pytest.param('<a href="/b.html">Rye and dill</a>', False, id="wholly a link to another page"),
        pytest.param('<a href="/x/a">Rye and dill</a>', True, id="to its own page, without the suffix"),
        pytest.param(
            '<a rel="bookmark" href="https://e.example/base/x/a">Rye and dill</a>', True, id="a site elsewhere"
        ),
    ],
)
def test_only_a_heading_that_is_wholly_a_link_may_lead_elsewhere(heading, is_post):
    page = f"""<title>Rye and dill</title><article><h1 class="entry-title">{heading}</h1>
        <time datetime="2019-05-04">May</time><p>Text.</p></article>"""
    file = File(path="x/a.html", text=page, rules=Rules(), site=SITE)
    if is_post:
        (raw,) = html.read(file)
        assert raw.metadata["title"] == "Rye and dill"
    else:
        with pytest.raises(NoPost, match="list"):
            list(html.read(file))


def test_the_title_that_is_a_bookmark_tells_where_the_page_lives():
    title = '<h1 class="entry-title"><a rel="bookmark" href="/x/rye">Rye</a></h1>'
    raw = read("<title>Rye</title>", f"<article>{title}<p>Text.</p></article>", path="x/rye.html")
    assert raw.metadata["url"] == "https://e.example/x/rye"
    raw = read("<title>Bella</title>", f"<article>{title}<p>Text.</p></article>", path="x/rye.html")
    assert "url" not in raw.metadata


def test_an_entry_s_name_is_not_its_author_s():
    page = """<html><head><title>Title</title></head><body><article class="h-entry hentry"><header>
        <p class="p-author h-card"><span class="p-name">Ada</span></p><time class="dt-published" datetime="2024-05-01"></time>
        </header><div class="e-content">Text.</div></article></body></html>"""
    (raw,) = html.read(File(path="a.html", text=page, rules=Rules(), site="https://blog.example/"))
    assert raw.metadata["title"] == "Title"


def test_a_page_of_ablog_says_its_day_in_a_card():
    page = """<html><body><div role="main"><h1>Title</h1><p>Text.</p></div><div class="ablog__postcard"><h2><span>02 April 2023
        </span></h2><li id="published"><span>Update:</span> 06 May 2023</li><li id="x ablog__author"><a>Ada</a>, <a>Bo</a></li>
        <li id="x ablog__tags"><a>one</a></li></div></body></html>"""
    (raw,) = html.read(File(path="a.html", text=page, rules=Rules(), site="https://blog.example/"))
    said = [raw.metadata[name] for name in ("title", "date", "updated", "authors", "tags")]
    assert said == ["Title", "02 April 2023", "06 May 2023", ["Ada", "Bo"], ["one"]]
