"""Every key of the configuration, in one table: its kind, its default, and what it is for.

The reader, the JSON Schema and the page in the reference are all made from it.
"""

from __future__ import annotations

from datetime import UTC, time
from typing import Any, Final, NamedTuple

from feedtool.builder import FORMATS
from feedtool.config import kinds
from feedtool.filters import Filter
from feedtool.pinger import WEBSUB
from feedtool.presets import DEFAULT_RULE
from feedtool.presets import NAMES as PRESETS

REQUIRED: Final = object()
FILES: Final = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


class Key(NamedTuple):
    """One key: `default` is the value when it is not there, `shown` how the reference writes that."""

    name: str
    kind: kinds.Kind
    text: str
    default: Any = None
    shown: str = ""


class Table(NamedTuple):
    """One table; several of it stand in double brackets."""

    name: str
    text: str
    keys: tuple[Key, ...]
    is_list: bool = False
    is_needed: bool = False


TABLES: Final = (
    Table("site", "The site that the feeds are of.", (
        Key("title", kinds.FILLED, "The title of the site and of its feeds.", REQUIRED),
        Key("url", kinds.FOLDER_ADDRESS, "Where the site lives: an absolute address, a folder.", REQUIRED),
        Key("description", kinds.TEXT, "What the site is about, in a sentence.", "", "the title"),
        Key("language", kinds.LANGUAGE, "The language of the site (BCP 47).", "en", '"en"'),
        Key("timezone", kinds.ZONE, "The time zone of times that name none: an IANA name.", UTC, '"UTC"'),
        Key("default_time", kinds.TIME, "The time of dates without one, in that zone.", time(), '"00:00"'),
        Key("date_order", kinds.one_of("", "dmy", "mdy", "ymd"),
            "What 01/02/2026 means; without it such a date is refused.", "", '""'),
        Key("rights", kinds.TEXT, "Who holds the rights in the feed.", "", "none"),
        Key("image", kinds.ADDRESS, "The address of the site's logo.", "", "none"),
        Key("authors", kinds.PEOPLE,
            "Who wrote the posts that name nobody: tables with name, email and url.", (), "none"),
    )),
    Table("sources", "Where posts come from; one table for each place, at least one.", (
        Key("type", kinds.FILLED,
            "Its kind: `markdown`, `rst`, `html`, `text`, `feed`, or one that a package brings.", REQUIRED),
        Key("path", kinds.FILLED,
            "A folder or a file, relative to this file; of the type `feed` an address, too.", REQUIRED),
        Key("include", kinds.GLOBS,
            "Globs of the files that are posts, below the folder; `**` is any number of folders.",
            (), "what the type reads"),
        Key("exclude", kinds.GLOBS,
            "Globs of files and folders that are not. Dot folders, node_modules and what feedtool wrote never are.",
            (), "none"),
        Key("preset", kinds.one_of("", *PRESETS),
            "The conventions of the generator that the posts were written for.", "", "none"),
        Key("url", kinds.RULE, "Where a post lives that does not say so itself.", "",
            f'the preset\'s rule, else "{DEFAULT_RULE}"'),
        Key("built", kinds.FILLED,
            "A folder of built pages: bodies are taken from the page of each post, metadata from its source.",
            None, "none"),
        Key("undated", kinds.one_of("", "git", "mtime"),
            "What dates a post that does not say: `git`, its file's first commit, renames followed; `mtime`, the "
            "time of its file, which no clone keeps.", "", "nothing, the post is refused"),
        Key("excerpt_separator", kinds.TEXT,
            "The text in a post's body where its summary ends; a post may have a key of that name, too.", "",
            "HTML comments such as `<!-- more -->`"),
        Key("clean", kinds.FLAG, "Whether the HTML of its posts is sanitised.", True, "true"),
        Key("map", kinds.RENAMES,
            'This site\'s own names for a post\'s fields, such as `updated = "revised_on"`.', {}, "none"),
        Key("filter", kinds.FILTER, "Which of its posts are taken at all, as in `[[feeds]]`.", Filter(), "all"),
        Key("limit", kinds.COUNT,
            "How many of its posts are taken at most, the newest; of several feeds, of each. 0: all.", 0, "0"),
        Key("max_age", kinds.AGE, 'How old its posts may be, such as `"1y"`.', None, "any"),
    ), is_list=True, is_needed=True),
    Table("output", "The feeds that are written.", (
        Key("path", kinds.FILLED, "The folder that they are written to, relative to this file.", "feeds", '"feeds"'),
        Key("url", kinds.FOLDER, "Where readers will find that folder.", "/feeds/", '"/feeds/"'),
        Key("formats", kinds.some_of(tuple(FORMATS)),
            "Which formats are written.", tuple(FORMATS), '["rss", "atom", "json"]'),
        Key("files", kinds.table_of(tuple(FORMATS)),
            "The name of each format's file: change them to keep the addresses that subscribers have.",
            {}, '{ rss = "rss.xml", atom = "atom.xml", json = "feed.json" }'),
        Key("limit", kinds.COUNT, "How many entries a feed has; 0: all.", 20, "20"),
        Key("content", kinds.one_of("full", "summary"),
            "Whether entries hold the whole post or its summary only.", "full", '"full"'),
        Key("clean", kinds.FLAG, "Whether the HTML of entries is sanitised.", True, "true"),
        Key("max_bytes", kinds.COUNT,
            "How long a document may be: its oldest entries leave until it fits; 0: no bound.", 0, "0"),
        Key("take_over", kinds.FLAG, "Whether a file that feedtool did not write may be replaced.", False, "false"),
        Key("also", kinds.PATHS, "Further files that the main feed is written to, relative to this file.", (), "none"),
    )),
    Table("feeds", "A feed beside `main`, which is there, and which a table of that name changes; with `per` one for "
          "each value.", (
        Key("name", kinds.FILLED, "Its name, by which it is known for ever.", "", "required, unless there is `per`"),
        Key("per", kinds.FILLED, "What to make a feed for each of: `tag`, `category`, `author`, `section`, `language`, "
            "`year`, or a key of the posts' metadata.", "", "none"),
        Key("min", kinds.POSITIVE, "How many posts a value needs to get a feed.", 1, "1"),
        Key("filter", kinds.FILTER,
            'Which posts it takes, such as `{ tag = ["news", "events"], language = "de" }`.', Filter(), "all"),
        Key("limit", kinds.COUNT, "How many entries it has; 0: all.", None, "that of `[output]`"),
        Key("archive", kinds.COUNT, "How many entries each document of its archive has; 0: it has none. A feed with "
            "`max_age` never has one.", None, "`size` of `[archive]`"),
        Key("max_age", kinds.AGE, "How old its entries may be: days, weeks, months of 30 days, years of 365, such as "
            '`"90d"`.', None, "any"),
        Key("title", kinds.FILLED, "Its title; `{value}` is the value of `per`.", "",
            "its name, or value, and the site's title"),
        Key("description", kinds.TEXT, "What it is about.", "", "the title"),
        Key("language", kinds.LANGUAGE, "Its language (BCP 47).", "",
            'the site\'s, or the value of `per = "language"`'),
        Key("formats", kinds.some_of(tuple(FORMATS)), "Which formats are written.", (), "those of `[output]`"),
        Key("path", kinds.BELOW, "Its folder, below that of `[output]`; `{name}` is a safe name of the value of `per`, "
            "`{slug}` the generator's own in addresses.", "",
            "its name; for each value, in `tags/`, `categories/`, `authors/`, `sections/`, `languages/`, `years/`"),
        Key("files", kinds.table_of(tuple(FORMATS)), "The name of each format's file; `{slug}` as in `path`.", {},
            "those of `[output]`"),
        Key("hubs", kinds.WEB_ADDRESSES, "Its hubs.", None, "those of `[websub]` and `[[hubs]]`"),
    ), is_list=True),
    Table("archive", "Where entries are that a feed has no room for (RFC 5005): in documents that the feed leads to.", (
        Key("size", kinds.COUNT, "How many entries a document has; 0: there are none. A feed has `limit` entries, and "
            "more until `size` of them fill one.", 0, "0"),
    )),
    Table("warnings", "What is told of posts that are in the feeds all the same.", (
        Key("ignore", kinds.CODES, "The codes of warnings that are not to be told, such as F113.", (), "none"),
    )),
    Table("guard", "What a build may not do to subscribers.", (
        Key("old", kinds.COUNT,
            "How many posts that are older than what a feed has may come into it as new, at one build.", 3, "3"),
    )),
    Table("websub", "Hubs that tell subscribers of changes.", (
        Key("hubs", kinds.WEB_ADDRESSES, "The hubs that feeds name.", (), "none"),
    )),
    Table("hubs", "One hub, where its address in `[websub]` does not say enough, or a server of another protocol.", (
        Key("url", kinds.WEB_ADDRESS, "Where it is told of changes.", REQUIRED),
        Key("notifier", kinds.FILLED, "How: `websub`, `rsscloud`, or one that a package brings.", WEBSUB, '"websub"'),
        Key("rate", kinds.RATE, "How often a second it is told something; 0: as often as it goes.",
            None, "what is known of it, else 5"),
        Key("burst", kinds.POSITIVE, "How often at once, before that.", None, "what is known of it, else 20"),
        Key("fields", kinds.some_of(("hub.url", "hub.topic")),
            "Of WebSub's form those that hold the topic.", None, "what is known of it, else both"),
        Key("register", kinds.ADDRESS, "Of an rssCloud server where readers register, below `url`.",
            "/pleaseNotify", '"/pleaseNotify"'),
    ), is_list=True),
)  # fmt: skip


def schema() -> dict[str, Any]:
    """The JSON Schema of the configuration, for editors."""
    properties = {}
    for table in TABLES:
        one = {
            "type": "object",
            "description": table.text,
            "properties": {key.name: {**key.kind.schema, "description": _described(key)} for key in table.keys},
            "required": [key.name for key in table.keys if key.default is REQUIRED],
            "additionalProperties": False,
        }
        least = {"minItems": 1} if table.is_needed else {}
        properties[table.name] = {"type": "array", "items": one, **least} if table.is_list else one
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "feedtool",
        "type": "object",
        "properties": properties,
        "required": ["site", "sources"],
        "additionalProperties": False,
    }


def _described(key: Key) -> str:
    return f"{key.text} Required." if key.default is REQUIRED else f"{key.text} Default: {key.shown}."
