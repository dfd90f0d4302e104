"""Which post each entry of somebody else's feed is: the ids that subscribers have, before there is a lock."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from feedtool import substance
from feedtool.identity import renames
from feedtool.identity.ids import id_of
from feedtool.identity.renames import Claim
from feedtool.model import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedtool.model import Post
    from feedtool.parse import Served

NEVER: Final = datetime(1, 1, 8, tzinfo=UTC)  # of an entry without a date: near to no post's
SAME, PART, ALIKE, OTHER = "same", "part", "alike", "other"  # of a text
SAYS_SO: Final = frozenset({SAME, PART, ALIKE})
FEW: Final = 3  # words that are a text
LEAST: Final = 5  # words that say whose they are
BEGINNING: Final = 12  # words of an excerpt that are looked for
LOOKED_AT: Final = 200  # words, in which they may begin
MOST: Final = 10_000  # pairs of one title that are looked at


class Match(NamedTuple):
    """An entry, the post that it is, and by what that was told: "id", "address", "text", "title and day" ..."""

    line: Line
    post: Post
    by: str


class Told(NamedTuple):
    """What became of a feed's entries."""

    matched: tuple[Match, ...]
    unsure: Mapping[int, Sequence[Line]]  # of the posts, by their places: the entries that each may be
    gone: tuple[Line, ...]  # entries of no post


def tell(
    served: Iterable[Served], posts: Sequence[Post], *, site: str, now: datetime, html_of: Callable[[Post], str]
) -> Told:
    """Which of *posts*, of the *site* at that address, each *served* entry is. *html_of* gives what a reader would see
    of a post; "" where it cannot be read.

    A text, or its beginning, says more than a place, and that more than a title and a day: generators date posts by
    other zones, and by the days of their builds.
    """
    entries = {one.id: one for one in reversed(list(served)) if _may_be(one.id)}
    lines = [_line(one, now) for one in reversed(entries.values())]
    found: dict[int, Line] = {}
    taken: set[str] = set()
    by_id = {line.id: line for line in lines}
    for at, post in enumerate(posts):
        named = [by_id[id_] for id_ in (post.id or "", id_of(post, site)) if id_ in by_id]
        if named and named[0].id not in taken:
            found[at] = named[0]
            taken.add(named[0].id)
    by = dict.fromkeys(found, "id")
    pairs = _Pairs([(line, entries[line.id]) for line in lines if line.id not in taken], posts, html_of)
    # Whose entries keep their ids are known by them alone.
    left = [at for at, post in enumerate(posts) if at not in found and post.source is None]
    signs = {(sign.post, sign.line.id): sign for at in left for sign in pairs.of(at)}
    told = {id_ for (_, id_), sign in signs.items() if sign.text in SAYS_SO}  # entries whose text is some post's
    claims = [claim for sign in signs.values() if (claim := _claim(sign, is_told=sign.line.id in told)) is not None]
    unsure = renames.settle(claims, found, taken)
    by |= {at: signs[at, line.id].by for at, line in found.items() if at not in by}
    return Told(
        tuple(Match(_as_served(line, entries[line.id]), posts[at], by[at]) for at, line in sorted(found.items())),
        {at: lines for at, lines in unsure.items() if at not in found},
        tuple(_as_served(line, entries[line.id]) for line in lines if line.id not in taken),
    )


def _may_be(id_: str) -> bool:
    """Whether a line of the lock can hold an id."""
    return bool(id_) and not any(letter < " " for letter in id_)


class _Sign(NamedTuple):
    """What says that a post is an entry."""

    post: int
    line: Line
    text: str  # "same", "part", "alike", "other"; "" where nobody knows
    is_placed: bool
    is_titled: bool
    is_named: bool
    is_near: bool
    is_same_instant: bool

    @property
    def by(self) -> str:
        """What says most of that, in words."""
        if self.is_placed:
            return "address"
        if self.text in {SAME, PART}:
            return "text"
        if self.is_titled:
            return "title and day" if self.is_near else "title"
        return "day and name" if self.is_named else "most of its text"


def _claim(sign: _Sign, *, is_told: bool) -> Claim | None:
    """What follows from a *sign*. A text that is another's than the entry's says no where it *is_told* which post has
    the entry's; else it may be an excerpt that somebody wrote.
    """
    _, line, text, placed, titled, named, near, same_instant = sign
    weight = (
        30 * (text == SAME) + 15 * (text == PART) + 10 * (text == ALIKE) + 8 * placed + 4 * titled + 3 * named
        + 2 * near + same_instant
    )  # fmt: skip
    if text in SAYS_SO:
        is_sure = text == SAME or placed or titled or named or near
        if text == ALIKE:
            is_sure = placed or (near and (titled or named)) or (titled and named)
        return Claim(weight, is_sure, sign.post, line) if is_sure or titled or near else None
    says_no = text == OTHER and is_told
    undated = line.published == NEVER
    is_sure = placed or (titled and (near or named or undated)) or (named and same_instant)
    if says_no:
        return Claim(weight, False, sign.post, line) if placed else None
    return Claim(weight, is_sure, sign.post, line) if is_sure else None


