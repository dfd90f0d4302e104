"""What is mended in an entry's HTML before it is sanitised: one table of small rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import markup
from feedtool.content import cards, code, components, drawings, embeds, fields, headings, images, maths, tabs, themes
from feedtool.content.seen import Seen, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser

    from feedtool.content.clean import Cleaner

DEEPEST: Final = 500  # elements in each other; browsers build no deeper trees
ROUNDS: Final = 5  # more than any markup took that was made up to take many


class Rule(NamedTuple):
    """One rule. HTML of which *is_due* says no is none of its business."""

    name: str
    apply: Callable[[LexborHTMLParser, str], int]  # changes the tree, seen from an address; how often it did
    is_due: Callable[[Seen], bool]


def _any_of(tags: str) -> Callable[[Seen], bool]:
    names = frozenset(tags.split())
    return lambda seen: not names.isdisjoint(seen.tags)


# In their order: an image is restored before it is asked whether anybody sees it, a formula before its script goes,
# and a button or an icon is known for what it is by attributes that the last two rules take with it.
RULES: Final = (
    Rule("components", components.shown, components.may_wait),
    Rule("lazy images", images.restore, images.may_wait),
    Rule("cards", cards.plain, cards.may_be_there),
    Rule("formulas", maths.once, maths.may_be_there),
    Rule("embeds", embeds.linked, _any_of("iframe embed object script amp-iframe")),
    Rule("players", embeds.played, _any_of("video audio iframe embed object amp-video amp-audio")),
    Rule("scripts", fields.without_scripts, _any_of("script style template title iframe")),  # a page in its srcdoc
    Rule("counters", images.without_counters, images.may_count),
    Rule("furniture", code.without_furniture, code.may_have_furniture),
    Rule("anchors", headings.without_anchors, headings.may_have_anchors),
    Rule("tabs", tabs.titled, tabs.may_be_there),
    Rule("fields", fields.without_fields, fields.may_be_there),
    Rule("themes", themes.as_read, themes.may_decide),
    Rule("drawings", drawings.described, _any_of("svg canvas")),
)


class Mended(NamedTuple):
    """HTML, how often each rule changed it, and whether all parsers read it the same before."""

    html: str
    counts: dict[str, int]
    is_regular: bool = True


def mend(html: str, base: str) -> Mended:
    """*html* after the rules that it needs, its addresses seen from *base*."""
    what = seen(html)
    due = [rule for rule in RULES if rule.is_due(what)]
    if not due:
        return Mended(html, {}, what.is_regular)
    tree = markup.fragment(html)
    if html.count("<") > DEEPEST and markup.is_deeper(tree, DEEPEST):
        return Mended(html, {}, what.is_regular)
    counts = {rule.name: rule.apply(tree, base) for rule in due}
    return Mended(markup.inner(tree), {name: count for name, count in counts.items() if count}, what.is_regular)


def due_for(html: str) -> list[Rule]:
    """The rules that may have something to do."""
    what = seen(html)
    return [rule for rule in RULES if rule.is_due(what)]


def pure(html: str, base: str, cleaner: Cleaner, *, has_html: bool = True) -> Mended:
    """*html* mended and sanitised, so that doing it again would change nothing. Where the text that it was made of
    *has_html* of no kind, most of it need not be parsed.

    Regular markup that no rule changes, and that has as many tags as before, was whole. What was broken may be read
    otherwise once it is written down, and is looked at again.
    """
    if not has_html and not due_for(html) and (rewritten := cleaner.rewrite(html, base)) is not None:
        return Mended(rewritten, {})
    counts: Counter[str] = Counter()
    for _ in range(ROUNDS):
        mended = mend(html, base)
        counts.update(mended.counts)
        cleaned = cleaner.clean(mended.html, base)
        has_as_many = all(cleaned.count(sign) == html.count(sign) for sign in ("<", "</"))
        is_whole = mended.is_regular and not mended.counts and has_as_many
        html = cleaned
        if is_whole:
            break
    return Mended(html, dict(counts))
