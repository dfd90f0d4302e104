"""What is left of an archive where its lock was lost, or never there: the documents say which entries they have."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter

import pytest

from tests.test_archives import ARCHIVED, archive_of, documents, held, id_of, several

POSTS = 22


def git(blog, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=blog.root, check=True,
                   capture_output=True)  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("baseline", ["../published", "HEAD"])
@pytest.mark.parametrize("has_old_lock", [False, True])
def test_a_build_that_has_what_is_published_for_its_memory_changes_no_document(blog, baseline, has_old_lock):
    """Not even where a post of an old date came late, another went, and the feed is longer than its limit."""
    blog.configure(ARCHIVED)
    several(blog, range(POSTS))
    blog.build()
    old = (blog.root / "feedtool.lock").read_bytes()
    blog.post("found.md", title="Found", date="2010-01-03", body="A box.")
    (blog.root / "posts/p00003.md").unlink()
    several(blog, range(POSTS, POSTS + 8))
    blog.build()
    head, *_ = documents(blog)
    before = held(blog)
    blog.write(".gitignore", ".feedtool/\nfeedtool.lock\n")
    git(blog, "init", "-q", "-b", "main")
    git(blog, "add", ".")
    git(blog, "commit", "-qm", "1")
    (blog.root / "feeds").rename(blog.root.parent / "published")
    (blog.root / "feedtool.lock").unlink()
    if has_old_lock:
        blog.write("feedtool.lock", old)
    shutil.rmtree(blog.root / ".feedtool")
    several(blog, [POSTS + 8])
    blog.build("--baseline", baseline)
    assert held(blog) == before
    assert documents(blog)[0] == [id_of(POSTS + 8), *head]


@pytest.mark.long
def test_an_archive_of_which_little_is_left_makes_no_lock_that_is_damaged(blog):
    blog.configure(archive_of(1, limit=1))
    several(blog, range(9))
    blog.build()
    for number in range(7):
        (blog.root / f"posts/p{number:05}.md").unlink()
    blog.build()
    (blog.root / "feedtool.lock").unlink()
    for number in (20, 21):
        blog.build()
        several(blog, [number])
    blog.build()
    found = documents(blog)
    assert Counter(id_ for ids in found for id_ in ids) == Counter(map(id_of, (7, 8, 20, 21)))


@pytest.mark.long
@pytest.mark.parametrize("output", [ARCHIVED, "[output]\nlimit = 4\n"])
def test_an_id_that_is_in_a_document_only_is_found_there(blog, output):
    """Whichever feed the document is of."""
    blog.configure(f'{output}[[feeds]]\nper = "tag"\nlimit = 2\narchive = 3\n')
    several(blog, range(POSTS))
    blog.build()
    (blog.root / "posts/p00006.md").rename(blog.root / "posts/moved.md")
    blog.build()
    before = held(blog, "tags/t0")
    assert any(id_of(6).encode() in document for document in before.values())
    (blog.root / "feedtool.lock").unlink()
    blog.build()
    assert held(blog, "tags/t0") == before
