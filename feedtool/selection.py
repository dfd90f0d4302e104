"""Which posts are in which feed, in which order, and which stay out of all feeds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import archives, filters
from feedtool.filters import Filter
from feedtool.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from feedtool.model import FeedLine, Identified, Lock, Post

SOON: Final = timedelta(microseconds=1)
HELD_BACK: Final = "held back"  # it is old, and would come as new: feedtool.floods
TOO_LONG: Final = "too long"


class Held(NamedTuple):
    """A post that stays out of all feeds, and why: "draft", "scheduled" or "expired"; of an entry of somebody's feed
    also HELD_BACK or TOO_LONG.
    """

    post: Post
    why: str


class Due(NamedTuple):
    """What is out at an instant, and for how long that stays so."""

    out: tuple[Post, ...]
    held: tuple[Held, ...]
    since: datetime | None  # the same posts are out from here; None: from ever
    until: datetime | None  # to just before here; None: for ever


def without(due: Due, posts: Iterable[Post], why: str) -> Due:
    """*due*, in which *posts* are held for that reason."""
    gone = {id(post): post for post in posts}
    if not gone:
        return due
    out = tuple(post for post in due.out if id(post) not in gone)
    return due._replace(out=out, held=(*due.held, *(Held(post, why) for post in gone.values())))


def due(posts: Iterable[Post], now: datetime) -> Due:
    """Which *posts* are out at *now*."""
    out: list[Post] = []
    held: list[Held] = []
    moments: list[datetime] = []
    for post in posts:
        if post.draft or post.published is None:
            held.append(Held(post, "draft"))
            continue
        moments += [post.published] if post.expires is None else [post.published, post.expires]
        if post.published > now:
            held.append(Held(post, "scheduled"))
        elif post.expires is not None and post.expires <= now:
            held.append(Held(post, "expired"))
        else:
            out.append(post)
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return Due(tuple(out), tuple(held), since, until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a feed takes; with `per`, one feed for each value of that."""

    name: str  # of the feed; of a template that of its `per`
    per: str = ""  # "tag", "category", "author", "section", "language", "year", or a key of metadata
    least: int = 1  # posts that a value needs to get a feed
    filter: Filter = field(default_factory=Filter)
    limit: int = 0  # 0: all
    max_age: timedelta | None = None
    archive: int = 0  # entries of each document of its archive; 0: it has none
    # What tells the feeds of a template apart, of a value: its slug. Values with one slug are in one feed, whatever
    # their case. None: the value itself.
    key: Callable[[str], str] | None = field(default=None, compare=False)


class Admitted(NamedTuple):
    """The posts that their sources let in."""

    posts: tuple[Post, ...]
    since: datetime | None  # of those that are too old one was not, just before here
    until: datetime | None  # the oldest of them is too old from here


class Chosen(NamedTuple):
    """A feed, and its posts: the newest first, those of one instant by id."""

    recipe: Recipe
    name: str  # "main", "tag:C++"
    value: str  # of its template, such as "C++", or the slug of that; "" without one
    label: str  # the value as most posts have it
    posts: tuple[Identified, ...]
    since: datetime | None  # of those that are too old one was not, just before here
    until: datetime | None  # the oldest of them is too old from here
    archive: archives.Shares | None = None  # where its entries are, if it has one: `posts` are in the head

    @property
    def every(self) -> tuple[Identified, ...]:
        """Its posts, and those in its archive."""
        return self.posts if self.archive is None else self.archive.posts


def admitted(posts: Sequence[Post], recipes: Sequence[Recipe], *, now: datetime) -> Admitted:
    """Those of *posts* that their sources let in: of what is out at *now* no more than the limit of the recipe of each
    source, the newest, or of each feed where it is a list of feeds; nothing that is too old; and nothing that the
    recipe's filter does not take.
    """
    plain = [not (recipe.filter.table or recipe.limit or recipe.max_age) for recipe in recipes]
    if all(plain):
        return Admitted(tuple(posts), None, None)
    let: list[Post] = []
    leave: list[datetime] = []
    for index, recipe in enumerate(recipes):
        own = [post for post in posts if post.body.source == index and recipe.filter.takes(post)]
        out = [post for post in own if not post.draft and post.published is not None and post.published <= now]
        out.sort(key=lambda post: (post.published or now, post.file), reverse=True)
        young = [post for post in out if recipe.max_age is None or (post.published or now) >= now - recipe.max_age]
        counts: Counter[str] = Counter()
        kept = {id(post) for post in young if not recipe.limit or _counted(post, counts) <= recipe.limit}
        shut = {id(post) for post in out} - kept
        let += [post for post in own if id(post) not in shut]
        if recipe.max_age is not None:
            leave += [(post.published or now) + recipe.max_age + SOON for post in out]
    order = {id(post): at for at, post in enumerate(posts)}
    return Admitted(
        tuple(sorted(let, key=lambda post: order[id(post)])),
        max((at for at in leave if at <= now), default=None), min((at for at in leave if at > now), default=None),
    )  # fmt: skip


