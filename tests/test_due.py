"""Which posts are in a feed, in which order, and on which day."""

from __future__ import annotations

import pytest

from tests.conftest import CONFIG


def test_the_newest_comes_first_and_ties_go_by_id(blog):
    for name, day in (("b", "2024-05-01"), ("a", "2024-05-01"), ("c", "2024-05-02")):
        blog.post(f"{name}.md", title=name, date=day)
    blog.build()
    assert blog.titles == ["c", "a", "b"]


def test_a_limit_keeps_the_newest(blog):
    blog.configure("[output]\nlimit = 2\n")
    for day in range(1, 6):
        blog.post(f"{day}.md", title=str(day), date=f"2024-05-0{day}")
    assert blog.build()["posts"] == {
        "found": 5,
        "in_feeds": 2,
        "rendered": 2,
        "older": 3,
        "drafts": 0,
        "scheduled": 0,
        "expired": 0,
        "held_back": 0,
        "refused": 0,
        "other_pages": 0,
    }
    assert blog.titles == ["5", "4"]


def test_drafts_scheduled_and_expired_posts_stay_out_and_are_counted_not_named(blog):
    blog.post()
    blog.post("secret-draft.md", title="Secret one", draft=True)
    blog.post("secret-plan.md", title="Secret two", date="2999-01-01")
    blog.post("secret-past.md", title="Secret three", expiryDate="2024-06-01")
    done = blog.run("build")
    assert "4 posts: 1 in the feed, 1 draft, 1 scheduled, 1 expired" in done.out
    assert "ecret" not in done.out + done.err
    assert "ecret" not in blog.run("build", "--json").out
    told = blog.run("build", "-v").err
    assert "draft: posts/secret-draft.md" in told
    assert "scheduled until 2999-01-01 00:00 +0100: posts/secret-plan.md" in told
    assert "expired: posts/secret-past.md" in told


def test_a_scheduled_post_comes_out_at_its_time_with_no_file_touched(blog):
    blog.post()
    blog.post("later.md", title="Later", date="2025-01-01 12:00 +00:00")
    blog.build("--now", "2025-01-01T11:59:59Z")
    assert blog.titles == ["Hello"]
    report = blog.build("--now", "2025-01-01T12:00:00Z")
    assert blog.titles == ["Later", "Hello"]
    assert report["feeds"][0]["added"] == ["https://blog.example/later/"]
    assert blog.build("--now", "2025-01-01T11:00:00Z")["feeds"][0]["removed"] == ["https://blog.example/later/"]


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_a_post_that_never_expires_stays(blog, zone):
    blog.configure("", config=CONFIG.replace("Europe/Vienna", zone))
    blog.post(expires="9999-12-31 23:59:59")
    blog.build("--now", "9999-01-01T00:00Z")
    assert blog.titles == ["Hello"]


def test_two_posts_with_ids_of_their_own_and_one_address_are_told(blog):
    blog.post("a.md", id="1", url="/x/")
    blog.post("b.md", id="2", url="/x/")
    assert [one["code"] for one in blog.run("posts", "--json").json["warnings"]] == ["I402"]
    (warning,) = blog.build()["warnings"]
    assert (warning["code"], warning["file"], warning["line"]) == ("I402", "posts/b.md", 5)
    assert len(blog.titles) == 2


def test_a_post_expires_at_its_time_with_no_file_touched(blog):
    blog.post(expires="2025-01-01")
    blog.build("--now", "2024-12-31")
    assert blog.titles == ["Hello"]
    blog.build("--now", "2025-01-01")
    assert blog.titles == []


def test_two_posts_with_one_address_are_one_entry_and_one_problem(blog):
    blog.post("a.md", title="A", url="/same/")
    blog.post("b.md", title="B", url="/same/")
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], problem["file"], problem["line"], problem["key"]) == ("I401", "posts/b.md", 4, "url")
    assert "posts/a.md" in problem["found"]
    assert blog.titles == ["A"]


def test_what_is_not_out_yet_is_not_named_by_a_warning(blog):
    blog.post("a.md", title="A", lang="no language")
    blog.post("secret.md", title="Secret", lang="no language", date="2999-01-01")
    blog.post("gone.md", title="Gone", image="http://[", expires="2024-05-02")
    report = blog.build()
    assert [warning["file"] for warning in report["warnings"]] == ["posts/a.md"]
    assert (report["posts"]["scheduled"], report["posts"]["expired"]) == (1, 1)
