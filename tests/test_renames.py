"""Which entry a post is: told where it can be told, asked where it can't, never guessed."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CONFIG

ID = "https://blog.example/hello/"
TEXT = " ".join(f"word{number} and" for number in range(60))


def ids(blog):
    return {item.get("title", ""): item["id"] for item in blog.read("json")["items"]}


def move(blog, old, new, **changes):
    (blog.root / "posts" / old).unlink()
    blog.post(new, **changes)


@pytest.fixture
def told(blog):
    """A blog with one post that subscribers have."""
    blog.post(body=TEXT)
    blog.build()
    return blog


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("other.md", {}, id="moved"),
        pytest.param("other.md", {"title": "Hello, world"}, id="moved and titled anew"),
        pytest.param("other.md", {"date": "2024-05-01 17:00"}, id="moved and dated anew, by hours"),
        pytest.param("2030/hello.md", {"date": "2023-01-01 17:00"}, id="moved and dated anew, with the same name"),
        pytest.param("other.md", {"body": f"New! {TEXT}"}, id="moved and edited a little"),
        pytest.param("hello.md", {"title": "A", "date": "2021-01-01", "body": "All new."}, id="written anew in its place"),
        pytest.param("other.md", {"permalink": "/hello/", "title": "A", "body": "New."}, id="its address goes on, on its day"),
        pytest.param("other.md", {"id": ID, "title": "A", "date": "2021-01-01", "body": "New."}, id="its author says so"),
        pytest.param("other.md", {"language": "de"}, id="its language was said at last"),
    ],
)  # fmt: skip
def test_a_post_that_was_moved_keeps_its_id_and_date(told, name, changes):
    move(told, "hello.md", name, **{"body": TEXT} | changes)
    told.build()
    assert [item["id"] for item in told.read("json")["items"]] == [ID]
    assert told.entry["date_published"] == "2024-05-01T08:00:00Z"


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        pytest.param("other.md", {"title": "A", "date": "2025-01-01", "body": "Another."}, id="another post"),
        pytest.param("other.md", {"date": "2025-01-01", "body": "Another."}, id="another with that title"),
        pytest.param("other.md", {"title": "A", "body": "Another."}, id="another of that day"),
        pytest.param("other.md", {"title": "Weekly links 42", "date": "2024-05-08", "body": f"{TEXT} [more](x)"}, id="a list of links, again"),
        pytest.param("hallo.md", {"title": "Hallo", "language": "de", "body": TEXT.replace("and", "und")}, id="its translation"),
    ],
)  # fmt: skip
def test_a_post_that_looks_like_one_that_went_is_new(told, name, changes):
    told.post(body=TEXT, language="en")
    told.build()
    move(told, "hello.md", name, **changes)
    told.build()
    assert [item["id"] for item in told.read("json")["items"]] == [f"https://blog.example/{name.removesuffix('.md')}/"]


QUESTIONS = [
    pytest.param("again.md", {"title": None, "date": "2025-01-01", "body": TEXT}, id="a note that was posted again"),
    pytest.param("again.md", {"body": "Quite another text."}, id="the same title on the same day"),
    pytest.param("again.md", {"date": "2025-01-01", "body": TEXT}, id="the same text and title, much later"),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("name", "changes"), QUESTIONS)
def test_what_cannot_be_told_is_asked(told, name, changes):
    before = told.bytes()
    move(told, "hello.md", name, **changes)
    done = told.run("build")
    assert (done.code, told.bytes()) == (1, before)
    assert f"feedtool same posts/{name} {ID}" in done.err
    assert f"feedtool same posts/{name} new" in done.err
    assert "[I404]" in done.err


@pytest.mark.long
@pytest.mark.parametrize(("name", "changes"), QUESTIONS)
@pytest.mark.parametrize(("answer", "id_"), [(ID, ID), ("new", "https://blog.example/again/")])
def test_what_was_answered_is_not_asked_again(told, name, changes, answer, id_):
    move(told, "hello.md", name, **changes)
    done = told.run("same", f"posts/{name}", answer)
    assert (done.code, id_ in done.out) == (0, True)
    told.build()
    assert [item["id"] for item in told.read("json")["items"]] == [id_]
    move(told, name, "moved.md", **changes)
    told.build()
    assert [item["id"] for item in told.read("json")["items"]] == [id_]


@pytest.mark.parametrize(("arguments", "words"), [
    (("posts/nowhere.md", "new"), "no post of this site"), (("posts/hello.md", "https://blog.example/helo/"), f'did you mean "{ID}"?'),
])  # fmt: skip
def test_same_says_what_it_does_not_know(told, arguments, words):
    done = told.run("same", *arguments)
    assert (done.code, words in done.err) == (2, True)


def test_two_files_of_one_text_are_asked_about(told):
    move(told, "hello.md", "a.md", body=TEXT)
    told.post("b.md", body=TEXT)
    done = told.run("build")
    assert done.code == 1
    assert "posts/a.md" in done.err
    assert "posts/b.md" in done.err


def test_an_id_is_never_given_twice(told):
    move(told, "hello.md", "moved.md", body=TEXT)
    told.build()
    told.post(title="New", date="2025-01-01", body="A new post at the old address.")
    told.build()
    assert ids(told) == {"Hello": ID, "New": f"{ID}#-2"}


def test_a_post_that_returns_keeps_its_id(told):
    (told.root / "posts/hello.md").unlink()
    told.post("b.md", title="B")
    told.build()
    assert ids(told) == {"B": "https://blog.example/b/"}
    told.post("back.md", permalink="/hello/", body=TEXT)
    told.build()
    assert ids(told)["Hello"] == ID


@pytest.mark.long
@pytest.mark.parametrize("held", [{"draft": True}, {"date": "2099-01-01"}, {"expires": "2024-06-01"}])
def test_a_post_that_is_held_back_lends_its_id_to_nobody(told, held):
    told.post(**{"body": TEXT} | held)
    told.post("copy.md", title="Hello", body=TEXT)
    told.build()
    assert ids(told) == {"Hello": "https://blog.example/copy/"}


def test_another_id_than_subscribers_have_is_an_error_that_names_both(told):
    told.post(id="urn:x:1", body=TEXT)
    done = told.run("build")
    assert done.code == 1
    assert f'posts/hello.md:4: id is "urn:x:1", but subscribers have this post as {ID}' in done.err
    told.post(id=ID, body=TEXT)
    told.build()


def test_slugs_that_two_posts_swap_leave_each_its_id(blog):
    blog.post("a.md", title="A", slug="a", body="The text of the first.")
    blog.post("b.md", title="B", slug="b", date="2024-05-03", body="The text of the second.")
    blog.build()
    before = ids(blog)
    blog.post("a.md", title="A", slug="b", body="The text of the first.")
    blog.post("b.md", title="B", slug="a", date="2024-05-03", body="The text of the second.")
    blog.build()
    assert ids(blog) == before


def test_a_date_moves_only_where_its_author_says_so(told):
    told.post(date="2024-07-01 10:00", body=TEXT)
    told.build()
    assert told.entry["date_published"].startswith("2024-05-01T")
    told.build("--redate", ID)
    assert told.entry["date_published"].startswith("2024-07-01T")
    told.build()
    assert told.entry["date_published"].startswith("2024-07-01T")


def test_an_id_that_is_no_address_any_more_is_no_permalink(told):
    move(told, "hello.md", "moved.md", body=TEXT)
    told.build()
    assert f'<guid isPermaLink="false">{ID}</guid>' in (told.root / "feeds/rss.xml").read_text()


def test_a_feed_keeps_its_id_under_another_domain(told):
    told.configure("", config=(told.root / "config.toml").read_text().replace("blog.example", "new.example"))
    told.build()
    assert told.read("atom").feed.id == "https://blog.example/"
    assert told.read("atom").feed.link == "https://new.example/"


def test_posts_tells_the_id_that_subscribers_have(told):
    move(told, "hello.md", "moved.md", body=TEXT)
    told.build()
    (listed,) = json.loads(told.run("posts", "--json").out)["posts"]
    assert (listed["id"], listed["link"]) == (ID, "https://blog.example/moved/")


def test_ten_look_alikes_for_ten_that_went_take_no_id(blog):
    for number in range(10):
        blog.post(
            f"weekly-links-{number}.md",
            title=f"Weekly links {number}",
            date=f"2024-01-{2 * number + 1:02}",
            body=f"Three links: [a](x{number}) and more of the same.",
        )
    blog.build()
    before = set(ids(blog).values())
    for number in range(10):
        move(blog, f"weekly-links-{number}.md", f"weekly-links-{number + 10}.md", title=f"Weekly links {number + 10}", date=f"2024-03-{2 * number + 1:02}", body=f"Three links: [a](y{number}) and more of the same.")  # fmt: skip
    blog.build()
    assert before.isdisjoint(ids(blog).values())


def swap(blog, *names):
    """The files *names*, each moved to the next one's place."""
    texts = [(blog.root / "posts" / name).read_text() for name in names]
    for name, text in zip(names, [texts[-1], *texts[:-1]], strict=True):
        (blog.root / "posts" / name).write_text(text)


