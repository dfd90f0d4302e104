"""Which entry that was announced a post is, wherever it was moved: by its address, its file, and what it says."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from feedtool import substance
from feedtool.model import FROM_FEED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from feedtool.model import Line, Post

NEAR: Final = timedelta(hours=36)  # another zone, another notion of a day's hour
A_DAY: Final = (timedelta(hours=22, minutes=30), timedelta(hours=25, minutes=30))  # with a clock put forward or back
MOSTLY: Final = 0.75  # of a text that is another's, whatever its place
NO_SLUG: Final = frozenset({"", "index", "post"})


class Claim(NamedTuple):
    """That a post is the entry of a line: how much says so, and whether that is enough."""

    weight: float
    is_sure: bool
    post: int
    line: Line


class Matched(NamedTuple):
    """The lines of posts, by the posts' places; and those of whom one of several lines may be meant."""

    lines: Mapping[int, Line]
    unsure: Mapping[int, Sequence[Line]]


def match(
    posts: Sequence[Post], explicit: Mapping[int, Line], lines: Iterable[Line], kept: Collection[str],
    words: Callable[[Post], str],
) -> Matched:  # fmt: skip
    """Which of *lines* each of *posts* is; *explicit* are those that their authors name. A line whose source is *kept*,
    the file of a post that cannot be read now, is no other's. *words* gives the words' digest of a post.
    """
    found: dict[int, Line] = {}
    taken: set[str] = set()
    lines = [line for line in lines if line.source.partition("#")[0] not in kept]
    places = _Places(lines)
    # The same text in the same place: nearly all posts of nearly every build.
    settle([one for at, post in enumerate(posts) for one in places.unchanged(at, post)], found, taken)
    for at, line in explicit.items():
        if at not in found and line.id not in taken:
            found[at] = line
            taken.add(line.id)
    left = [line for line in lines if line.id not in taken]
    waiting = [(at, post) for at, post in enumerate(posts) if at not in found]
    if not left or not waiting:
        return Matched(found, {})
    places = _Places(left)
    placed = [one for at, post in waiting for one in places.claims(at, post)]
    is_plain = len({claim.line.id for claim in placed}) == len(placed) == len(waiting)
    is_plain = is_plain and all(_is_at_home(posts[claim.post], claim.line) for claim in placed)
    texts = _Texts(left, None if is_plain else words)
    claims = [one for at, post in waiting for one in texts.claims(at, post)]
    claims += [one._replace(is_sure=not texts.doubts(posts[one.post], one)) for one in placed]
    return Matched(found, settle(best(claims), found, taken))


def _is_at_home(post: Post, line: Line) -> bool:
    """Whether more than an address says that a post is the one that was there."""
    return is_near(post, line) or line.source == source_of(post)


def source_of(post: Post) -> str:
    """The file of a post, and which post in it; of a feed's entry that it is one: it has no place in its feed."""
    if post.source is not None:
        return FROM_FEED + post.file
    return f"{post.file}#{post.body.part}" if post.body.part else post.file


class _Places:
    """Lines by where their posts were."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._by_link: dict[str, list[Line]] = defaultdict(list)
        self._by_source: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            for link in line.links:
                self._by_link[link].append(line)
            self._by_source[line.source].append(line)

    def _at(self, post: Post) -> list[Line]:
        here, there = self._by_link.get(post.link, ()), self._by_source.get(source_of(post), ())
        return list({line.id: line for line in (*here, *there)}.values())

    def unchanged(self, at: int, post: Post) -> list[Claim]:
        """Where the same text was."""
        return [Claim(_weight(post, line), True, at, line) for line in self._at(post) if _has_same_text(post, line)]

    def claims(self, at: int, post: Post) -> list[Claim]:
        """By the address, which is what subscribers see of a place; by the file where the post in it is the same in
        one way or another.
        """
        return [
            Claim(_weight(post, line), True, at, line)
            for line in self._at(post)
            if not is_translation(post, line)
            and (post.link in line.links or is_titled(post, line) or is_near(post, line))
        ]


class _Texts:
    """Lines by what their posts said, and when."""

    def __init__(self, lines: Iterable[Line], words: Callable[[Post], str] | None) -> None:
        self._by_sign: dict[object, list[Line]] = defaultdict(list)
        self._has_words, self._words = False, words
        self._known: dict[int, str] = {}  # the words of posts
        for line in lines:
            days = {one.toordinal() + near for one in dates_of(line) for near in range(-2, 3)}
            slugs = {slug_of(link) for link in line.links} - {""}
            signs: set[object] = {line.raw, line.text[: substance.LONG], *dates_of(line)} - {"", substance.NO_WORDS}
            signs |= {(day, sign) for day in days for sign in (folded(line.title), *slugs) if sign}
            signs |= {("run", run) for run in substance.runs_of(line.text)} if words else set()
            for sign in signs:
                self._by_sign[sign].append(line)
            self._has_words |= bool(line.text)

    def claims(self, at: int, post: Post) -> list[Claim]:
        """By what it says, and when it was published: a text that stands elsewhere now."""
        if self._words is None:  # each has its place: only what stands there letter for letter says otherwise
            same = self._by_sign.get(post.raw, ()) if post.raw else ()
            return [one for line in same if (one := _claim(at, post, line, "")) is not None]
        words = self._known[at] = self._words(post) if self._has_words else ""
        day = post.published.toordinal() if post.published else 0
        signs = (
            post.raw, words[: substance.LONG], post.published, (day, folded(post.title)), (day, slug_of(post.link)),
            *(("run", run) for run in substance.runs_of(words)),
        )  # fmt: skip
        near = {line.id: line for sign in signs if sign for line in self._by_sign.get(sign, ())}
        return [one for line in near.values() if (one := _claim(at, post, line, words)) is not None]

    def doubts(self, post: Post, claim: Claim) -> bool:
        """Whether a text says that a post took the place of the entry that was there: it is not that one's, and it is
        another's, or nothing but the address says so.
        """
        words, line = self._known.get(claim.post, ""), claim.line
        if not words or not line.text or substance.is_same(words, line.text) or substance.is_alike(words, line.text):
            return False
        others = {one.id: one for run in substance.runs_of(words) for one in self._by_sign.get(("run", run), ())}
        moved = any(
            one.id != line.id and (is_titled(post, one) or has_slug(post, one))
            and substance.is_alike(words, one.text, least=MOSTLY)
            for one in others.values()
        )  # fmt: skip
        return moved or not _is_at_home(post, line)


def folded(title: str) -> str:
    """*title* as titles are compared."""
    return substance.folded(title).casefold()


def is_titled(post: Post, line: Line) -> bool:
    """Whether a post has the line's title."""
    return bool(post.title) and folded(post.title) == folded(line.title)


