"""What the last build made is not made again, and nobody can tell from the bytes."""

from __future__ import annotations

import json
import random
import shutil
from datetime import UTC, datetime

import pytest

from feedtool import config, making, site
from tests.conftest import CONFIG, Blog

NOW = datetime(2026, 1, 1, tzinfo=UTC)

MANY = """
[output]
limit = 5
[archive]
size = 4
[[feeds]]
per = "tag"
"""
HUGO = '[site]\ntitle = "Test"\nurl = "https://blog.example/"\n[[sources]]\ntype = "markdown"\npreset = "hugo"\npath = "content"\n'


def plain(blog, number, *, words="Some words.", **more):
    body = f"{words}\n\n![A picture](img/{number % 3}.png) and [another](p{(number + 1) % 9}.md), number {number}."
    date, tags = f"2024-0{number % 9 + 1}-1{number % 7}", [f"t{number % 3}"]
    blog.post(f"p{number}.md", body, **{"title": f"Post {number}", "date": date, "tags": tags} | more)


def hugo(blog, number, *, words="Some words.", **more):
    metadata = {"title": f"Post {number}", "date": f"2024-0{number % 9 + 1}-1{number % 7}"} | more
    lines = "\n".join(f"{key}: {json.dumps(value)}" for key, value in metadata.items())
    body = f'{words} [next]({{{{< ref "p{(number + 5) % 12}.md" >}}}})' if number % 2 else words
    body += " {{< unheard >}}" if number % 4 == 1 else ""
    blog.write(f"content/posts/p{number}.md", f"---\n{lines}\n---\n{body} Number {number}.\n")


def edit(blog, post, chance):
    """One of the things that happen to a site."""
    number = chance.randrange(12)
    folder = next(path for path in (blog.root / "posts", blog.root / "content/posts") if any(path.glob("*.md")))
    match chance.randrange(9):
        case 0:
            post(blog, number, words=f"Edited {chance.random()}.")
        case 1:
            post(blog, number, title=f"Title {chance.random()}")
        case 2:
            post(blog, number, slug=f"place-{number}")
        case 3:
            (folder / f"p{number}.md").unlink(missing_ok=True)
        case 4:
            post(blog, 20 + chance.randrange(20))
        case 5:
            post(blog, number, draft=True)
        case 6:
            post(blog, number, summary="Short.", authors=["Ada"])
        case 7:
            file = chance.choice([*(blog.root / "feeds").rglob("*.*")])
            file.write_bytes(file.read_bytes().replace(b"Post", b"Past", 1))
        case 8:
            file = chance.choice([*(blog.root / "feeds").rglob("*.*")])
            file.unlink()


def tree(root):
    """The files of the feeds, and the lock."""
    files = [path for path in (root / "feeds").rglob("*") if path.is_file()] + [root / "feedtool.lock"]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def built(blog, twin, now):
    """How many entries a build makes, that says and writes the same as one of a copy without the memory."""
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(blog.root, twin, symlinks=True)
    for name in ("made", "look"):
        (twin / ".feedtool" / name).unlink(missing_ok=True)
    words = ("build", "--json", "--now", now, "--allow-flood")
    known, fresh = blog.at_rest().run(*words), Blog.at(twin).run(*words)
    assert known.code == fresh.code
    assert tree(blog.root) == tree(twin)
    ours, theirs = known.json, fresh.json
    rendered = ours["posts"].pop("rendered")
    assert theirs["posts"].pop("rendered") >= rendered
    assert ours == theirs
    return rendered


@pytest.mark.parametrize(
    ("post", "config", "seed"),
    [(plain, CONFIG, 1), (hugo, HUGO, 2)]
    + [pytest.param(post, config, seed, marks=pytest.mark.long)
       for post, config in ((plain, CONFIG), (hugo, HUGO)) for seed in range(3, 9)],
)  # fmt: skip
def test_a_build_that_knows_the_last_one_writes_what_one_that_does_not_writes(blog, tmp_path, post, config, seed):
    blog.configure(MANY, config=config)
    for number in range(12):
        post(blog, number)
    chance, twin = random.Random(seed), tmp_path / "twin"
    made = []
    for at in range(8):
        made.append(built(blog, twin, f"2026-01-01T00:0{at}"))
        for _ in range(chance.randrange(1, 3)):
            edit(blog, post, chance)
    assert post is hugo or min(made) < made[0]