def test_ids_follow_texts_that_swap_their_files(blog):
    blog.post("a.md", title="A", body="The text of the first.")
    blog.post("b.md", title="B", date="2024-05-03", body="The text of the second.")
    blog.build()
    before = ids(blog)
    swap(blog, "a.md", "b.md")
    blog.build()
    assert ids(blog) == before


def test_a_post_that_is_put_between_numbered_ones_takes_no_id(blog):
    for number in range(1, 6):
        blog.post(
            f"0{number}.md", title=f"Post {number}", date=f"2024-05-0{number}", body=f"The text of number {number}."
        )
    blog.build()
    before = ids(blog)
    for number in range(5, 2, -1):
        (blog.root / f"posts/0{number}.md").rename(blog.root / f"posts/0{number + 1}.md")
    blog.post("03.md", title="New", date="2024-06-01", body="A text in between.")
    blog.build()
    after = ids(blog)
    assert {title: after[title] for title in before} == before
    assert after["New"] not in before.values()


def test_a_place_that_another_post_takes_is_not_its_id(told):
    move(told, "hello.md", "b.md", body=TEXT)
    told.post(title="Second", date="2024-09-01", body="Quite another text.")
    told.build()
    assert ids(told) == {"Hello": ID, "Second": f"{ID}#-2"}


