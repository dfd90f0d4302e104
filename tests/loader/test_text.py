"""A page saved as plain text gives its post, and nothing of the page around it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool import dates
from feedtool.dates import Rules
from feedtool.loader import Bodies, Site, Source, load, text
from feedtool.model import Person
from feedtool.raw import File, SourceError
from tests.conftest import CASES

PARAGRAPHS = 12


def read(written):
    return next(iter(text.read(File(path="page.txt", text=written, rules=Rules()))))


@pytest.fixture
def saved():
    """The real page, with its source and site."""
    site = Site(url="https://opm.example/", root=str(CASES), rules=Rules(zone=ZoneInfo("America/Chicago")))
    source = Source(type="text", path=str(CASES / "text" / "wix-blog-page.txt"))
    return source, site


BELLA = "Bella Rossi"
# A file to its author, its tags and its date; all of them have the same title, and the same three paragraphs.
HOSTS = {
    "wix-old": (None, None, "2019-05-04"), "wix-new": (BELLA, None, "2019-05-04"),
    "squarespace": (BELLA, None, "2019-05-04"), "blogger": ("Bella", ["bread", "rye"], "2019-05-04"),
    "wordpress-com": ("bella", None, "2019-05-04"), "wordpress-blocks": ("Bella", None, "2019-05-04"),
    "medium": (BELLA, None, "2019-05-04"), "substack": (BELLA, None, "2019-05-04"),
    "tumblr": (None, ["bread", "rye"], "2019-05-04"), "ghost": (BELLA, None, "2019-05-04"),
    "jekyll": ("Bella", None, "2019-05-04"), "hugo": ("Bella", None, "2019-05-04"),
    "docusaurus": (BELLA, None, "2019-05-04"), "lynx": ("Bella", None, "2019-05-04"),
    "german": ("Bella", None, "2019-05-04"), "devto": (BELLA, ["bread", "baking"], "2019-05-04"),
    "writeas": (None, ["rye", "bread"], "2019-05-04"), "microblog": (None, None, "2019-05-04"),
    "typepad": (BELLA, None, "2009-05-04"), "kubrick": (None, None, "2009-05-04"),
    "wordpress-de": (BELLA, None, "2019-05-04"), "wordpress-es": (BELLA, None, "2019-05-04"),
    "wordpress-it": (BELLA, None, "2019-05-04"), "wordpress-pt": (BELLA, None, "2019-05-04"),
    "wordpress-nl": (BELLA, None, "2019-05-04"), "wordpress-pl": (BELLA, None, "2019-05-04"),
    "wordpress-ru": ("Белла", None, "2019-05-04"), "wordpress-ja": ("bella", None, "2019-05-04"),
    "substack-new": (BELLA, None, "2019-05-04"), "medium-new": (BELLA, None, "2019-05-04"),
    "astra": (BELLA, None, "2019-05-04"), "hashnode": (BELLA, None, "2019-05-04"),
}  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_page_of_any_host(host):
    raw = read((CASES / f"text/hosts/{host}.txt").read_text(encoding="utf-8"))
    author, tags, day = HOSTS[host]
    assert raw.metadata["title"] in {
        "Rye at Dawn", "Roggen am Morgen", "Ржаной на рассвете", "夜明けのライ麦パン",
    }  # fmt: skip
    assert dates.read(raw.metadata["date"]).instant.date().isoformat() == day
    assert (raw.metadata.get("author"), raw.metadata.get("tags")) == (author, tags)
    paragraphs = raw.body.split("\n")
    assert [text[3:7] for text in paragraphs] in (["The ", "How ", "Flou"], ["Der ", "Wie ", "Mehl"])
    assert all(
        text.endswith(("sings.</p>", "so?</p>", "for it.</p>", "Kessel.</p>", "das?</p>", "kalt.</p>"))
        for text in paragraphs
    )


def test_a_page_says_when_it_was_edited():
    raw = read((CASES / "text/hosts/wix-new.txt").read_text(encoding="utf-8"))
    assert raw.metadata["updated"] == "Jun 2, 2020"


def test_an_error_of_a_host_is_no_post():
    with pytest.raises(SourceError, match="an error"):
        read((CASES / "text/hosts/not-found.txt").read_text(encoding="utf-8"))


def test_a_real_page(saved):
    source, site = saved
    (post,) = load([source], site).posts
    assert post.title == "Filling Your Cup"
    assert post.published == datetime(2017, 10, 31, 5, tzinfo=UTC)
    assert post.rights == "©2017 by Optimal Performance Management"
    assert post.authors == (Person(name="Optimal Performance Management"),)
    assert post.link == "https://opm.example/wix-blog-page/"


def test_a_real_page_s_body(saved):
    source, site = saved
    (post,) = load([source], site).posts
    html = Bodies([post], [source], site).read(post).text
    paragraphs = html.split("\n")
    assert len(paragraphs) == PARAGRAPHS
    assert paragraphs[0].startswith("<p>The overwhelming majority")
    assert paragraphs[7] == "<p>What keeps us coming back…</p>"
    assert paragraphs[-1].endswith("refill your cup.</p>")
    assert "\u00a0" not in html
    assert "  " not in html
    for chrome in ("Please reload", "Recent Posts", "February", "©2017"):
        assert chrome not in html


@pytest.mark.parametrize(
    "line", ["Copyright is a strange thing.", "(c) a third way", "We said: all rights reserved", "2017 was a year"]
)
def test_a_sentence_is_no_rights(line):
    raw = read(f"Rye at Dawn\n\nMay 4, 2019\n\nBread.\n\n{line}\n")
    assert "rights" not in raw.metadata
    assert line.split(":")[0] in raw.body


def test_a_word_that_hosts_say_too_ends_a_post_only_where_nothing_follows():
    paragraph = "This is a paragraph of more than a dozen words, as people write them, not hosts."
    assert read(f"T\n\nMay 4, 2019\n\nBread.\n\nNext\n\n{paragraph}\n").body.endswith(f"<p>{paragraph}</p>")
    assert read("T\n\nMay 4, 2019\n\nBread.\n\nNext\n\nAnother post\n").body == "<p>Bread.</p>"


def test_a_byline_between_title_and_date_is_the_author():
    raw = read("Rye at Dawn\n\nBy Ada Example\n\nMay 4, 2019\n\nBread.\n")
    assert (raw.metadata["title"], raw.metadata["author"]) == ("Rye at Dawn", "Ada Example")
    assert read("By Ada Example\n\nMay 4, 2019\n\nBread.\n").metadata["title"] == "By Ada Example"


def test_configured_authors_come_before_the_page_s_rights(saved):
    source, site = saved
    named = Site(url=site.url, root=site.root, rules=site.rules, authors=(Person(name="Ada"),))
    assert load([source], named).posts[0].authors == (Person(name="Ada"),)


@pytest.mark.parametrize(
    ("line", "rights", "author"),
    [
        ("©2019 by Bella Bakes.", "©2019 by Bella Bakes", "Bella Bakes"),
        (
            "Copyright © 2015-2020 Bella Bakes. All rights reserved.",
            "Copyright © 2015-2020 Bella Bakes. All rights reserved",
            "Bella Bakes",
        ),
        ("(c) 2020 Bella", "(c) 2020 Bella", "Bella"),
        ("Copyright Bella Bakes. All rights reserved.", "Copyright Bella Bakes. All rights reserved", "Bella Bakes"),
    ],
)
def test_rights_name_an_author(line, rights, author):
    raw = read(f"Rye at Dawn\n\nMay 4, 2019\n\nBread.\n\n{line}\n")
    assert raw.metadata["rights"] == rights
    assert raw.fallbacks == {"authors": author}
    assert raw.body == "<p>Bread.</p>"


def test_wrapped_lines_are_one_paragraph_and_markup_is_text():
    assert read("T\n2019-05-04\n\na <b>\nc\n\nd & e").body == "<p>a &lt;b&gt; c</p>\n<p>d &amp; e</p>"


def test_a_list_of_dates_is_no_title():
    assert read("May 1, 2019\nMay 2, 2019\n\nTitle\nMay 4, 2019\nx").metadata == {
        "title": "Title",
        "date": "May 4, 2019",
    }


def test_a_page_without_a_title_above_a_date_is_refused():
    with pytest.raises(SourceError, match="no title"):
        read("Just words.\n\nAnd more of them.")


PARAGRAPH = "The starter sleeps through the night, and nobody wakes it before the kettle sings."
NO_DATES = {
    "another post's date below": f"Rye\n\nBella\n\nMay 4\n\n{PARAGRAPH}\n\nRecent Posts\n\nSummer Loaf\n\nJune 1, 2018\n\nBread.",
    "a comment's date": f"Rye\n\n{PARAGRAPH}\n\nComments\n\nMax\n\nMay 5, 2019\n\nNice.",
    "a year alone": f"Rye\n\n{PARAGRAPH}\n\n© 2019 Bella",
}


@pytest.mark.parametrize("written", NO_DATES.values(), ids=NO_DATES)
def test_a_date_of_something_else_is_not_the_post_s(written):
    with pytest.raises(SourceError, match="no title"):
        read(written)


@pytest.mark.parametrize("line", ["3 days ago", "an hour ago", "vor 3 Tagen", "il y a 2 jours", "5年前"])
def test_a_date_that_counts_from_another_day_is_told(line):
    with pytest.raises(SourceError, match="no date") as why:
        read(f"Rye\n\n{line}\n\n{PARAGRAPH}\n\nMore\n\nSummer Loaf\n\nMay 4, 2018\n")
    assert why.value.line == 3


@pytest.mark.parametrize(
    ("name", "written", "title", "author"),
    [
        ("Rye at Dawn - Bella.txt", "Bread\n\nRye at Dawn\n\nBella Rossi\n\nMay 4, 2019", "Rye at Dawn", "Bella Rossi"),
        ("rye-at-dawn.txt", "2019-05-04\n\nRye at Dawn", "Rye at Dawn", None),
        ("rye-at-dawn.txt", "Bella Bakes\n\n2019-05-04\n\nRye at Dawn", "Rye at Dawn", None),
        ("saved.txt", "Bella Bakes\n\nRye at Dawn\n\n2019-05-04", "Rye at Dawn", None),
    ],
)
def test_a_file_is_called_after_its_title(name, written, title, author):
    file = File(path=name, text=f"{written}\n\n{PARAGRAPH}\n", rules=Rules())
    (raw,) = text.read(file)
    assert (raw.metadata["title"], raw.metadata.get("author")) == (title, author)
    assert raw.body == f"<p>{PARAGRAPH}</p>"


def test_a_list_has_a_line_for_each_of_its_items():
    raw = read(f"Rye\n\n2019-05-04\n\n{PARAGRAPH}\n\n  * flour\n  * water\n")
    assert raw.body == f"<p>{PARAGRAPH}</p>\n<p>* flour</p>\n<p>* water</p>"


@pytest.mark.parametrize("word", ["Related", "References", "Print", "Leave a comment"])
def test_a_word_of_hosts_ends_no_post_of_which_much_follows(word):
    more = "\n\n".join([PARAGRAPH] * 3)
    assert read(f"Rye\n\n2019-05-04\n\n{PARAGRAPH}\n\n{word}\n\n{more}").body.count(PARAGRAPH) == 4
    assert read(f"Rye\n\n2019-05-04\n\n{more}\n\n{word}\n\nEmail").body.count("<p>") == 3


def test_what_substack_asks_for_in_the_midst_of_a_post_does_not_end_it():
    asked = "Bella Bakes is a reader-supported publication. To receive new posts, consider becoming a subscriber."
    raw = read(f"Rye\n\n2019-05-04\n\n{PARAGRAPH}\n\n{asked}\n\nThe end of it.\n")
    assert raw.body == f"<p>{PARAGRAPH}</p>\n<p>The end of it.</p>"


@pytest.mark.parametrize(
    ("line", "author", "updated"),
    [
        ("Posted by Bella Rossi on Saturday, May 4, 2019 at 6:12 PM", "Bella Rossi", None),
        ("May 4, 2019 By Bella Rossi Leave a Comment", "Bella Rossi", None),
        ("Leave a Comment / Bread / By Bella Rossi / May 4, 2019", "Bella Rossi", None),
        ("Published: May 4, 2019 | Last updated: May 6, 2019", None, "May 6, 2019"),
        ("May 4, 2019 (updated May 6, 2019)", None, "May 6, 2019"),
        ("投稿日: 2019年5月4日 投稿者: bella", "bella", None),
        ("Publicado el 4 de mayo de 2019 por Bella Rossi", "Bella Rossi", None),
    ],
)
def test_lines_of_dates_and_names(line, author, updated):
    said = read(f"Rye\n\n{line}\n\n{PARAGRAPH}\n").metadata
    assert dates.read(said["date"]).instant.date().isoformat() == "2019-05-04"
    assert (said["title"], said.get("author"), said.get("updated")) == ("Rye", author, updated)


def test_a_page_in_japanese():
    above, below = "朝のパンはまだ眠っている。誰も起こさない。", "小麦粉と水だけでいい。台所の隅で待つ。"
    raw = read(f"ベラのパン\n\n夜明けのライ麦パン\n\n2019年5月4日\n\n{above}\n\n{below}\n\n関連\n\n塩\n")
    assert (raw.metadata["title"], raw.body) == ("夜明けのライ麦パン", f"<p>{above}</p>\n<p>{below}</p>")
    with pytest.raises(SourceError):
        read(f"夜明けのライ麦パン\n\n{above}\n\n{below}\n\nコメント\n\n太郎\n\n2019年5月4日\n\nいいね。")
