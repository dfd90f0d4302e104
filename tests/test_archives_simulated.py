"""Which entry is in which document, whatever the author does: without the files, build by build."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feedtool import archives, changes
from feedtool.model import Body, Entry, FeedLine, Identified, Line, Post

BODY = Body(type="text/html", source=0, path="")
NEVER = datetime(1999, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@given(st.lists(st.integers(1, 12), max_size=60), st.integers(1, 30), st.integers(0, 5), st.integers(1, 9))
def test_a_document_is_as_long_as_max_bytes_lets_it_be(lengths, most, limit, size):
    known = [Identified(Post(file="", title="", link="x:", body=BODY, draft=True), f"{at:02}", NEVER + DAY * at)
             for at in range(len(lengths))]  # fmt: skip
    entries = {one.id: Entry(id=one.id, link="x:", title="", published=one.published, updated=NEVER, content="")
               for one in known}  # fmt: skip

    def fits(rows, _):
        return sum(lengths[int(one.id)] for one in rows) <= most

    shares = archives.share(known[::-1], {}, {}, None, limit=limit)
    filled = archives.fill(shares, entries, size=size, limit=limit, fits=fits)
    rows = [*filled.documents.values(), filled.head]
    assert [one.id for one in filled.too_long] == [id_ for id_ in entries if lengths[int(id_)] > most]
    assert [one.id for ones in rows for one in reversed(ones)] == [
        id_ for id_ in entries if lengths[int(id_)] <= most
    ]  # fmt: skip
    assert all(fits(ones, None) for ones in rows)
    assert all(len(ones) in range(1, size + 1) for ones in rows[:-1])
    kept = [id_ for id_ in entries if lengths[int(id_)] <= most]
    while limit and len(kept) >= limit + size:
        count = next(count for count in range(size, 0, -1) if fits([entries[id_] for id_ in kept[:count]], 0))
        assert [one.id for one in rows.pop(0)] == kept[:count][::-1]
        kept = kept[count:]
    if limit:
        assert len(filled.head) < limit + size


class Simulated:
    """A feed with an archive, build by build, without the files."""

    def __init__(self):
        self.posts, self.gone, self.lines, self.builds, self.limit, self.size = {}, {}, {}, 0, 3, 4
        self.feed, self.restored, self.has_archive = None, set(), True

    def add(self, days):
        for day in days:
            number = len(self.posts) + len(self.gone)
            self.posts[f"x:{number}"] = NEVER + timedelta(days=day)

    def delete(self, at):
        if self.posts:
            id_ = sorted(self.posts)[at % len(self.posts)]
            self.gone[id_] = self.posts.pop(id_)

    def restore(self, at):
        if self.gone:
            id_ = sorted(self.gone)[at % len(self.gone)]
            self.posts[id_] = self.gone.pop(id_)
            self.restored.add(id_)

    def switch(self, _):
        self.has_archive = not self.has_archive

    def build(self):
        """The feed after the next build."""
        self.builds += 1
        ordered = sorted(self.posts, key=lambda id_: (self.posts[id_], id_), reverse=True)
        known = [Identified(Post(file="", title="", link="x:", body=BODY, draft=True), id_, self.posts[id_])
                 for id_ in ordered]  # fmt: skip
        numbers = archives.placed(self.lines.values()).get("main", {})
        shares = archives.share(known, numbers, self.lines, self.feed, limit=self.limit)
        entries = {id_: Entry(id=id_, link="x:", title="", published=at, updated=at, content="")
                   for id_, at in self.posts.items()}  # fmt: skip
        at = NEVER + timedelta(days=10_000 + self.builds)
        if not self.has_archive:
            lines = {id_: Line(id=id_, published=self.posts[id_], announced=at) for id_ in ordered} | self.lines
            self.feed = FeedLine(name="main", id="x:", published=at)
            self.lines = dict(changes.in_archives(lines, ["main"], {}))
            return archives.Filled(tuple(entries[id_] for id_ in ordered[: self.limit]), {}, ())
        filled = archives.fill(shares, entries, size=self.size, limit=self.limit, fits=lambda *_: True)
        lines = {id_: Line(id=id_, published=self.posts[id_], announced=at) for id_ in ordered} | self.lines
        self.lines = dict(changes.in_archives(lines, ["main"], {"main": filled.numbers}))
        self.feed = FeedLine(name="main", id="x:", published=at)
        return filled


DAYS = st.lists(st.integers(0, 3000), min_size=1, max_size=12)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), DAYS),
        st.tuples(st.just("delete"), st.integers(0, 99)),
        st.tuples(st.just("restore"), st.integers(0, 99)),
        st.tuples(st.just("limit"), st.integers(1, 8)),
        st.tuples(st.just("size"), st.integers(1, 8)),
        st.tuples(st.just("switch"), st.none()),
    ),
    max_size=25,
)


@given(STEPS)
def test_whatever_the_author_does_no_entry_moves_is_lost_or_comes_back(steps):
    feed = Simulated()
    before, there = feed.build(), {}
    for what, value in steps:
        if what in {"limit", "size"}:
            setattr(feed, what, value)
        else:
            getattr(feed, what)(value)
        announced = set(feed.lines)
        last = archives.last(archives.placed(feed.lines.values()).get("main", {}))
        after = feed.build()
        back = {entry.id for entry in after.head} & announced - {entry.id for entry in before.head}
        assert what == "restore" or not feed.has_archive or not back
        fresh = [id_ for id_ in feed.posts if id_ not in announced]
        if feed.has_archive:
            everywhere = [entry.id for entries in (after.head, *after.documents.values()) for entry in entries]
            assert Counter(everywhere) == Counter(feed.posts.keys())
            assert len(after.head) < feed.limit + feed.size
            assert sorted(after.documents) == [*range(1, len(after.documents) + 1)]
            assert not {id_ for id_, number in there.items() if number and after.numbers.get(id_, number) != number}
            assert len(fresh) > feed.limit or set(fresh) <= {entry.id for entry in after.head}
            assert not {id_ for id_ in fresh if 0 < after.numbers[id_] <= last}, "who has these documents misses them"
            there = {**there, **after.numbers}
        before = after