def test_a_translation_in_the_place_of_its_original_is_a_post_of_its_own(blog):
    blog.post("a.md", title="Berlin", language="en", body=TEXT)
    blog.build()
    move(blog, "a.md", "en/a.md", title="Berlin", language="en", body=TEXT)
    blog.post("a.md", title="Berlin", language="de", body=TEXT.replace("and", "und"))
    blog.build()
    found = {item["url"]: item["id"] for item in blog.read("json")["items"]}
    assert found["https://blog.example/en/a/"] == "https://blog.example/a/"
    assert found["https://blog.example/a/"] == "https://blog.example/a/#-2"


@pytest.mark.long
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param({"title": "Links", "body": f"{TEXT} [x](x)"}, {"title": "Links", "date": "2024-05-02 10:00", "body": f"{TEXT} [y](y) z"}, id="a daily list of links"),
        pytest.param({"title": "Photo", "body": "![](a.jpg)"}, {"title": "Photo", "date": "2024-05-02 10:00", "body": "![](b.jpg)"}, id="a daily picture"),
        pytest.param({"title": None, "body": "Good morning!"}, {"title": None, "date": "2024-05-02 10:00", "body": "Good morning, all!"}, id="a daily note"),
    ],
)  # fmt: skip
def test_what_comes_every_day_is_new_every_day(blog, old, new):
    blog.post("p1.md", **old)
    blog.build()
    move(blog, "p1.md", "p2.md", **new)
    blog.build()
    assert blog.entry["id"] == "https://blog.example/p2/"


