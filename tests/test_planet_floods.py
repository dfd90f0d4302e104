"""A planet runs by itself: no feed of a stranger stops it, whatever becomes of that feed."""

from __future__ import annotations

import pytest

from tests import planets
from tests.planets import codes, ids, item, rss

OWN = '\n[[sources]]\ntype = "markdown"\npath = "posts"\n'


@pytest.fixture
def planet(blog):
    return planets.maker(blog)


@pytest.fixture
def running(planet):
    """A planet of two feeds that subscribers know, one of them with newer entries."""

    def made(*others, more=""):
        return planet("a.xml", "b.xml", *others, more=more)

    blog = made()
    blog.write("a.xml", rss(item(100)))
    blog.write("b.xml", feed("b", range(10)))
    blog.build()
    blog.made = made
    return blog


def feed(site, numbers, **says):
    return rss(*(item(n, site=site, **says) for n in numbers), site=site)


def moved(numbers):
    """The feed of b, all of whose entries have new ids and addresses."""
    return rss(*(item(n, site="b", guid=f"urn:new:{n}", link=f"https://b.example/new/{n}") for n in numbers), site="b")


def of(site, numbers):
    return {f"https://{site}.example/{n}/" for n in numbers}


def again(blog):
    """What a build right after another one changes: nothing; also one that looks at all again."""
    (blog.root / ".feedtool/look").unlink(missing_ok=True)
    before = blog.bytes(), (blog.root / "feedtool.lock").read_bytes()
    report = blog.build()
    assert (report["unchanged"], blog.bytes(), (blog.root / "feedtool.lock").read_bytes()) == (True, *before)
    return report


def test_old_entries_under_new_ids_are_held_back_and_one_line_says_so(running):
    running.write("b.xml", moved(range(9)))
    report = running.build()
    assert (report["feeds"][0]["added"], codes(report)) == ([], ["I406"])
    (warning,) = report["warnings"]
    assert (warning["file"], warning["found"][:15]) == ("b.xml", "9 old entries t")
    assert "--allow-flood" in warning["remedy"]
    assert (report["posts"]["found"], report["posts"]["held_back"], report["posts"]["older"]) == (10, 9, 0)
    assert "urn:new" not in (running.root / "feedtool.lock").read_text()
    assert codes(again(running)) == ["I406"]


@pytest.mark.long
def test_what_is_new_in_such_a_feed_comes(running):
    running.write("b.xml", moved(range(9)))
    running.build()
    running.write("b.xml", moved(range(12)))
    report = running.build()
    assert (report["feeds"][0]["added"], codes(report)) == (["urn:new:11", "urn:new:10", "urn:new:9"], ["I406"])
    assert codes(again(running)) == ["I406"]


@pytest.mark.long
def test_what_is_held_back_comes_when_it_shall(running):
    running.write("b.xml", moved(range(9)))
    running.build()
    report = running.build("--allow-flood")
    assert (len(report["feeds"][0]["added"]), codes(report)) == (9, [])
    assert codes(again(running)) == []


@pytest.mark.long
def test_a_source_that_is_added_brings_what_is_new(running):
    blog = running.made("c.xml")
    blog.write("c.xml", feed("c", range(98, 103)))
    report = blog.build()
    assert (set(ids(blog)) & of("c", range(200)), codes(report)) == (of("c", range(98, 103)), [])
    blog = blog.made("c.xml", "d.xml")
    blog.write("d.xml", feed("d", range(95, 105)))
    report = blog.build()
    assert (set(report["feeds"][0]["added"]), codes(report)) == (of("d", (102, 103, 104)), ["I406"])
    assert codes(again(blog)) == ["I406"]
    blog.write("d.xml", feed("d", range(95, 106)))
    assert set(blog.build()["feeds"][0]["added"]) == of("d", [105])
    blog.build("--allow-flood")
    assert set(ids(blog)) >= of("d", range(95, 106))


@pytest.mark.long
@pytest.mark.parametrize("order", [["c.xml", "p.xml"], ["p.xml", "c.xml"]])
def test_an_entry_that_another_feed_brought_lets_no_other_come(planet, order):
    """Beside it all that is held back is new: it would come one build later."""
    blog = planet("a.xml", "p.xml")
    blog.write("a.xml", rss(item(100)))
    carried = '<source url="https://c.example/feed">Site c</source>'
    blog.write("p.xml", rss(item(1, site="c", more=carried), item(90, site="p"), site="p"))
    blog.build()
    blog.write("c.xml", feed("c", range(9)))
    blog = planet("a.xml", *order)
    for _ in range(2):
        report = blog.build()
        assert (report["feeds"][0]["added"], codes(report)) == ([], ["I406"])
    assert codes(again(blog)) == ["I406"]
    assert codes(planet("a.xml", "c.xml").build()) == ["I406"]


def test_a_feed_with_another_address_is_the_same(running, planet):
    running.write("moved.xml", feed("b", range(20)))
    report = planet("a.xml", "moved.xml").build()
    assert (set(report["feeds"][0]["added"]), codes(report)) == (of("b", range(10, 20)), [])


