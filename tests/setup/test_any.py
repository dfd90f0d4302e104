"""Whatever is in a folder, `init` writes a configuration that can be read, and never a traceback."""

from __future__ import annotations

import pytest

from feedtool import config, setup

FILES = (
    "_config.yml", "hugo.toml", "hugo.yaml", "config.toml", ".eleventy.js", "eleventy.config.mjs", "astro.config.mjs", "gatsby-config.js",
    "docusaurus.config.js", "mkdocs.yml", "pelicanconf.py", "conf.py", "site.lektorproject", "_quarto.yml", "package.json",
)  # fmt: skip
BROKEN = (
    b"\xbb\xff\x00 no UTF-8", b"[[[{{{\"'`", b"- a\n- b\n", b"", b"BLOG_TITLE = (\nPOSTS = [(1,), None]\n", b"a: &a [*a]\n",
    b"export default { title: [, url: {{ }\n",
)  # fmt: skip


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_settings_that_nobody_can_read_are_as_if_they_were_not_there(tmp_path, file, text):
    (tmp_path / file).write_bytes(text)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text("x")
    plan = setup.plan(str(tmp_path), url="https://e.example/")
    setup.write(plan)
    assert config.load(plan.path).sources


@pytest.mark.parametrize("preset", setup.GENERATORS)
def test_a_generator_that_is_named_gives_a_configuration_in_an_empty_folder_too(tmp_path, preset):
    plan = setup.plan(str(tmp_path), url="https://e.example/", preset=preset)
    assert "[[sources]]" in plan.text
    assert f'preset   = "{preset}"' in plan.text or 'path     = "posts"' in plan.text