@pytest.mark.parametrize("title", ["Hello", None])
def test_a_few_words_in_a_post_that_was_moved_are_no_question(blog, title):
    blog.post("a.md", title=title, body=TEXT)
    blog.build()
    move(blog, "a.md", "b.md", title=title, body=TEXT.replace("word7 ", "words ").replace("word30 ", "more "))
    blog.build()
    assert blog.entry["id"] == "https://blog.example/a/"


def test_one_sign_in_a_text_without_blanks_is_no_question(blog):
    text = "".join(chr(0x4E00 + 37 * number % 900) for number in range(300))
    blog.post("a.md", body=text)
    blog.build()
    move(blog, "a.md", "b.md", body=text[:100] + "一" + text[100:])
    blog.build()
    assert blog.entry["id"] == "https://blog.example/a/"


def test_front_matter_that_was_copied_takes_no_id(blog):
    blog.post("m.md", id="urn:x:1", body=TEXT)
    blog.build()
    blog.post("a.md", id="urn:x:1", title="Copy", date="2024-06-01", body="Another text.")
    report = blog.build(code=1)
    assert [(problem["code"], problem["file"]) for problem in report["problems"]] == [("I401", "posts/a.md")]
    assert ids(blog) == {"Hello": "urn:x:1"}


def test_an_id_that_is_no_address_stays_under_another_domain(blog):
    blog.post(id="hello-1")
    blog.build()
    blog.configure("", config=(blog.root / "config.toml").read_text().replace("blog.example", "new.example"))
    blog.build()
    assert blog.entry["id"] == "https://blog.example/#hello-1"


def test_a_draft_keeps_its_id_though_another_takes_its_address(told):
    told.post(draft=True, body=TEXT)
    told.post("n.md", title="New", permalink="/hello/", date="2024-06-01", body="Another text.")
    told.build()
    assert ids(told) == {"New": f"{ID}#-2"}
    told.post(body=TEXT)
    told.post("n.md", title="New", permalink="/n/", date="2024-06-01", body="Another text.")
    told.build()
    assert ids(told) == {"New": f"{ID}#-2", "Hello": ID}


@pytest.mark.long
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("posts/b.md", ID), "that is posts/hello.md"),
        (("posts/hello.md", "new"), f"subscribers have this post already, as {ID}"),
        (("posts/draft.md", "new"), "a post that is not out has no entry yet"),
    ],
)
def test_same_takes_no_entry_from_another_post(told, arguments, words):
    told.post("b.md", title="B", date="2024-06-01", body="Another.")
    told.post("draft.md", title="Draft", draft=True)
    told.build()
    before = (told.root / "feedtool.lock").read_bytes()
    done = told.run("same", *arguments)
    assert (done.code, words in done.err, (told.root / "feedtool.lock").read_bytes()) == (2, True, before)


def test_what_is_redated_must_be_there(told):
    done = told.run("build", "--redate", "https://blog.example/helo/")
    assert (done.code, f'did you mean "{ID}"?' in done.err) == (2, True)


@pytest.mark.long
def test_many_posts_of_one_title_take_no_time(blog):
    for number in range(150):
        blog.post(
            f"{number}.md",
            title="Links",
            date=f"{2000 + number // 12}-{number % 12 + 1:02}-03",
            body=f"Text of {number} {TEXT}",
        )
    blog.build()
    before = {item["id"] for item in blog.read("json")["items"]}
    for number in range(150):
        (blog.root / f"posts/{number}.md").rename(blog.root / f"posts/new-{number}.md")
    blog.build()
    assert {item["id"] for item in blog.read("json")["items"]} == before


def test_two_sites_in_one_folder_have_a_lock_each(told):
    told.write("de/hallo.md", "---\ntitle: Hallo\ndate: 2024-05-01\n---\nHallo.\n")
    text = (told.root / "config.toml").read_text().replace("blog.example", "de.example").replace('"posts"', '"de"')
    told.write("de.toml", text + '[output]\npath = "feeds-de"\n')
    before = (told.root / "feedtool.lock").read_bytes()
    told.build("-c", "de.toml")
    assert (told.root / "feedtool.lock").read_bytes() == before
    assert "https://de.example/" in (told.root / "de.feedtool.lock").read_text()
    told.build("--locked")


