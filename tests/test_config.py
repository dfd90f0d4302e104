"""A mistake in the configuration is told with its line, what is allowed, and what was meant; all of them at once."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import feedtool
from feedtool import config
from feedtool.config import keys
from feedtool.config.addresses import addresses_of
from feedtool.pinger import Limit, Profile

SITE = '[site]\ntitle = "T"\nurl = "https://e.example/"\n'
SOURCE = '[[sources]]\ntype = "markdown"\npath = "."\n'
HUB = '[[hubs]]\nurl = "https://hub.example/ping"\n'
CLOUD = HUB + 'notifier = "rsscloud"\n'
SCHEMA = Path(feedtool.__file__).parent / "data" / "config.schema.json"


def problems(tmp_path, text):
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(config.ConfigError) as why:
        config.load(str(file))
    return why.value


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param(SITE.replace("title", "titel") + SOURCE, 2, 'did you mean "title"?', id="a misspelt key"),
        pytest.param(SITE + '[ouput]\npath = "x"\n' + SOURCE, 4, 'did you mean "output"?', id="a misspelt table"),
        pytest.param(SITE.replace('"T"', "5") + SOURCE, 2, "site.title is 5, expected text", id="a number for text"),
        pytest.param(SITE.replace('"T"', '""') + SOURCE, 2, 'site.title is "", expected text', id="an empty title"),
        pytest.param('[site]\ntitle = "T"\n' + SOURCE, 1, "site.url is missing", id="a missing key"),
        pytest.param(SITE, 1, "at least one [[sources]]", id="no source"),
        pytest.param(SITE.replace("https://", "") + SOURCE, 3, "must begin with https://", id="a relative site.url"),
        pytest.param(SITE.replace("https://e.example/", "") + SOURCE, 3, "where the site lives", id="what init left empty"),
        pytest.param(SITE + 'language = "english language"\n' + SOURCE, 4, "a language tag", id="no language tag"),
        pytest.param(SITE + 'timezone = "Europe/Viena"\n' + SOURCE, 4, 'did you mean "Europe/Vienna"?', id="no time zone"),
        pytest.param(SITE + 'default_time = "25:00"\n' + SOURCE, 4, "a time of day", id="no time of day"),
        pytest.param(SITE + 'date_order = "dym"\n' + SOURCE, 4, 'one of "dmy", "mdy", "ymd"', id="no date order"),
        pytest.param(SITE + 'authors = ["Ada"]\n' + SOURCE, 4, "a list of tables", id="authors as texts"),
        pytest.param(SITE + 'authors = [{ name = "Ada", mail = "a@e.example" }]\n' + SOURCE, 4, 'did you mean "email"?', id="an author's misspelt key"),
        pytest.param(SITE + 'authors = [{ name = "Ada", email = "ada" }]\n' + SOURCE, 4, "an e-mail address", id="no e-mail address"),
        pytest.param(SITE + SOURCE + 'url = "/{yaer}/"\n', 7, 'did you mean "year"?', id="an unknown placeholder"),
        pytest.param(SITE + SOURCE + 'include = "**/*.md"\n', 7, "a list of texts", id="a text for a list"),
        pytest.param(SITE + SOURCE + '[sources.map]\nupdate = "revised"\n', 7, 'did you mean "updated"?', id="no field of a post"),
        pytest.param(SITE + SOURCE + SOURCE.replace('"."', "7"), 9, "sources.path is 7", id="the second source"),
        pytest.param(SITE + SOURCE + '[output]\nformats = ["rss", "atm"]\n', 8, 'did you mean "atom"?', id="an unknown format"),
        pytest.param(SITE + SOURCE + "[output]\nlimit = -1\n", 8, "0 or more", id="a negative limit"),
        pytest.param(SITE + SOURCE + "[output]\nlimit = true\n", 8, "a whole number", id="true for a number"),
        pytest.param(SITE + SOURCE + 'clean = "no"\n', 7, "true or false", id="text for true or false"),
        pytest.param(SITE + SOURCE + '[output]\nfiles = { rss = "../rss.xml" }\n', 8, "stays in its folder", id="a path that climbs out"),
        pytest.param(SITE + SOURCE + '[output]\nfiles = { rss = "feed.json" }\n', 8, '"feeds/feed.json" twice', id="two formats in one file"),
        pytest.param(SITE + SOURCE + '[output]\nfiles = { rss = "feed.xml", atom = "./Feed.xml" }\n', 8, "in the way of feeds/feed.xml", id="one file by two names"),
        pytest.param(SITE + SOURCE + '[output]\nfiles = { rss = "feed", atom = "feed/atom.xml" }\n', 8, "in the way of feeds/feed", id="a file that is a folder"),
        pytest.param(SITE + SOURCE + '[output]\nalso = ["feeds/rss.xml"]\n', 8, '"feeds/rss.xml" twice', id="a further file that is there already"),
        pytest.param(SITE + SOURCE + '[output]\nformats = ["json"]\nalso = ["old/rss.xml"]\n', 9, "a format that is written: json", id="a further file of no format"),
        pytest.param(SITE + SOURCE + '[output]\npath = "."\nfiles = { rss = "config.toml" }\n', 9, "in the way of this file", id="the configuration as a feed"),
        pytest.param(SITE + SOURCE + '[output]\nfiles = { rss = "a.md" }\n', 8, "not of a post", id="a post as a feed"),
        pytest.param(SITE + SOURCE + '[output]\nurl = "http://[bad"\n', 8, "an address", id="no address of a folder"),
        pytest.param(SITE + SOURCE + '[output]\nurl = "/feeds/?x"\n', 8, "the address of a folder", id="a query behind a folder"),
        pytest.param(SITE + SOURCE + '[output]\nurl = "ftp://e.example/"\n', 8, "https:// or http://", id="an address of no web"),
        pytest.param(SITE + 'image = "https://exa mple/"\n' + SOURCE, 4, "an address", id="no address of an image"),
        pytest.param(SITE + 'authors = [{ name = "Ada", url = "http://[" }]\n' + SOURCE, 4, "an address", id="no address of an author"),
        pytest.param(SITE + SOURCE + 'url = "http://["\n', 7, "an address", id="a rule that makes none"),
        pytest.param(SITE + SOURCE + 'include = ["[z-a].md"]\n', 7, "globs", id="a glob that is none"),
        pytest.param(SITE.replace('"T"', '"T\\u0007"') + SOURCE, 2, "control characters", id="a control character"),
        pytest.param(SITE + SOURCE + '[output]\ncontent = "part"\n', 8, 'one of "full", "summary"', id="no kind of content"),
        pytest.param(SITE + SOURCE + '[websub]\nhubs = ["hub"]\n', 8, "an absolute address", id="a relative hub"),
        pytest.param(SITE + SOURCE + "[[hubs]]\nrate = 5\n", 7, "hubs.url is missing", id="a hub without an address"),
        pytest.param(SITE + SOURCE + HUB + "rate = -1\n", 9, "a number, 0 or more", id="a negative rate"),
        pytest.param(SITE + SOURCE + HUB + "rate = true\n", 9, "a number, 0 or more", id="true for a rate"),
        pytest.param(SITE + SOURCE + HUB + "rate = nan\n", 9, "a number, 0 or more", id="a rate that is no number"),
        pytest.param(SITE + SOURCE + HUB + "burst = 0\n", 9, "1 or more", id="a burst of none"),
        pytest.param(SITE + SOURCE + HUB + 'fields = ["topic"]\n', 9, "some of hub.url, hub.topic", id="no field of the form"),
        pytest.param(SITE + SOURCE + HUB + 'notifier = "rsscluod"\n', 9, 'did you mean "rsscloud"?', id="a misspelt notifier"),
        pytest.param(SITE + SOURCE + HUB + 'notifier = "pigeons"\n', 9, "install the package that brings it", id="a notifier that is not there"),
        pytest.param(SITE + SOURCE + HUB + HUB, 10, "each hub once", id="a hub twice"),
        pytest.param(SITE + SOURCE + CLOUD + CLOUD.replace("hub.", "other."), 12, "RSS has room for one", id="two servers of rssCloud"),
        pytest.param(SITE + SOURCE + CLOUD + '[output]\nformats = ["atom"]\n', 9, "add rss", id="rssCloud without RSS"),
        pytest.param("site = 3\n" + SOURCE, 1, "a table [site]", id="a number for a table"),
        pytest.param(SITE + "[sources]\ntype = 1\n", 5, "sources.type is 1", id="one bracket for sources"),
        pytest.param(SITE + "title = \n" + SOURCE, 4, "C001", id="no TOML"),
        pytest.param(SITE + "image = false\n" + SOURCE, 4, "site.image is False, expected text", id="false for an image"),
        pytest.param(SITE + "image = {}\n" + SOURCE, 4, "expected text", id="a table for an image"),
        pytest.param(SITE + "authors = [{ name = 5 }]\n" + SOURCE, 4, "text in name", id="a number for a name"),
        pytest.param(SITE + 'authors = [{ name = "A", url = false }]\n' + SOURCE, 4, "text in url", id="false for an address"),
        pytest.param(SITE + 'default_time = "0٩:00"\n' + SOURCE, 4, "a time of day", id="digits of another script"),
        pytest.param(SITE + f"x = {'9' * 5000}\n" + SOURCE, 8, "C001", id="a number of 5,000 digits"),
        pytest.param(SITE + SOURCE + 'url = "/{path"\n', 7, "a closed brace", id="a brace that is open"),
        pytest.param(SITE + SOURCE + '[websub]\nhubs = "https://hub.example/"\n', 8, '["https://hub.example.net/"]', id="one hub for a list"),
        pytest.param(SITE + f"title2 = 0x{'f' * 5000}\n" + SOURCE.replace('"."', f"0x{'f' * 5000}"), 7, "a number with thousands of digits", id="a number that nobody can write out"),
        pytest.param(SITE + SOURCE + f"[output]\nlimit = 0x{'f' * 5000}\n", 8, "a whole number", id="more than there is"),
        pytest.param(SITE + SOURCE + f"preset = {'[' * 200}{']' * 200}\n", 7, "one of", id="lists in lists for a word"),
        pytest.param(SITE + 'authors = [{ name = "A", email = false }]\n' + SOURCE, 4, "text in email", id="false for an e-mail address"),
        pytest.param(SITE + SOURCE + 'url = "/path}"\n', 7, "a closed brace", id="a brace that was never open"),
        pytest.param(SITE + SOURCE + '[output]\nalso = "old/rss.xml"\n', 8, 'write it like ["old/rss.xml"]', id="one further file for a list"),
        pytest.param(SITE + SOURCE + '[output]\nformats = "rss"\n', 8, 'write it like ["rss", "atom", "json"]', id="one format for a list"),
        pytest.param(SITE + SOURCE + '[warnings]\nignore = "F113"\n', 8, 'write it like ["F113"]', id="one code for a list"),
        pytest.param(SITE + SOURCE + '[warnings]\nignore = ["F11"]\n', 8, 'write them like ["F113"]', id="a part of a code"),
        pytest.param(SITE + SOURCE + '[warnings]\nignore = ["Z113"]\n', 8, 'did you mean "F113"?', id="a code that is none"),
        pytest.param(SITE + SOURCE.replace('"markdown"', '"markdwn"'), 5, 'did you mean "markdown"?', id="a misspelt kind of source"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, text, line, says):
    error = problems(tmp_path, text)
    assert says in str(error)
    assert line in {problem.place.line for problem in error.problems}
    assert f"config.toml:{line}" in str(error) if line else "config.toml:" in str(error)


def test_a_hub_is_as_it_says_wherever_it_is_named(tmp_path):
    (tmp_path / "config.toml").write_text(
        SITE + SOURCE + '[websub]\nhubs = ["https://a.example/", "https://hub.example/ping"]\n'
        + HUB + 'rate = 0.5\nfields = ["hub.topic"]\n' + CLOUD + 'register = "/register?x=1"\n'
        + '[[hubs]]\nurl = "https://pubsubhubbub.appspot.com/"\nburst = 3\n'
    )  # fmt: skip
    found = config.load(str(tmp_path / "config.toml"))
    assert found.websub == ("https://a.example/", "https://hub.example/ping", "https://pubsubhubbub.appspot.com/")
    assert found.cloud == "https://hub.example/register?x=1"
    assert found.profiles == {
        "https://hub.example/ping": Profile(Limit(rate=0.5, burst=20), ("hub.topic",)),
        "https://pubsubhubbub.appspot.com/": Profile(Limit(rate=0.5, burst=3)),
    }


def test_all_mistakes_are_told_at_once(tmp_path):
    error = problems(tmp_path, '[site]\ntitel = "T"\nlanguage = 7\n[output]\nlimit = "x"\n')
    assert [problem.code for problem in error.problems] == ["C002", "C004", "C004", "C003", "C004", "C003"]


def test_a_kind_and_a_place_that_are_not_there_are_told_with_the_rest(tmp_path):
    wrong = '[[sources]]\ntype = "markdwn"\npath = "nowhere"\n[output]\nfiles = { rss = "feed.json" }\n'
    error = problems(tmp_path, SITE + 'titel = "T"\n' + wrong)
    told = [(problem.code, problem.place.line) for problem in error.problems]
    assert told == [("C002", 4), ("C011", 6), ("C010", 7), ("C003", 9)]


@pytest.mark.parametrize(
    ("link", "target", "output"),
    [
        ("feeds/atom.xml", "rss.xml", ""),
        ("old", "feeds", 'files = { rss = "x.xml", atom = "feed.xml" }\nalso = ["old/feed.xml"]\n'),
        ("feeds/rss.xml", "../config.toml", ""),
    ],
)
def test_a_link_does_not_make_one_file_of_two_formats(tmp_path, link, target, output):
    (tmp_path / "feeds").mkdir()
    (tmp_path / link).symlink_to(target)
    assert "a symbolic link makes the same file" in str(problems(tmp_path, SITE + SOURCE + "[output]\n" + output))


def test_brackets_without_end_are_no_traceback(tmp_path):
    assert "C001" in str(problems(tmp_path, SITE + SOURCE + f"include = {'[' * 3000}{']' * 3000}\n"))


def test_defaults_are_those_of_the_reference(tmp_path):
    (tmp_path / "config.toml").write_text(SITE.replace(".example/", ".example/blog") + SOURCE)
    loaded = config.load(str(tmp_path / "config.toml"))
    assert loaded.header.url == "https://e.example/blog/"
    assert loaded.output.url == "https://e.example/blog/feeds/"
    assert loaded.output.path == str(tmp_path / "feeds")
    assert loaded.output.files == {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
    assert (loaded.output.limit, loaded.output.content, loaded.header.language) == (20, "full", "en")


def test_addresses_begin_below_the_site_and_are_written_as_addresses(tmp_path):
    more = 'image = "/logo.png"\nauthors = [{ name = "Ada", url = "/ada" }]\n'
    output = '[output]\nurl = "/fëeds"\nfiles = { rss = "my feeds/ü.xml" }\n'
    (tmp_path / "config.toml").write_text(SITE.replace(".example/", ".example/blog") + more + SOURCE + output)
    loaded = config.load(str(tmp_path / "config.toml"))
    assert loaded.header.image == "https://e.example/blog/logo.png"
    assert loaded.site.authors[0].url == "https://e.example/blog/ada"
    assert addresses_of(loaded)[0].url == "https://e.example/blog/f%C3%ABeds/my%20feeds/%C3%BC.xml"


@pytest.mark.parametrize("written", ["[[source]]", "[[soruces]]", "[sources]"])
def test_a_misspelt_sources_is_still_ours(tmp_path, written):
    (tmp_path / "config.toml").write_text(SITE + SOURCE.replace("[[sources]]", written))
    assert config.find(str(tmp_path)) == str(tmp_path / "config.toml")
    assert 'did you mean "sources"?' in str(problems(tmp_path, SITE + SOURCE.replace("sources", "source")))


@pytest.mark.parametrize(
    "text",
    [
        'base_url = "https://zola.example"\n',
        'baseURL = "https://hugo.example"\n[services.rss]\nlimit = 10\n',
        '[site]\nname = "somebody\'s"\n[source]\nfolder = "src"\n',
        'sources = ["src"]\n',
        '[sources]\nsrc = "https://e.example/"\n',
    ],
)
def test_a_config_toml_of_another_tool_is_not_ours(tmp_path, text):
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(config.ConfigError, match="another tool's"):
        config.find(str(tmp_path))
    (tmp_path / "feedtool.toml").write_text(SITE + SOURCE)
    assert config.find(str(tmp_path)) == str(tmp_path / "feedtool.toml")


def test_the_schema_in_the_package_is_made_from_the_table(pytestconfig):
    text = json.dumps(keys.schema(), indent=2, ensure_ascii=False) + "\n"
    if pytestconfig.getoption("regen"):
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text


@pytest.mark.long
def test_the_schema_takes_what_we_take_and_refuses_what_we_refuse():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    good = {"site": {"title": "T", "url": "https://e.example/"}, "sources": [{"type": "markdown", "path": "."}]}
    jsonschema.validate(good, schema)
    for wrong in ({**good, "ouput": {}}, {"site": good["site"]}, {**good, "output": {"formats": ["atm"]}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