def dates_of(line: Line) -> list[datetime]:
    return [one for one in (line.published, line.dated) if one is not None]


def is_near(post: Post, line: Line) -> bool:
    """Whether a post is of the line's day, whatever the zone; the next day's at the same hour is another."""
    apart = [abs(post.published - one) for one in dates_of(line)] if post.published is not None else []
    return any(one <= NEAR and not A_DAY[0] <= one <= A_DAY[1] for one in apart)


def _has_same_text(post: Post, line: Line) -> bool:
    return bool(post.raw) and post.raw == line.raw


def is_translation(post: Post, line: Line) -> bool:
    """Whether a post is in another language than the entry, which makes it a post of its own."""
    ours, theirs = ((one or "").lower().partition("-")[0] for one in (post.language, line.language))
    return bool(ours and theirs) and ours != theirs


def has_slug(post: Post, line: Line) -> bool:
    """Whether the last part of a post's address was one of the line's."""
    slug = slug_of(post.link)
    return bool(slug) and any(slug_of(link) == slug for link in line.links)


def slug_of(link: str) -> str:
    name = unquote(urlsplit(link).path.rstrip("/").rpartition("/")[2]).rpartition(".")
    slug = (name[0] or name[2]).casefold()
    return "" if slug in NO_SLUG else slug


def _weight(post: Post, line: Line) -> float:
    """How much says that a post is an entry, but for its words: a text outweighs a place."""
    return (
        7 * (post.link in line.links) + (line.links[-1:] == (post.link,)) + 6 * (line.source == source_of(post))
        + 20 * _has_same_text(post, line) + 2 * is_titled(post, line) + is_near(post, line)
        + (post.published in dates_of(line))
    )  # fmt: skip


def _claim(at: int, post: Post, line: Line, words: str) -> Claim | None:
    if is_translation(post, line):
        return None
    titled, near, is_same_instant = is_titled(post, line), is_near(post, line), post.published in dates_of(line)
    named = has_slug(post, line)
    weight = _weight(post, line) + named
    if _has_same_text(post, line):
        return Claim(weight, near or named, at, line)
    if substance.is_same(words, line.text):
        return Claim(weight + 16, near, at, line) if titled or near or named else None
    if not words or not line.text:  # of what no feed had when it was announced nobody knows the words
        return Claim(weight, True, at, line) if (near and titled) or (is_same_instant and named) else None
    if substance.is_alike(words, line.text):
        # One that says the same at any time, or that was dated anew.
        is_claim, is_sure = near or (titled and named), near and (is_same_instant or titled or named)
        return Claim(weight + 12, is_sure, at, line) if is_claim else None
    return Claim(weight, False, at, line) if titled and near else None


def best(claims: Iterable[Claim]) -> list[Claim]:
    """Of several that a post is an entry, by its place and by its text, the one that says most."""
    best: dict[tuple[int, str], Claim] = {}
    for claim in claims:
        known = best.get((claim.post, claim.line.id))
        if known is None:
            best[claim.post, claim.line.id] = claim
        else:
            best[claim.post, claim.line.id] = max(known, claim, key=lambda one: (one.is_sure, one.weight))._replace(
                weight=max(known.weight, claim.weight)
            )
    return list(best.values())


def settle(claims: Sequence[Claim], found: dict[int, Line], taken: set[str]) -> dict[int, Sequence[Line]]:
    """Give each post the line that most says it has; who has no sure one, or two that say as much, is asked about."""
    of_post: dict[tuple[int, bool, float], set[str]] = defaultdict(set)
    of_line: dict[tuple[str, bool, float], set[int]] = defaultdict(set)
    for claim in claims:
        of_post[claim.post, claim.is_sure, claim.weight].add(claim.line.id)
        of_line[claim.line.id, claim.is_sure, claim.weight].add(claim.post)
    unsure: dict[int, list[Line]] = {}
    for claim in sorted(claims, key=lambda one: (not one.is_sure, -one.weight, one.post, one.line.id)):
        if claim.post in found or claim.line.id in taken:
            continue
        lines = [one for one in of_post[claim.post, claim.is_sure, claim.weight] if one not in taken]
        posts = [one for one in of_line[claim.line.id, claim.is_sure, claim.weight] if one not in found]
        if claim.is_sure and len(lines) == len(posts) == 1:
            found[claim.post] = claim.line
            taken.add(claim.line.id)
        else:
            unsure.setdefault(claim.post, []).append(claim.line)
    return {
        at: left
        for at, lines in unsure.items()
        if at not in found and (left := [line for line in lines if line.id not in taken])
    }