def test_a_draft_without_a_date_is_in_nobody_s_way(told):
    told.post("draft.md", title="Draft", date=None, draft=True, body="Words of a draft.")
    move(told, "hello.md", "b.md", body=TEXT.replace("word7 ", "words "))
    told.build()
    assert ids(told) == {"Hello": ID}


def test_a_question_shows_both_answers_as_they_are_typed(told):
    move(told, "hello.md", "on the web.md", body="Quite another text.")
    err = told.run("build").err
    assert (
        f"\n    feedtool same 'posts/on the web.md' {ID}\n    feedtool same 'posts/on the web.md' new  [I404]\n" in err
    )


def test_an_address_alone_is_a_question(told):
    """Pages at /now/ come and go."""
    move(
        told,
        "hello.md",
        "now.md",
        permalink="/hello/",
        title="Now in Rome",
        date="2025-03-20",
        body="Quite another text.",
    )
    done = told.run("build")
    assert (done.code, "[I404]" in done.err) == (1, True)


@pytest.mark.long
@pytest.mark.parametrize("date", ["2024-05-02 10:00", "2024-05-08 10:00", "2023-05-01 10:00"])
def test_a_date_that_is_corrected_together_with_a_word_is_a_question(blog, date):
    rule = 'path = "posts"\nurl = "/{year}/{slug}/"'
    blog.configure("", config=CONFIG.replace('path = "posts"', rule))
    blog.post("2024-05-01-lamps.md", title="Lamps", date="2024-05-01 10:00", body=TEXT)
    blog.build()
    (blog.root / "posts/2024-05-01-lamps.md").unlink()
    blog.post(f"{date[:10]}-lamps.md", title="Lamps", date=date, body=f"{TEXT} Edited.")
    if date.startswith("2024"):  # its address goes on
        blog.run("build")
        assert len(blog.read("json")["items"]) == 1
    else:
        assert "[I404]" in blog.run("build").err


def daily(blog, first, edit=""):
    for file in (blog.root / "posts").iterdir():
        file.unlink()
    for n in range(10):
        words = " ".join(f"word{n}{k}" for k in range(60))
        blog.post(
            f"2026-01-{n + first:02}-daily.md",
            title="Daily",
            date=f"2026-01-{n + first:02} 10:00",
            body=f"{words}{edit}",
        )


@pytest.mark.long
def test_posts_that_all_moved_by_a_day_take_no_neighbours_id(blog):
    rule = 'path = "posts"\nurl = "/{year}/{month}/{day}/{slug}/"'
    blog.configure("", config=CONFIG.replace('path = "posts"', rule))
    daily(blog, 1)
    blog.build()
    before = blog.bytes()
    daily(blog, 2, " Edited.")
    done = blog.run("build")
    assert (done.code, blog.bytes()) == (1, before)
    daily(blog, 2)
    texts = {item["content_html"]: item["id"] for item in json.loads(before["feed.json"])["items"]}
    blog.build()
    assert {item["content_html"]: item["id"] for item in blog.read("json")["items"]} == texts


def test_posts_that_share_an_address_do_not_come_one_by_one(blog):
    blog.configure("", config=CONFIG.replace('path = "posts"', 'path = "posts"\nurl = "/{slug}/"'))
    for n in range(1, 6):
        blog.post(f"2024-01-0{n}-daily.md", title="Daily", date=f"2024-01-0{n}", body=f"Words {n}")
    for n in range(1, 4):
        blog.post(f"2024-02-0{n}-other{n}.md", title=f"Other {n}", date=f"2024-02-0{n}")
        report = blog.build(code=1)
        assert len(report["feeds"][0]["added"]) == (1 if n > 1 else 2)
        assert {problem["code"] for problem in report["problems"]} == {"I401"}


def test_titles_are_the_same_whatever_their_quotation_marks(told):
    move(told, "hello.md", "other.md", title="“Hello”", body="Written anew.", date="2024-05-01 10:00")
    assert "[I404]" in told.run("build").err
