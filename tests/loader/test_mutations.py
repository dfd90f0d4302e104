"""Whatever stands in a post's metadata: a right value, or one clear error with file and line; never a wrong date."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import presets
from feedtool.dates import Rules
from feedtool.loader import Site, Source
from feedtool.loader.beside import Beside
from feedtool.loader.fields import BY_NAME, OF_ADDRESS
from feedtool.loader.files import posts_of
from tests.conftest import CASES

DATES = [
    row for row in json.loads((CASES / "dates.json").read_text(encoding="utf-8")) if row["via"] in {"text", "json"}
]
WHOLE = {"title": "A title", "tags": ["a", "b"], "author": "Ada", "description": "What it is about", "draft": False}
# Every key that some generator reads, but those of the date of publication, which the tests set.
PUBLISHED = {
    "date",
    *BY_NAME["published"].keys,
    *(key for name in presets.NAMES for key in presets.named(name).keys.get("published", ())),
}
KEYS = sorted({key for field in BY_NAME.values() for key in field.keys} | {key for keys in OF_ADDRESS.values() for key in keys}
              | {key for name in presets.NAMES for keys in presets.named(name).keys.values() for key in keys}
              | {"eleventyExcludeFromCollections", "eleventyComputed", "override:tags", "last_update", "pretty_url", "draft", "hidden", "status", "layout", "params", "build", "cascade", "taxonomies", "extra", "published", "", "é"})  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["true", "no", "2024-13-45", "/x/:year/{y}", "{{ x }}", "https://", "\u0000", "a" * 400]),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
MUTATIONS = st.dictionaries(st.sampled_from([key for key in KEYS if key not in PUBLISHED]), VALUES, max_size=4)
PLAIN = Rules()
PATHS = {"jekyll": "_posts/2024-05-01-a.md", "lektor": "blog/a/contents.lr"}


def read(folder, metadata, *, preset="", rules=PLAIN):
    path = PATHS.get(preset, "posts/a.md")
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{json.dumps(key)}: {json.dumps(value)}\n" for key, value in metadata.items())
    file.write_text(f"---\n{head}---\nText, *marked*.\n", encoding="utf-8")
    source = Source(type="markdown", path=str(folder), preset=preset)
    site = Site(url="https://e.example/blog/", root=str(folder), rules=rules)
    return list(posts_of(source, 0, path, site, Beside(str(folder), str(folder))))


def is_told(problem, path):
    return problem.place.file == path and (problem.place.line or 0) >= 1 and problem.expected and problem.remedy


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("posts")


@pytest.mark.long
@settings(max_examples=1000)
@given(row=st.sampled_from(DATES), mutations=MUTATIONS)
def test_a_date_is_right_or_refused_whatever_else_the_metadata_says(folder, row, mutations):
    zone = ZoneInfo(row.get("default_tz") or "UTC")
    rules = Rules(zone=zone, language=row.get("lang") or "en")
    (one,) = read(folder, WHOLE | mutations | {"date": row["text"]}, rules=rules)
    if one.post is None or one.post.draft:
        assert one.post or all(is_told(problem, "posts/a.md") for problem in one.problems)
        return
    assert one.post.published is not None
    instant, day = one.post.published.astimezone(UTC), one.post.published.astimezone(zone).date().isoformat()
    wanted = [row["expect"], *(row.get("alt") or [])]
    assert day in wanted or any(text.endswith("Z") and instant == datetime.fromisoformat(text) for text in wanted), (
        row,
        one.post.published,
    )


@pytest.mark.long
@settings(max_examples=600)
@given(
    preset=st.sampled_from(["", *presets.NAMES]),
    mutations=MUTATIONS,
    date=st.one_of(VALUES, st.just("2024-05-01T10:00:00Z")),
)
def test_no_metadata_of_any_generator_is_a_traceback(folder, preset, mutations, date):
    path = PATHS.get(preset, "posts/a.md")
    for one in read(folder, WHOLE | mutations | {"date": date}, preset=preset):
        assert one.post or one.passed or one.problems
        assert all(is_told(problem, path) for problem in (*one.problems, *one.warnings))
        assert all(problem.code != "F108" for problem in one.problems), one.problems
