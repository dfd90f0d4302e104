"""What Eleventy's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

import pytest

from feedtool.loader import Bodies, Site, Source, load


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`", id="what raw frees is run by no second language"),
        pytest.param("A {{ title }}.", "A T.", id="the post's own words"),
    ],
)
def test_templates_in_a_body_are_run_once(tmp_path, body, shown):
    file = tmp_path / "blog/2024-02-03-x.md"
    file.parent.mkdir()
    file.write_text(f"---\ntitle: T\n---\n{body}")
    source, site = (
        Source(type="markdown", path=str(tmp_path), preset="eleventy"),
        Site(url="https://e.example/", root=str(tmp_path)),
    )
    loaded = load([source], site)
    (one,) = loaded.posts
    text = Bodies([one], [source], site).read(one)
    assert (text.text, text.warnings) == (shown, ())
