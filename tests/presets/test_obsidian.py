"""A vault gives the notes that it publishes, whoever asks that of a note, and never its diary or its templates."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.conftest import CASES, CONFIG

VAULT = CONFIG.replace('path = "posts"', 'path = "posts"\npreset = "obsidian"')


def titles(blog):
    blog.build()
    return {item["title"] for item in blog.read("json")["items"]}


@pytest.mark.long
@pytest.mark.parametrize(
    ("notes", "published"),
    [
        pytest.param({"A": "", "B": "publish: false"}, {"A"}, id="only those that are not to be say so"),
        pytest.param({"A": "", "B": "publish: true", "C": "publish: false"}, {"B"}, id="one asks, as for Publish"),
        pytest.param({"A": "", "B": "dg-publish: true", "C": "dg-publish: false"}, {"B"}, id="one asks, as for the Digital Garden"),
        pytest.param({"A": "", "B": "dg-publish: false"}, {"A"}, id="none asks"),
        pytest.param({"A": "dg-publish: true", "B": "publish: true", "C": ""}, {"A", "B"}, id="both are asked"),
        pytest.param({"A": "", "B": "publish: yes"}, {"B"}, id="in another word"),
    ],
)  # fmt: skip
def test_notes_that_are_published(blog, notes, published):
    blog.configure("", config=VAULT)
    for name, line in notes.items():
        blog.write(f"posts/{name}.md", f"---\ndate: 2024-05-04\n{line}\n---\nText, publish: true\n")
    assert titles(blog) == published


def test_the_digital_garden_publishes_what_asks_for_it_and_nothing_else(blog):
    blog.configure("", config=VAULT)
    blog.write("posts/.obsidian/community-plugins.json", '["digitalgarden"]')
    blog.write("posts/A.md", "---\ndate: 2024-05-04\n---\nText.\n")
    assert titles(blog) == set()
    assert "dg-publish: true" in blog.run("posts").out


@pytest.mark.parametrize(
    ("properties", "text", "tags"),
    [
        ("", "A #bread of #rye/dark, and #1 in `#code`.", ["bread", "rye/dark"]),
        ("tags: [bread]", "#bread #oven", ["bread", "oven"]),
        ("tags: bread", "#oven\n\n```\n#no\n```", ["bread", "oven"]),
        ("", "# A heading, a [link](#fragment), a%23b#c, %% #hidden %%", None),
    ],
)
def test_tags_in_a_text_are_tags(blog, properties, text, tags):
    blog.configure("", config=VAULT)
    blog.write("posts/A.md", f"---\ndate: 2024-05-04\n{properties}\n---\n{text}\n")
    blog.build()
    assert blog.entry.get("tags") == tags


def test_a_vault_without_an_edit(blog):
    shutil.copytree(CASES / "vaults/garden", blog.root / "vault")
    said = blog.run("init", "vault", "--url", "https://garden.example/").out
    assert "6 files for posts in this folder." in said
    assert "Daily notes, in Daily, stay out" in said
    done = blog.run("build", "-C", "vault")
    assert done.code == 0
    items = json.loads((blog.root / "vault/feeds/feed.json").read_text())["items"]
    assert [(item["title"], item["url"], item.get("tags")) for item in items] == [
        ("Rye at dawn", "https://garden.example/rye/", ["bread", "bread/rye", "baking"]),
        ("Salt", "https://garden.example/Notes/Salt", None),
    ]
    assert items[0]["date_published"] == "2024-05-04T06:12:00Z"
    assert "<strong>A word about</strong>" in items[0]["content_html"]
    assert (
        'href="https://garden.example/Notes/Salt#how-much">how much</a> and what is not there.'
        in items[0]["content_html"]
    )
    assert "<mark>done</mark>" in items[0]["content_html"]
    for leak in ("%%", "Ask Max", "dataview", "[[", "^", "[!tip]"):
        assert leak not in items[0]["content_html"]
