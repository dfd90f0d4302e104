"""A body is taken from the page that a generator built, the metadata from its source."""

from __future__ import annotations

import os

import pytest

from feedtool.dates import Rules
from feedtool.loader.built import body_of, pages_of
from feedtool.markup import text_of
from tests.test_imports import heavy, modules_after

PAGE = "<html><body><nav>Menu</nav><article><h1>Hello</h1><p>May 1, 2024</p><p>Built, <a href='x'>x</a>.</p></article></body></html>"


@pytest.fixture
def built(blog):
    blog.configure('built = "public"\n')
    blog.post(body="{% include x %} {{< figure >}}")
    blog.write("public/hello/index.html", PAGE)
    return blog


def test_nothing_of_a_dialect_leaks(built):
    assert built.build()["warnings"] == []
    assert built.entry["title"] == "Hello"
    assert built.entry["content_html"] == '<p>Built, <a href="https://blog.example/hello/x">x</a>.</p>'


@pytest.mark.long
def test_a_page_that_is_built_anew_is_seen(built):
    built.at_rest().build()
    assert not heavy(modules_after(built, "build"))
    built.write("public/hello/index.html", PAGE.replace("Built", "Rebuilt"))
    built.build()
    assert "Rebuilt" in built.entry["content_html"]


def test_without_its_page_a_post_is_rendered_with_a_warning(built):
    built.post("other.md", title="Other", date="2024-06-01", body="*Text.*")
    built.post("draft.md", draft=True)
    (warning,) = built.build()["warnings"]
    assert (warning["code"], warning["file"]) == ("F113", "posts/other.md")
    assert built.entry["content_html"] == "<p><em>Text.</em></p>"


@pytest.mark.long
@pytest.mark.parametrize("folder", ["public", "public/more", "public/more/hello", "."])
@pytest.mark.parametrize(
    ("rule", "page"),
    [("/{path}/", "hello/index.html"), ("/{path}", "hello.html"), ("/{path}", "hello/index.html"), ("/{path}.html", "hello.html")],
)  # fmt: skip
def test_a_page_that_is_built_later_is_seen(blog, folder, rule, page):
    blog.configure(f'built = "public"\nurl = "{rule}"\n')
    blog.post("more/hello.md", body="*From the source.*")
    (blog.root / folder).mkdir(parents=True, exist_ok=True)
    assert [one["code"] for one in blog.at_rest().build()["warnings"]] == ["F113"]
    assert not heavy(modules_after(blog, "build"))
    blog.write(f"public/more/{page}", PAGE)
    assert blog.build()["warnings"] == []
    assert "Built" in blog.entry["content_html"]


def test_a_warning_that_is_ignored_is_not_told(built):
    built.post("other.md", title="Other", date="2024-06-01", body="*Text.*")
    built.configure('built = "public"\n[warnings]\nignore = ["F113"]\n')
    assert built.build()["warnings"] == []
    assert built.titles == ["Other", "Hello"]


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("https://e.example/blog/a/", "a/index.html"),
        ("https://e.example/blog/a", "a.html"),
        ("https://e.example/blog/b", "b/index.html"),
        ("https://e.example/blog/c.html", "c.html"),
        ("https://e.example/blog/%C3%A4%20%23/", "ä #/index.html"),
        ("https://e.example/blog/", "index.html"),
        ("https://e.example/blog/none/", None),
        ("https://e.example/a/", None),
        ("https://other.example/blog/a/", None),
        ("https://e.example/blog/..%2F..%2Fsecret.html", None),
    ],
)
def test_a_page_lies_where_a_server_finds_it(tmp_path, link, file):
    for name in ("a/index.html", "a.html", "b/index.html", "c.html", "ä #/index.html", "index.html", "../secret.html"):
        (tmp_path / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / name).touch()
    found = next(filter(os.path.isfile, pages_of(link, "https://e.example/blog/", str(tmp_path / "public"))), None)
    assert found == (None if file is None else str(tmp_path / "public" / file))


@pytest.mark.parametrize(("anchor", "text"), [("", "A a B b"), ("b", "b"), ("none", "A a B b")])
def test_a_post_may_be_a_part_of_its_page(anchor, text):
    page = '<main><section id="a"><h2>A</h2><p>a</p></section><section id="b"><h2>B</h2><p>b</p></section></main>'
    assert text_of(body_of(page, "B" if anchor == "b" else "", Rules(), anchor)) == text


@pytest.mark.parametrize(
    ("base", "shown"),
    [
        ("/blog/", '<a href="/blog/b/">b</a><img src="/blog/c.png"><a href="#d">d</a>'),
        (
            "https://x.example/y/",
            '<a href="https://x.example/y/b/">b</a><img src="https://x.example/y/c.png"><a href="#d">d</a>',
        ),
    ],
)
def test_addresses_are_seen_from_the_base_that_a_page_names(base, shown):
    page = f'<base href="{base}"><article><p>Text.</p><a href="b/">b</a><img src="c.png"><a href="#d">d</a></article>'
    assert body_of(page, "", Rules()) == f"<p>Text.</p>{shown}"


def test_boxes_and_footnotes_of_docutils_are_text():
    page = (
        '<main><p>Text.</p><aside class="admonition note"><p>Note</p></aside><aside class="footnote-list brackets">'
        '<aside class="footnote" id="n" role="doc-footnote">Foot</aside></aside><aside class="widget">No</aside></main>'
    )
    assert text_of(body_of(page, "", Rules())) == "Text. Note Foot"


def test_the_neighbours_of_a_post_of_ablog_are_not_its_text():
    page = '<div role="main"><p>Text.</p><div class="ablog__prev-next">Previous</div></div>'
    assert text_of(body_of(page, "", Rules())) == "Text."


def test_the_boxes_of_starlight_are_text_and_its_blog_s_labels_are_not():
    page = (
        '<main><div class="sl-markdown-content"><div class="sl-blog-metadata">Ada</div><p>Text.</p>'
        '<aside aria-label="N" class="starlight-aside"><p class="starlight-aside__title" aria-hidden="true">N</p><ul><li><a href="x">a</a></li></ul></aside>'
        '<div class="sl-blog-post-footer">Tags</div></div></main>'
    )
    assert text_of(body_of(page, "", Rules())) == "Text. N a"


def test_what_a_page_s_scripts_would_show_is_in_the_feed(built):
    waiting = (
        '<img src="blank.gif" data-src="a.jpg" alt="A"><p>Let <script type="math/tex">x^2</script>.</p>'
        '<script src="https://gist.github.com/ada/0123456789abcdef.js"></script>'
    )
    built.write("public/hello/index.html", PAGE.replace("</article>", f"{waiting}</article>"))
    built.build()
    html = built.entry["content_html"]
    assert 'src="https://blog.example/hello/a.jpg"' in html
    assert "<p>Let <code>x^2</code>.</p>" in html
    assert '<a href="https://gist.github.com/ada/0123456789abcdef">GitHub Gist</a>' in html
