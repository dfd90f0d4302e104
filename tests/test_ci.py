"""In CI, on a fresh clone each time: whichever way the lock is kept, an edit is told once, and nothing comes twice."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import feedparser
import pytest

from tests.conftest import Blog

FIRST, EDIT, AGAIN, LAST = (f"2024-0{month}-01T10:00:00Z" for month in (6, 7, 8, 9))
IGNORED = {
    "locked": "feeds\n",
    "pushed": "feeds\n",
    "live": "feeds\nfeedtool.lock\n",
    "folder": "feeds\nfeedtool.lock\n",
    "HEAD": "feedtool.lock\n",
}


def git(*command, cwd):
    said = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *command],
        cwd=cwd,
        check=True,
        capture_output=True,
        text=True,
    )
    return said.stdout


class Project:
    """A repository, what is published of it, and a job that runs on a fresh clone."""

    def __init__(self, tmp_path, web, kept):
        self.tmp, self.web, self.kept, self.runs = tmp_path, web, kept, 0
        self.origin, self.public = tmp_path / "origin.git", tmp_path / "public"
        self.public.mkdir()
        web.folder = self.public
        git("init", "-q", "--bare", "-b", "main", str(self.origin), cwd=tmp_path)
        (tmp_path / "desk").mkdir()
        self.desk = Blog(tmp_path / "desk")
        git("init", "-q", "-b", "main", cwd=self.desk.root)
        git("remote", "add", "origin", str(self.origin), cwd=self.desk.root)
        config = (self.desk.root / "config.toml").read_text().replace("https://blog.example/", web.url)
        self.desk.write("config.toml", config + "[output]\nlimit = 3\n")
        self.desk.write(".gitignore", f".feedtool/\n{IGNORED[kept]}")
        for n in range(1, 6):
            self.desk.post(f"p{n}.md", title=f"Post {n}", date=f"2024-05-0{n}T00:00:00Z", body=f"Words of post {n}.")

    def commit(self, now):
        """At the author's desk."""
        if self.kept == "locked":
            self.desk.build("--now", now)
        if self.kept == "pushed" and self.runs:
            git("pull", "-q", "origin", "main", cwd=self.desk.root)
        git("add", "-A", cwd=self.desk.root)
        git("commit", "-q", "-m", "Work", cwd=self.desk.root)
        git("push", "-q", "origin", "main", cwd=self.desk.root)

    def job(self, now):
        """The job, and what is published after it."""
        self.runs += 1
        clone = Blog.at(self.tmp / f"clone{self.runs}")
        git("clone", "-q", str(self.origin), str(clone.root), cwd=self.tmp)
        options = {"locked": ["--locked"], "pushed": [], "live": ["--baseline", "live"], "HEAD": ["--baseline", "HEAD"],
                   "folder": ["--baseline", str(self.public)]}[self.kept]  # fmt: skip
        if self.runs == 1 and self.kept in {"folder", "HEAD"}:  # nothing is there yet
            options = []
        report = clone.build("--now", now, *options)
        if self.kept in {"pushed", "HEAD"} and git("status", "--porcelain", cwd=clone.root):
            git("add", "-A", cwd=clone.root)
            git("commit", "-q", "-m", "Announce", cwd=clone.root)
            git("push", "-q", "origin", "main", cwd=clone.root)
            if self.kept == "HEAD":
                git("pull", "-q", "origin", "main", cwd=self.desk.root)
        shutil.copytree(clone.root / "feeds", self.public / "feeds", dirs_exist_ok=True)
        return report

    def seen(self):
        """Each entry's id, and when it was updated."""
        feed = feedparser.parse((self.public / "feeds/atom.xml").read_bytes())
        return {entry.id.removeprefix(self.web.url): entry.updated for entry in feed.entries}


@pytest.mark.long
@pytest.mark.parametrize("kept", IGNORED)
def test_an_edit_moves_updated_once(tmp_path, web, kept):
    project = Project(tmp_path, web, kept)
    project.commit(FIRST)
    project.job(FIRST)
    before = project.seen()
    assert before == {f"p{n}/": f"2024-05-0{n}T00:00:00Z" for n in (3, 4, 5)}
    project.desk.post("p4.md", title="Post 4", date="2024-05-04T00:00:00Z", body="Other words of post 4.")
    project.commit(EDIT)
    project.job(EDIT if kept == "locked" else AGAIN)
    after = project.seen()
    assert after == before | {"p4/": EDIT if kept == "locked" else AGAIN}
    project.job(LAST)
    assert project.seen() == after


@pytest.mark.long
@pytest.mark.parametrize("kept", ["live", "folder", "HEAD"])
def test_without_a_lock_no_post_comes_back_under_another_id(tmp_path, web, kept):
    """The feed itself tells whose id is whose, though every post has moved."""
    project = Project(tmp_path, web, kept)
    project.commit(FIRST)
    project.job(FIRST)
    before = project.seen()
    git("mv", "posts", "essays", cwd=project.desk.root)
    config = project.desk.root / "config.toml"
    config.write_text(config.read_text().replace('path = "posts"', 'path = "essays"\nurl = "/essays/{path}/"'))
    project.commit(EDIT)
    project.job(EDIT)
    assert project.seen() == before
    (project.desk.root / "essays/p5.md").unlink()
    project.commit(AGAIN)
    project.job(AGAIN)
    assert project.seen() == {id_: updated for id_, updated in before.items() if id_ != "p5/"}


