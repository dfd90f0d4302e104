"""Files around posts are read, and none that lies elsewhere."""

from __future__ import annotations

import pytest

from feedtool.loader.beside import Beside


@pytest.fixture
def beside(tmp_path):
    for name in ("site/posts/a.md", "site/_layouts/x.md", "secret.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"---\ntitle: {name}\n---\n", encoding="utf-8")
    return Beside(str(tmp_path / "site/posts"), str(tmp_path / "site"))


def test_a_file_of_the_site_says_what_it_says(beside, tmp_path):
    assert beside.head(str(tmp_path / "site/_layouts/x.md")) == {"title": "site/_layouts/x.md"}


@pytest.mark.parametrize(
    "name", ["secret.md", "site/posts/../../secret.md", "/etc/passwd", "site/posts/no.md", "site/\0"]
)
def test_a_file_that_is_elsewhere_or_not_there_says_nothing(beside, tmp_path, name):
    assert beside.head(str(tmp_path / name)) == {}
