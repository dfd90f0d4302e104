"""Whatever is in a folder, `init` writes a configuration that can be read, and never a traceback."""

from __future__ import annotations

import os
import shutil

import feedparser
import pytest
from click.testing import CliRunner

from feedtool import config, setup
from feedtool.cli import feedtool
from feedtool.errors import ConfigError
from tests.conftest import CASES

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


def test_a_preset_that_is_not_the_one_that_is_there_is_told(tmp_path):
    (tmp_path / "_config.yml").write_text("title: J\n")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts/2020-01-01-a.md").write_text("x")
    assert any("look like those of jekyll" in line for line in setup.plan(str(tmp_path), preset="hugo").found)
    assert not any("look like" in line for line in setup.plan(str(tmp_path), preset="jekyll").found)


def test_a_configuration_of_somebody_else_is_told_and_left(tmp_path):
    (tmp_path / "config.toml").write_text("[[[")
    plan = setup.plan(str(tmp_path))
    assert plan.shown == "feedtool.toml"
    assert any("config.toml is not feedtool's" in line for line in plan.found)


def test_a_preset_with_a_slip_is_told_the_name(tmp_path):
    with pytest.raises(ConfigError, match=r'did you mean "hugo"\.'):
        setup.plan(str(tmp_path), preset="hugoo")


@pytest.mark.long
@pytest.mark.parametrize("case", ["zola/plain", "zola/custom", "hugo/plain"])
def test_a_config_toml_of_another_tool_stays_byte_for_byte_and_the_site_builds(tmp_path, case):
    root = tmp_path / "site"
    shutil.copytree(CASES / "generators" / case / "source", root)
    if (root / "hugo.toml").exists():  # as it was called before Hugo 0.110
        (root / "hugo.toml").rename(root / "config.toml")
    before = (root / "config.toml").read_bytes()
    for arguments in (["init", str(root)], ["build", "-C", str(root)]):
        done = CliRunner().invoke(feedtool, arguments)
        assert done.exit_code == 0, done.output
    assert (root / "config.toml").read_bytes() == before
    assert "feedtool.toml" in os.listdir(root)
    assert feedparser.parse(next((root / "public").rglob("*.xml")).read_bytes()).entries