def test_where_the_lock_was_lost_the_feeds_on_the_disk_tell(blog):
    for n in range(1, 6):
        blog.post(f"p{n}.md", title=f"Post {n}", date=f"2024-05-0{n}", id=f"tag:blog.example,2024:{n}")
    blog.build("--now", FIRST)
    before = [item["id"] for item in blog.read("json")["items"]]
    (blog.root / "feedtool.lock").unlink()
    for n in range(1, 6):
        blog.post(f"p{n}.md", title=f"Post {n}", date=f"2024-05-0{n}")
    blog.build("--now", EDIT)
    assert [item["id"] for item in blog.read("json")["items"]] == before


@pytest.mark.long
@pytest.mark.parametrize("modes", [("full", "summary"), ("summary", "full")], ids=" to ".join)
def test_entries_that_get_or_lose_their_whole_text_were_not_edited(blog, modes):
    blog.post(body="The first paragraph.\n\nThe second one.")
    for now, mode in zip((FIRST, EDIT), modes, strict=True):
        blog.configure(f'[output]\ncontent = "{mode}"\n')
        (blog.root / "feedtool.lock").unlink(missing_ok=True)
        blog.build("--now", now)
        assert blog.read("atom").entries[0].updated == "2024-05-01T08:00:00Z"
    assert ("content_html" in blog.entry) is (mode == "full")


@pytest.mark.long
def test_a_feed_that_is_not_live_yet_is_published_for_the_first_time(tmp_path, web):
    project = Project(tmp_path, web, "live")
    project.commit(FIRST)
    assert project.job(FIRST)["feeds"][0]["entries"] == 3
    assert web.asked == ["/feeds/atom.xml"]


@pytest.mark.long
def test_a_server_that_fails_stops_the_build(blog):
    """A build without what subscribers have could give it to them again."""
    blog.configure(
        "", config=(blog.root / "config.toml").read_text().replace("https://blog.example/", "http://127.0.0.1:9/")
    )
    blog.post()
    done = blog.run("build", "--baseline", "live")
    assert (done.code, done.out) == (75, "")
    assert "http://127.0.0.1:9/feeds/atom.xml" in done.err
    assert not (blog.root / "feeds").exists()


def everything(blog):
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in blog.root.rglob("*") if path.is_file()}


def test_a_preview_announces_nothing_and_touches_no_real_feed(blog, tmp_path):
    blog.post()
    blog.build()
    blog.post("new.md", title="New", date="2024-05-02")
    before = everything(blog)
    report = blog.build("--base-url", "https://preview-12.example/", "--output", str(tmp_path / "shown"))
    assert everything(blog) == before
    feed = feedparser.parse((tmp_path / "shown/atom.xml").read_bytes())
    assert feed.feed.links[0].href.startswith("https://preview-12.example/")
    assert [(entry.id, entry.link) for entry in feed.entries] == [
        ("https://preview-12.example/new/", "https://preview-12.example/new/"),
        ("https://blog.example/hello/", "https://preview-12.example/hello/"),
    ]
    assert report["lock"] == "unchanged"
    shown = {file["path"] for file in report["feeds"][0]["files"]}
    assert shown == {"../shown/rss.xml", "../shown/atom.xml", "../shown/feed.json"}
    blog.build()
    assert "https://preview-12.example/" not in (blog.root / "feedtool.lock").read_text()


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--base-url", "https://preview.example/"], 2, "add --output DIR"),
        (["--base-url", "preview", "--output", "shown"], 2, "--base-url is"),
        (["--output", "feeds"], 2, "the real feeds lie there"),
        (["--output", "feeds/shown"], 2, "the real feeds lie there"),
        (["--output", "public"], 2, "the real feeds lie there"),
        (["--output", "linked"], 2, "the real feeds lie there"),
    ],
)
def test_a_preview_that_would_be_none_is_refused(blog, options, code, words):
    blog.post()
    blog.configure('[output]\nalso = ["public/atom.xml"]\n')
    (blog.root / "public").mkdir()
    (blog.root / "linked").symlink_to("public")
    done = blog.run("build", *options)
    assert done.code == code
    assert words in done.err
    assert not (blog.root / "feeds").exists()
    assert not [*(blog.root / "public").iterdir()]


def test_a_preview_is_no_file_of_anybody_elses(blog):
    blog.post()
    blog.write("shown/rss.xml", "<rss><channel><generator>Hugo</generator></channel></rss>")
    assert blog.run("build", "--output", "shown").code == 1
    assert "Hugo" in (blog.root / "shown/rss.xml").read_text()


NEWER = """\
import sys
from feedtool import languages
from feedtool.__main__ import main
render = languages.RENDERERS["text/markdown"]
languages.RENDERERS["text/markdown"] = lambda text: render(text).replace("language-", "lang-")
sys.argv = ["feedtool", *sys.argv[1:]]
main()
"""


def newer(blog, *arguments):
    """feedtool with a renderer of Markdown that writes another class: a package that was installed anew, beside which
    what the last build made counts for nothing.
    """
    (blog.root / ".feedtool/made").unlink(missing_ok=True)
    command = [sys.executable, "-c", NEWER, *arguments, "--json", "--now", EDIT]
    return json.loads(subprocess.run(command, cwd=blog.root, check=True, capture_output=True).stdout)


@pytest.mark.long
def test_a_renderer_that_writes_another_class_announces_nothing(blog):
    blog.post(body="```python\nprint(1)\n```\n")
    blog.build("--now", FIRST)
    before, lock = blog.read("atom").entries[0], (blog.root / "feedtool.lock").read_text()
    told = newer(blog, "diff")
    assert (told["same"], told["edited"], told["above_guard"]) == (1, [], False)
    assert not newer(blog, "build", "--locked", "--allow-flood")["unchanged"]
    after = blog.read("atom").entries[0]
    assert before.content[0].value != after.content[0].value
    assert (before.id, before.updated) == (after.id, after.updated)
    assert (blog.root / "feedtool.lock").read_text() == lock