class _Pairs:
    """Entries, found by what they have in common with a post."""

    def __init__(
        self, entries: Sequence[tuple[Line, Served]], posts: Sequence[Post], html_of: Callable[[Post], str]
    ) -> None:
        self._posts, self._html_of = posts, html_of
        self._tokens: dict[int, list[str]] = {}
        self._said = {line.id: _tokens_of(one) for line, one in entries}
        self._by: dict[object, list[Line]] = defaultdict(list)
        for line, _ in entries:
            for sign in self._signs(line, self._said[line.id]):
                self._by[sign].append(line)
        self._titles = Counter(renames.folded(post.title) for post in posts)

    def _signs(self, line: Line, tokens: Sequence[str]) -> set[object]:
        signs: set[object] = {("place", place_of(link)) for link in line.links}
        signs |= {("name", slug) for link in line.links if (slug := renames.slug_of(link))}
        signs |= {("title", renames.folded(line.title))} if line.title else set()
        if len(tokens) >= LEAST:
            signs |= {("words", tuple(tokens[:LEAST]))}
        return (
            signs
            | {("text", line.text[: substance.LONG]), line.published}
            | {("run", run) for run in substance.runs_of(line.text)}
        )

    def of(self, at: int) -> list[_Sign]:
        """The entries that a post may be."""
        post = self._posts[at]
        title = renames.folded(post.title)
        signs: list[object] = [("place", place_of(post.link)), ("name", renames.slug_of(post.link)), post.published]
        if title and len(self._by.get(("title", title), ())) * self._titles[title] <= MOST:
            signs.append(("title", title))
        tokens = self._tokens[at] = substance.tokens_of(self._html_of(post)) if self._by else []
        words = substance.of_tokens(tokens)
        signs += [("text", words[: substance.LONG])] if words else []
        signs += [("words", tuple(tokens[:LEAST])), *(("run", run) for run in substance.runs_of(words))]
        found = {line.id: line for sign in signs for line in self._by.get(sign, ())}
        made = [self._sign(at, post, line, words) for line in found.values()]
        return [
            one for one in made
            if not renames.is_translation(post, one.line) or one.is_placed or one.text in {SAME, PART}
        ]  # fmt: skip

    def _sign(self, at: int, post: Post, line: Line, words: str) -> _Sign:
        return _Sign(
            at, line, _relation(self._tokens[at], self._said[line.id], words, line.text),
            is_placed=place_of(post.link) in {place_of(link) for link in line.links},
            is_titled=renames.is_titled(post, line), is_named=renames.has_slug(post, line),
            is_near=renames.is_near(post, line), is_same_instant=post.published == line.published,
        )  # fmt: skip


def _tokens_of(one: Served) -> list[str]:
    """The words of an entry, without a title at their head."""
    tokens = substance.tokens_of(one.content or html.escape(one.summary or ""))
    title = substance.tokens_of(html.escape(one.title))
    return tokens[len(title) :] if title and tokens[: len(title)] == title else tokens


def _relation(tokens: Sequence[str], said: Sequence[str], words: str, line_words: str) -> str:
    """Of the words of a post to those that an entry *said*."""
    if list(tokens) == list(said) and len(said) >= FEW:
        return SAME
    if len(said) < LEAST or not tokens:
        return ""
    beginning = list(said[: min(BEGINNING, len(said) - 1)])  # the last word of an excerpt may be half a word
    for start in range(min(LOOKED_AT, len(tokens))):
        if tokens[start] == beginning[0] and list(tokens[start : start + len(beginning)]) == beginning:
            return PART
    return ALIKE if substance.is_alike(words, line_words) else OTHER


def place_of(url: str) -> str:
    """An address but for what changes when a site moves: its host, a suffix, what campaigns append."""
    parts = urlsplit(url)
    path = re.sub(r"(?:/index)?\.(?:x?html?|php|aspx?)$|/$", "", unquote(parts.path))
    query = "" if parts.query.startswith(("utm_", "utm=")) else parts.query
    return f"{path}?{query}" if path or query else url


def _line(one: Served, now: datetime) -> Line:
    """A line to match by."""
    return Line(
        id=one.id, published=one.published or one.updated or NEVER, announced=now, title=one.title,
        language=one.language, links=(one.link,) if one.link else (),
        text=substance.of_words(one.content) if one.content else "",
    )  # fmt: skip


def _as_served(line: Line, one: Served) -> Line:
    """*line* as the lock keeps it; its text is looked at anew when a build makes the entry."""
    later = one.updated if one.updated and one.published and one.updated > one.published else None
    return replace(line, links=(one.link,) if one.link else (), text="", updated=later)
