"""Whatever an author does to a site, no post that subscribers have comes back as new."""

from __future__ import annotations

import os
import random
import re
import shutil
import time
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

import feedtool
from feedtool import changes, markdown
from feedtool.errors import Place, Problem
from feedtool.model import Identified, Line, Lock
from tests.conftest import CONFIG

POSTS = 300
NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = datetime(2020, 1, 1, 9, 30, tzinfo=UTC)
WORDS = [
    f"{a}{b}{c}"
    for a in ("ba", "do", "ke", "li", "mo", "nu", "pa", "ri", "so", "tu")
    for b in ("lan", "mer", "nis", "rok", "ter")
    for c in ("a", "e", "ik", "on", "u")
]


class Site:
    """A blog whose author does odd things to it."""

    def __init__(self, root):
        self.root, self.posts, self.url = root, {}, "https://blog.example/"
        self.folder, self.type, self.fence, self.own = "posts", "markdown", "---", False
        chance = random.Random(6)
        for number in range(POSTS):
            paragraphs = [" ".join(chance.choices(WORDS, k=40)) for _ in range(4)]
            self.posts[number] = {
                "title": f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {number}",
                "date": FIRST + timedelta(days=7 * number),
                "slug": f"{number:03}-{chance.choice(WORDS)}",
                "tags": [chance.choice(WORDS)],
                "body": "\n\n".join([*paragraphs, f"A [link](/x/{number}/) and *more* “quotes”."]) + "\n",
            }

    def write(self):
        """The site as its files."""
        for name in ("posts", "content", "html"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        config = CONFIG.replace("https://blog.example/", self.url)
        config = config.replace('"markdown"', f'"{self.type}"').replace('"posts"', f'"{self.folder}"')
        (self.root / "config.toml").write_text(config + f"[output]\nlimit = {self.limit}\n")
        for post in self.posts.values():
            name = post["slug"] + ("/index" if self.own else "")
            file = self.root / self.folder / f"{name}.{'html' if self.type == 'html' else 'md'}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self._page(post) if self.type == "html" else self._text(post))

    limit = 20

    def _text(self, post):
        if self.fence == "+++":
            tags = ", ".join(f'"{tag}"' for tag in post["tags"])
            head = f'title = "{post["title"]}"\ndate = {post["date"].isoformat()}\ntags = [{tags}]\n'
        else:
            head = f"title: {post['title']}\ndate: {post['date'].isoformat()}\ntags: [{', '.join(post['tags'])}]\n"
        return f"{self.fence}\n{head}{self.fence}\n{post['body']}"

    def _page(self, post):
        return (
            f'<!DOCTYPE html><html><head><title>{post["title"]}</title><link rel="canonical" href="{self.url}{post["slug"]}/">'
            f'<meta property="article:published_time" content="{post["date"].isoformat()}"></head><body><nav><a href="/">Home</a></nav>'
            f"<main><article><h1>{post['title']}</h1>{markdown.render(post['body'])}</article></main><footer>© me</footer></body></html>"
        )

    def build(self):
        self.write()
        return feedtool.build(str(self.root), now=NOW)

    def ids(self):
        """The ids that feedparser finds in each feed."""
        feeds = {
            name: [entry.id for entry in feedparser.parse((self.root / f"feeds/{name}").read_bytes()).entries]
            for name in ("rss.xml", "atom.xml")
        }
        return feeds | {
            "feed.json": re.findall(r'^\s*"id": "(.*?)"', (self.root / "feeds/feed.json").read_text(), re.MULTILINE)
        }


def new_domain(site):
    site.url = "https://new.example/blog/"


def http_to_https(site):
    site.url = site.url.replace("https://", "http://")


def folder_renamed(site):
    site.folder = "content"


def slugs_changed(site):
    for number, post in site.posts.items():
        post["slug"] = f"a-new-slug-{number}"


def titles_corrected(site):
    for number in range(POSTS - 50, POSTS):
        site.posts[number]["title"] = "The " + site.posts[number]["title"].swapcase() + "!"


def dates_moved(site):
    for number, post in site.posts.items():
        post["date"] += timedelta(hours=number % 11 - 5)


def tags_changed(site):
    for post in site.posts.values():
        post["tags"] = ["one", "for", "all"]


def saved_anew(site):
    site.write()
    for file in site.root.rglob("*.md"):
        os.utime(file, (1, 1))


def yaml_to_toml(site):
    site.fence = "+++"


def a_folder_for_each(site):
    site.own = True


def from_built_html(site):
    site.folder, site.type = "html", "html"


def contents_swapped(site):
    first, second = site.posts[POSTS - 1], site.posts[POSTS - 2]
    for key in ("title", "date", "body", "tags"):
        first[key], second[key] = second[key], first[key]


def cache_deleted(site):
    shutil.rmtree(site.root / ".feedtool")


def cloned(site):
    shutil.rmtree(site.root / ".feedtool", ignore_errors=True)
    shutil.rmtree(site.root / "feeds")


CHANGES = [
    new_domain, http_to_https, folder_renamed, slugs_changed, titles_corrected, dates_moved, tags_changed, saved_anew,
    yaml_to_toml, a_folder_for_each, from_built_html, contents_swapped, cache_deleted, cloned,
]  # fmt: skip


@pytest.fixture
def published(tmp_path):
    site = Site(tmp_path)
    site.build()
    return site


@pytest.mark.long
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_that_is_done_to_a_site_makes_a_post_new(published, change):
    before = published.ids()
    change(published)
    published.build()
    assert {name: set(ids) - set(before[name]) for name, ids in published.ids().items()} == {
        name: set() for name in before
    }
    assert all(len(ids) == published.limit == len(set(ids)) for ids in published.ids().values())


@pytest.mark.long
def test_nor_does_all_of_it_at_once(published):
    before = published.ids()
    for change in CHANGES:
        if change is not http_to_https:
            change(published)
    published.build()
    assert {name: sorted(ids) for name, ids in published.ids().items()} == {
        name: sorted(ids) for name, ids in before.items()
    }


def add_old(blog, count):
    for number in range(count):
        blog.post(f"old-{number}.md", title=f"Old {number}", date=f"2020-01-0{number + 1}", body=f"Text {number}.")


@pytest.fixture
def told(blog):
    blog.post()
    blog.build()
    return blog


@pytest.mark.long
@pytest.mark.parametrize(
    ("count", "more", "options"),
    [(3, "", ()), (4, "", ("--allow-flood",)), (4, "[guard]\nold = 4\n", ()), (1, "[guard]\nold = 1\n", ())],
)
def test_a_few_old_posts_may_come_as_new(told, count, more, options):
    add_old(told, count)
    told.configure(more)
    assert len(told.build(*options)["feeds"][0]["added"]) == count
    told.build()


@pytest.mark.long
@pytest.mark.parametrize(("count", "more"), [(4, ""), (1, "[guard]\nold = 0\n")])
@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--check",)])
def test_more_of_them_stop_the_build_by_name(told, count, more, options):
    before = told.bytes(), (told.root / "feedtool.lock").read_bytes()
    add_old(told, count)
    told.configure(more)
    done = told.run("build", *options)
    assert (done.code, told.bytes(), (told.root / "feedtool.lock").read_bytes()) == (1, *before)
    assert f"{count} old posts would come to every subscriber as new" in done.err
    assert "--allow-flood" in done.err
    assert done.err.count("[I405]") == count
    assert "posts/old-0.md:1: a post of 2020-01-0" in done.err


def test_new_posts_are_no_flood_however_many(told):
    for number in range(9):
        told.post(f"{number}.md", title=f"New {number}", date=f"2024-06-0{number + 1}")
    assert len(told.build()["feeds"][0]["added"]) == 9


def test_nor_is_a_first_publication(blog):
    add_old(blog, 9)
    blog.build()


def test_nor_are_posts_that_come_back_from_beyond_the_limit(told):
    told.configure("[output]\nlimit = 1\n")
    add_old(told, 9)
    told.build()
    told.configure("[output]\nlimit = 9\n")
    assert len(told.build()["feeds"][0]["added"]) == 8


@pytest.mark.long
def test_what_is_said_to_be_new_is_not_counted(told):
    add_old(told, 4)
    for number in range(4):
        assert told.run("same", f"posts/old-{number}.md", "new").code == 0
    told.build()


def test_a_site_that_is_another_one_now_is_a_flood(told):
    """Not one post of the old site is left: nothing that the feed selects has a line."""
    (told.root / "posts/hello.md").unlink()
    add_old(told, 4)
    assert told.run("build").code == 1


@pytest.mark.long
@pytest.mark.parametrize("broken", [{"date": "soon"}, {"permalink": "https://["}])
def test_a_bad_post_that_subscribers_have_stops_the_build(told, broken):
    before = told.bytes()
    told.post(**broken)
    told.post("new.md", title="New", date="2024-06-01")
    done = told.run("build")
    assert (done.code, told.bytes()) == (1, before)
    assert "posts that subscribers have would vanish from the feed" in done.err
    assert "posts/hello.md:" in done.err
    assert "draft: true" in done.err
    told.post(draft=True, **broken)
    told.build()


def test_a_bad_post_that_is_new_or_beyond_the_feed_does_not(told):
    told.configure("[output]\nlimit = 1\n")
    told.post("new.md", title="New", date="2024-06-01")
    told.build()
    told.post(date="soon")
    told.post("bad.md", title="Bad", date="soon")
    assert told.build(code=1)["posts"]["refused"] == 2
    assert [entry.title for entry in told.read("atom").entries] == ["New"]


def test_an_entry_that_subscribers_have_and_that_became_too_long_stops_the_build(told):
    told.post("new.md", title="New", date="2024-06-01")
    told.post(body="word " * 2000)
    told.configure("[output]\nmax_bytes = 5000\n")
    done = told.run("build")
    assert (done.code, told.titles) == (1, ["Hello"])
    assert "[O501]" in done.err


def test_what_was_left_out_was_not_announced(blog):
    blog.configure("[output]\nmax_bytes = 5000\n")
    blog.post("new.md", title="New", date="2024-06-01")
    blog.post(body="word " * 2000)
    for _ in range(2):
        assert [one["code"] for one in blog.build(code=1)["problems"]] == ["O501"]
        assert "hello" not in (blog.root / "feedtool.lock").read_text()


def test_ten_thousand_lines_cost_a_bad_post_nothing():
    day = datetime(2024, 1, 1, tzinfo=UTC)
    entries = {f"x:{number}": Line(id=f"x:{number}", published=day, announced=day) for number in range(10_000)}
    problem = Problem(code="D202", place=Place("a.md", 1), found="a", expected="b", remedy="c")
    chosen = [Identified(None, id_, day) for id_ in entries]
    started = time.process_time()
    assert changes.lost([problem], chosen, Lock(entries=entries), limit=0) == ()
    assert time.process_time() - started < 1


def test_the_guard_holds_where_only_the_oldest_posts_are_known_again(blog):
    """The worse the mistake, the older the newest entry that is left."""
    for n in range(1, 11):
        blog.post(f"p{n}.md", title=f"Post {n}", date=f"2024-01-{n:02}", body=f"Words of post {n}.")
    blog.build()
    for n in range(3, 11):
        (blog.root / f"posts/p{n}.md").unlink()
        blog.post(f"q{n}.md", title=f"Quite other {n}", date=f"2023-12-{n:02}", body=f"Nothing in common, {n}.")
    for n in range(3, 11):
        blog.post(
            f"q{n}.md", title=f"Quite other {n}", date=f"2024-01-{n - 1:02} 20:00", body=f"Nothing in common, {n}."
        )
    done = blog.run("build")
    assert (done.code, "[I405]" in done.err) == (1, True)