def _counted(post: Post, counts: Counter[str]) -> int:
    """How many there are of its feed, with it."""
    feed = post.file if post.source is not None else ""
    counts[feed] += 1
    return counts[feed]


def select(recipes: Iterable[Recipe], posts: Iterable[Identified], *, now: datetime, known: Lock) -> tuple[Chosen, ...]:
    """The feeds of *recipes* at *now*. One that is *known* is there, also where nothing is in it any more; of one that
    was adopted nothing is that is older than it was, but in its archive.
    """
    placed = archives.placed(known.entries.values())
    by_id = sorted(posts, key=lambda one: one.id)
    ordered = sorted(by_id, key=lambda one: one.published, reverse=True)
    made = []
    for recipe in recipes:
        for value, label, takes in _feeds(recipe, ordered, known.feeds):
            name = f"{recipe.name}:{value}" if recipe.per else recipe.name
            if recipe.archive:
                shares = archives.share(
                    takes, placed.get(name, {}), known.entries, known.feeds.get(name), limit=recipe.limit
                )
                made.append(Chosen(recipe, name, value, label, shares.head, None, None, shares))
                continue
            young = _since(takes, recipe, now, known.feeds.get(name))
            made.append(_chosen(recipe, name, (value, label), young, since=_left(takes, recipe, now)))
    return tuple(made)


def _feeds(
    recipe: Recipe, ordered: Sequence[Identified], announced: Iterable[str]
) -> Iterator[tuple[str, str, Sequence[Identified]]]:
    """The value of each feed, how that is shown, and the posts that are in question."""
    takes = [one for one in ordered if recipe.filter.takes(one.post)] if recipe.filter.table else ordered
    if not recipe.per:
        yield "", "", takes
        return
    words: dict[str, list[Identified]] = {}
    for one in takes:
        for word in dict.fromkeys(map(word_of, filters.values(one.post, recipe.per, recipe.filter.language))):
            words.setdefault(word, []).append(one)
    names = [name.partition(":") for name in announced]
    known = {word for per, _, word in names if per == recipe.name and word}
    for value, (label, posts) in sorted(_values(recipe, words, known).items()):
        if value and (len(posts) >= recipe.least or value in known):
            yield value, label, posts


def _values(
    recipe: Recipe, words: Mapping[str, Sequence[Identified]], known: Iterable[str]
) -> Mapping[str, tuple[str, Sequence[Identified]]]:
    """Each value, as it is shown, with its posts: the words themselves, or what they have as their key. Those that are
    *known* are there in any case, but not what was known before there were keys.
    """
    if recipe.key is None:
        return {**{word: (word, ()) for word in known}, **{word: (word, posts) for word, posts in words.items()}}
    # Of two that only case tells apart, one is the file for both: the one that was announced, else the usual one.
    kept = {word.casefold(): word for word in sorted(known, reverse=True) if recipe.key(word) == word}
    together: dict[str, list[str]] = {}
    for word in sorted((word for word in words if word), key=lambda word: (-len(words[word]), word)):
        together.setdefault(kept.setdefault((key := recipe.key(word)).casefold(), key), []).append(word)
    found: dict[str, tuple[str, Sequence[Identified]]] = {key: (key, ()) for key in kept.values()}
    for key, several in together.items():
        posts = {one.id: one for word in several for one in words[word]}
        ordered = sorted(sorted(posts), key=lambda id_: posts[id_].published, reverse=True)
        found[key] = (several[0], [posts[id_] for id_ in ordered])
    return found


def word_of(value: object) -> str:
    """A *value* as the name of a feed has it, its letters composed: two forms of one word are one feed's; "" of what
    is no word.
    """
    return "" if isinstance(value, dict | list | tuple) else one_line(filters.text(value))


def _since(posts: Sequence[Identified], recipe: Recipe, now: datetime, line: FeedLine | None) -> Sequence[Identified]:
    """Those of *posts* that are young enough."""
    bounds = [line.since] if line is not None and line.since is not None else []
    bounds += [now - recipe.max_age] if recipe.max_age is not None else []
    return [one for one in posts if one.published >= max(bounds)] if bounds else posts


def _left(posts: Sequence[Identified], recipe: Recipe, now: datetime) -> datetime | None:
    """When the last of *posts* that are too old was not yet."""
    if recipe.max_age is None:
        return None
    return max(
        (one.published + recipe.max_age + SOON for one in posts if one.published < now - recipe.max_age), default=None
    )


def _chosen(
    recipe: Recipe, name: str, value: tuple[str, str], posts: Sequence[Identified], *, since: datetime | None
) -> Chosen:
    posts = posts[: recipe.limit] if recipe.limit else posts
    until = posts[-1].published + recipe.max_age + SOON if posts and recipe.max_age is not None else None
    return Chosen(recipe, name, *value, tuple(posts), since, until)
