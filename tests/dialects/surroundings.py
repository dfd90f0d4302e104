"""A site and a post for the passes that its templates run in."""

from __future__ import annotations

from feedtool.dialects import Around, expand

POSTS = {
    "2020-01-02-a": "https://x.org/b/2020/01/02/a/",
    "a": "https://x.org/b/2020/01/02/a/",
    "_posts/2020-01-02-a.md": "https://x.org/b/2020/01/02/a/",
    "elsewhere": "https://other.org/e/",
}
PAGE = {"title": "A *title*", "tags": ["one", "two"], "person": {"name": "Ada"}, "number": 3, "flag": True}


def passed(text, *passes, link="https://x.org/b/c/", **page):
    """*text* after *passes*, and what was told on the way."""
    told = []
    around = Around(
        site="https://x.org/b/", link=link, page={**PAGE, **page}, link_to=POSTS.get,
        warn=lambda name, line: told.append((name, line)),
    )  # fmt: skip
    return expand(text, passes, around), told