def several(blog):
    blog.configure(MANY)
    for number in range(20):
        plain(blog, number, tags=["even" if number % 2 == 0 else "odd"])
    blog.at_rest().build()


@pytest.mark.long
def test_only_what_documents_need_is_made(blog):
    """The main feed and one tag's, with five to eight entries each, and the four of a document."""
    several(blog)
    plain(blog, 2, words="Edited.", tags=["even"])
    report = blog.build()
    assert 1 < report["posts"]["rendered"] < 20
    assert report["posts"]["in_feeds"] == 20
    states = {feed["name"]: {file["state"] for file in feed["files"]} for feed in report["feeds"]}
    assert states["tag:odd"] == {"unchanged"}


@pytest.mark.long
def test_what_an_edit_in_another_post_changes_is_made_again(blog):
    blog.configure(MANY, config=HUGO)
    for number in range(20):
        hugo(blog, number)
    blog.at_rest().build()
    hugo(blog, 8, url="/elsewhere/")
    blog.build()
    linking = next(text for path in (blog.root / "feeds").rglob("atom*.xml")
                   if "Number 3." in (text := path.read_text()))  # fmt: skip
    assert "https://blog.example/posts/p8/" not in linking
    assert "https://blog.example/elsewhere/" in linking
    assert "Number 8." not in linking  # it is in another document


def test_what_was_left_out_of_a_post_is_told_at_every_build(blog):
    blog.configure("", config=HUGO)
    for number in range(5):
        hugo(blog, number)
    blog.at_rest().build()
    hugo(blog, 2, words="Edited.")
    told = blog.build()["warnings"]
    assert {(one["file"], one["code"]) for one in told if "unheard" in one["found"]} == {
        ("content/posts/p1.md", "F114")
    }


def test_what_was_mended_is_told_of_every_post_where_that_is_asked_for(blog):
    blog.post("a.md", "<script>alert(1)</script> A.")
    blog.post("b.md", "<script>alert(1)</script> B.", title="B")
    blog.at_rest().build()
    said = blog.run("build", "-v").err
    assert "mended posts/a.md" in said
    assert "mended posts/b.md" in said


@pytest.mark.long
@pytest.mark.parametrize("damage", [
    "{", "[]", '{"entries": 3}', '{"entries": {"x": 3}, "files": {}}', '{"entries": {}, "files": {"x": [1, 2]}}',
    '{"entries": [], "files": []}',
])  # fmt: skip
def test_a_memory_that_somebody_edited_is_none(blog, damage):
    several(blog)
    memory = blog.root / ".feedtool/made"
    said = json.loads(memory.read_text())
    wrong = damage
    if damage.startswith('{"'):
        wrong = json.dumps(said | json.loads(damage))
    memory.write_text(wrong)
    plain(blog, 2, words="Edited.", tags=["even"])
    assert blog.build()["posts"]["rendered"] == 20


@pytest.mark.long
def test_another_configuration_makes_all_anew(blog):
    several(blog)
    blog.configure(MANY.replace("limit = 5", 'limit = 5\ncontent = "summary"'))
    assert blog.build()["posts"]["rendered"] == 20


@pytest.mark.long
def test_a_preview_neither_asks_the_memory_nor_has_one(blog, tmp_path):
    several(blog)
    before = (blog.root / ".feedtool/made").read_bytes()
    report = blog.build("--output", str(tmp_path / "preview"))
    assert report["posts"]["rendered"] == 20
    assert (blog.root / ".feedtool/made").read_bytes() == before


def test_an_enclosure_whose_length_becomes_known_is_told(blog):
    blog.configure("")
    blog.post("a.md", "Words.", enclosure="https://blog.example/files/a.mp3")
    blog.write("posts/other.md", "---\ntitle: Other\ndate: 2020-01-01\n---\nWords.\n")
    blog.at_rest().build()
    assert 'length="0"' in (blog.root / "feeds/rss.xml").read_text()
    (blog.root / ".feedtool/lengths").write_text(json.dumps({"version": 1, "https://blog.example/files/a.mp3": 77}))
    blog.post("b.md", "New.", title="New", date="2024-06-01")
    blog.build()
    assert 'length="77"' in (blog.root / "feeds/rss.xml").read_text()