@pytest.mark.long
def test_what_is_held_back_makes_no_room_for_another_flood(planet):
    more = "\n[output]\nlimit = 12\n"
    blog = planet("a.xml", more=more)
    blog.write("a.xml", rss(item(100), item(1)))
    blog.build()
    blog.write("c.xml", feed("c", range(20, 40)))
    blog.write("d.xml", feed("d", range(2, 20)))
    blog = planet("a.xml", "c.xml", "d.xml", more=more)
    report = blog.build()
    assert (codes(report), report["posts"]["held_back"], len(ids(blog))) == (["I406"] * 2, 38, 2)
    assert len(again(blog)["warnings"]) == 2


@pytest.mark.long
def test_few_of_each_of_many_feeds_come(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(100)))
    blog.build()
    for site in "cdef":
        blog.write(f"{site}.xml", feed(site, range(3)))
    report = planet("a.xml", *(f"{site}.xml" for site in "cdef")).build()
    assert (len(report["feeds"][0]["added"]), codes(report)) == (12, [])


def test_what_is_beyond_the_feed_is_no_flood(planet):
    more = "\n[output]\nlimit = 1\n"
    blog = planet("a.xml", more=more)
    blog.write("a.xml", rss(item(100)))
    blog.build()
    blog.write("c.xml", feed("c", range(9)))
    report = planet("a.xml", "c.xml", more=more).build()
    assert (report["posts"]["older"], codes(report)) == (9, [])


@pytest.mark.long
def test_posts_of_the_site_itself_stop_the_build_as_ever(running):
    blog = running.made("c.xml", more=OWN)
    blog.write("c.xml", feed("c", range(9)))
    blog.post("new.md", title="New", date="2024-09-01")
    blog.build()
    for n in range(4):
        blog.post(f"{n}.md", title=f"Old {n}", date=f"2020-01-0{n + 1}")
    done = blog.run("build")
    assert (done.code, done.err.count("[I405]"), "c.xml" in done.err) == (1, 4, False)


def test_posts_and_diff_say_what_a_build_does(running):
    running.write("b.xml", moved(range(9)))
    assert running.run("diff", "--json").json["new"] == []
    states = [one["state"] for one in running.run("posts", "--json").json["posts"]]
    assert (states.count("in"), states.count("held back")) == (1, 9)


def test_of_a_feed_for_each_tag_none_is_made_of_what_is_held_back(planet):
    more = '\n[archive]\nsize = 5\n\n[[feeds]]\nper = "tag"\n'
    tags = {"more": "<category>t</category>"}
    blog = planet("a.xml", more=more)
    blog.write("a.xml", rss(item(100)))
    blog.build()
    blog.write("c.xml", feed("c", range(9), **tags))
    blog = planet("a.xml", "c.xml", more=more)
    report = blog.build()
    assert ([one["name"] for one in report["feeds"]], codes(report)) == (["main"], ["I406"])
    assert [one["name"] for one in blog.build("--allow-flood")["feeds"]] == ["main", "tag:t"]


SMALL = "\n[output]\nmax_bytes = 6000\n"
LONG = "Words " * 1200


@pytest.mark.long
def test_an_entry_that_no_document_can_hold_stays_out_and_stops_nothing(planet):
    blog = planet("a.xml", more=SMALL + OWN)
    blog.write("a.xml", rss(*(item(n, text=LONG) for n in range(5)), item(9)))
    blog.post(title="Mine", date="2024-06-01")
    for report in (blog.build(), again(blog)):
        assert (blog.titles, codes(report)) == (["Mine", "a 9"], ["O501"] * 5)
        assert (report["problems"], report["posts"]["refused"], report["posts"]["older"]) == ([], 5, 0)
        assert {one["file"] for one in report["warnings"]} == {"a.xml"}
        assert "https://a.example/4/" in "".join(one["found"] for one in report["warnings"])
    blog.write("a.xml", rss(*(item(n) for n in range(5)), item(9)))
    assert set(blog.build()["feeds"][0]["added"]) == of("a", range(5))


@pytest.mark.long
def test_one_that_subscribers_have_leaves_with_a_warning(planet):
    blog = planet("a.xml", more=SMALL + OWN)
    blog.write("a.xml", rss(item(1), item(2)))
    blog.post(title="Mine", date="2024-06-01")
    blog.build()
    blog.write("a.xml", rss(item(1, text=LONG), item(2)))
    report = blog.build()
    assert (report["feeds"][0]["removed"], codes(report)) == (["https://a.example/1/"], ["O501"])
    assert codes(again(blog)) == ["O501"]
    blog.post(title="Mine", date="2024-06-01", body=LONG)
    done = blog.run("build")
    assert (done.code, "posts that subscribers have would vanish" in done.err, blog.titles) == (
        1,
        True,
        ["Mine", "a 2"],
    )


def test_a_bound_that_is_lower_now_is_a_warning_at_each_build(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, text=LONG), item(2)))
    blog.build()
    blog = planet("a.xml", more=SMALL)
    blog.build()
    report = again(blog)
    assert (blog.titles, codes(report)) == (["a 2"], ["O501"])
