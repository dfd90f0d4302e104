"""What Zola's own configuration becomes, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.zola import settings


@pytest.mark.parametrize(
    ("toml", "field", "value"),
    [
        ('default_language = "fr"\n[languages.fr]\ntitle = "Le titre"\ndescription = "D"', "title", "Le titre"),
        ('default_language = "fr"\n[languages.fr]\ngenerate_feeds = true', "feeds", {"atom": "atom.xml"}),
        ('title = "T"\n[languages.fr]\ntitle = "Le titre"\ngenerate_feeds = true', "feeds", {}),
        ('title = "T"\nlanguages = [{code = "fr"}]', "title", "T"),
    ],
)
def test_the_main_language_has_the_word(tmp_path, toml, field, value):
    (tmp_path / "config.toml").write_text(f'base_url = "https://e.example/"\n{toml}', encoding="utf-8")
    assert getattr(settings(Folder(str(tmp_path))), field) == value


@pytest.mark.parametrize("toml", ["[languages.fr]", 'languages = [{code = "fr"}]'])
def test_other_languages_are_left_out_and_told(tmp_path, toml):
    (tmp_path / "config.toml").write_text(f'base_url = "https://e.example/"\n{toml}', encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.fr.md").write_text("+++\n+++\n", encoding="utf-8")
    found = settings(Folder(str(tmp_path)))
    assert (found.posts[0].exclude, "fr" in found.notes[0]) == (("**/*.fr.md",), True)