# Each entry in a document of its own: nothing is made again because of its neighbours.
ALONE = "[output]\nlimit = 1\n[archive]\nsize = 1\n"
PRESET = (
    '[site]\ntitle = "Test"\nurl = "https://blog.example/"\n[[sources]]\ntype = "{}"\npreset = "{}"\npath = "posts"\n'
)
LABEL = ".. post:: 2024-02-01\n\nB\n=\n\nWords.\n\n.. _there:\n\n{}\n-----\n\nMore.\n"
ELEVENTY = 'module.exports = function(c) {{ return {{dir: {{input: ".", includes: "{}"}}}}; }};\n'


def posted(blog, kind, preset, files):
    blog.configure(ALONE, config=PRESET.format(kind, preset))
    for path, text in files.items():
        blog.write(path, text)


@pytest.mark.long
def test_a_lock_of_another_revision_has_its_say(blog, tmp_path):
    """Readers of the older feed have not seen the edit yet, whoever built it here."""
    blog.configure(ALONE)
    for number in range(3):
        blog.post(f"p{number}.md", title=f"Post {number}", date=f"2024-01-0{number + 1}")
    built(blog, tmp_path / "twin", "2026-01-01T00:01")
    older = (blog.root / "feedtool.lock").read_bytes()
    blog.post("p1.md", title="Another title", date="2024-01-02")
    built(blog, tmp_path / "twin", "2026-01-01T00:02")
    (blog.root / "feedtool.lock").write_bytes(older)
    built(blog, tmp_path / "twin", "2026-01-01T00:03")
    assert "2025-12-31T23:03:00Z" in (blog.root / "feedtool.lock").read_text()


@pytest.mark.long
def test_what_is_in_the_text_of_another_post_has_its_say(blog, tmp_path):
    posted(blog, "rst", "ablog", {
        "conf.py": 'project = "X"\n', "posts/b.rst": LABEL.format("Inner"),
        "posts/a.rst": ".. post:: 2024-01-01\n\nA\n=\n\nSee :ref:`there`.\n",
        "posts/c.rst": ".. post:: 2024-03-01\n\nC\n=\n\nWords.\n",
    })  # fmt: skip
    built(blog, tmp_path / "twin", "2026-01-01T00:01")
    blog.write("posts/b.rst", LABEL.format("Other"))
    assert built(blog, tmp_path / "twin", "2026-01-01T00:02") == 2


@pytest.mark.long
def test_a_build_sees_that_a_hidden_file_changed(blog):
    posted(blog, "markdown", "eleventy", {
        ".eleventy.js": ELEVENTY.format("_one"), "posts/posts.json": '{"layout": "x.njk"}',
        "_one/x.njk": "---\nmood: good\n---\n", "_two/x.njk": "---\nmood: bad\n---\n",
        "posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nIt is {{ mood }}.\n",
    })  # fmt: skip
    blog.at_rest().build()
    assert blog.at_rest().build()["unchanged"]
    blog.write(".eleventy.js", ELEVENTY.format("_two"))
    blog.at_rest().build()
    assert "It is bad." in blog.entry["content_html"]


def test_what_changes_while_entries_are_made_shows_at_the_next_build(blog, tmp_path):
    cascade = "---\ncascade:\n  mood: {}\n---\n"
    blog.configure("", config=HUGO)
    blog.write("content/_index.md", cascade.format("good"))
    blog.write("content/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\nIt is {{< param mood >}}.\n")
    (blog.root / ".feedtool").mkdir()  # without it a build would see at its end that all has to be done again

    def meanwhile(label, items, **_):
        yield from items
        if label == "Making entries":
            blog.write("content/_index.md", cascade.format("bad"))

    site.build(config.load(config.find(str(blog.at_rest().root))), now=NOW, progress=meanwhile)
    assert "It is good." in blog.entry["content_html"]
    built(blog, tmp_path / "twin", "2026-01-01T00:02")
    assert "It is bad." in blog.entry["content_html"]


@pytest.mark.long
def test_no_entry_loses_its_text_to_a_file_that_vanishes_meanwhile(blog, monkeypatch):
    several(blog)
    texts = tree(blog.root)
    plain(blog, 2, words="Edited.", tags=["even"])
    file, feeds = blog.root / "feeds/tags/odd/atom.xml", making.feeds

    def meanwhile(*given):
        file.unlink()
        return feeds(*given)

    monkeypatch.setattr(making, "feeds", meanwhile)
    site.build(config.load(config.find(str(blog.at_rest().root))), now=NOW)
    monkeypatch.undo()
    blog.at_rest().build()
    assert file.read_bytes() == texts["feeds/tags/odd/atom.xml"]
    assert file.read_text().count("Some words.") == file.read_text().count("<entry>")
