"""Tabs: panels that a page shows one at a time, and a feed one below the other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from feedtool import markup
from feedtool.content.tree import above, attribute, element_beside, is_among_blocks, put_before, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

BOXES: Final = "input[type=radio i], input[type=checkbox i]"  # that show a panel without scripts
PANELS: Final = "[role=tabpanel], .tab-pane"
SHOWS: Final = ("aria-controls", "data-bs-target", "data-target", "href")  # where a tab says which panel is its own
PANEL_TAGS: Final = frozenset({"div", "section", "article", "pre", "figure"})


def may_be_there(seen: Seen) -> bool:
    """Whether there may be tabs."""
    return "label" in seen.tags or 'role="tab"' in seen.attributes or "role=tab" in seen.attributes


def titled(tree: LexborHTMLParser, _: str) -> int:
    """What is written on a tab stands above its panel."""
    pairs = [*_by_role(tree), *_by_box(tree)]
    for tab, panel in pairs:
        words = markup.words(tab)
        if words and is_among_blocks(panel):
            put_before(panel, f"<p><strong>{escape(words)}</strong></p>")
        take_out(tab)
    return len(pairs)


def _by_role(tree: LexborHTMLParser) -> list[tuple[LexborNode, LexborNode]]:
    """Tabs and panels that tell assistive software which belong together."""
    panels = tree.css(PANELS)
    by_id = {attribute(panel, "id"): panel for panel in panels}
    by_tab = {attribute(panel, "aria-labelledby"): panel for panel in panels}
    pairs = []
    for tab in tree.css("[role=tab]"):
        keys = [attribute(tab, name).lstrip("#") for name in SHOWS]
        panel = next((by_id.pop(key) for key in keys if key and key in by_id), None)
        if panel is None and attribute(tab, "id"):
            panel = by_tab.pop(attribute(tab, "id"), None)
        if panel is not None:
            pairs.append((tab, panel))
    return pairs or _by_place(tree)


def _by_place(tree: LexborHTMLParser) -> list[tuple[LexborNode, LexborNode]]:
    """Tabs and panels of which only the order says which belong together, as Docusaurus writes them."""
    pairs: list[tuple[LexborNode, LexborNode]] = []
    for bar in tree.css("[role=tablist]"):
        tabs = [one for one in bar.iter() if attribute(one, "role") == "tab"]
        panels = _panels(bar, len(tabs), element_beside(bar, "next"))
        if panels and all(attribute(one, "role") == "tabpanel" for one in panels):
            pairs += zip(tabs, panels, strict=True)
    return pairs


def _by_box(tree: LexborHTMLParser) -> list[tuple[LexborNode, LexborNode]]:
    """Labels of boxes, and what each box shows: what is right behind its label, or as far behind all labels."""
    ids = {attribute(box, "id") for box in tree.css(BOXES)} - {""}
    pairs: list[tuple[LexborNode, LexborNode]] = []
    done: set[int] = set()
    for label in tree.css("label[for]"):
        if label.mem_id in done or attribute(label, "for") not in ids:
            continue
        labels = [label]
        behind = element_beside(label, "next")
        while behind is not None and behind.tag in {"label", "input"}:
            labels += [behind] if behind.tag == "label" else []
            behind = element_beside(behind, "next")
        done |= {one.mem_id for one in labels}
        panels = _panels(labels[-1], len(labels), behind)
        if panels and not any(one.tag == "li" for one in above(label)):
            pairs += zip(labels, panels, strict=True)
    return pairs


def _panels(last: LexborNode, count: int, behind: LexborNode | None) -> list[LexborNode]:
    if count == 1:
        behind = element_beside(last, "next")
        return [behind] if behind is not None and behind.tag in PANEL_TAGS else []
    found: list[LexborNode] = []
    while behind is not None and len(found) < count and behind.tag in PANEL_TAGS:
        found.append(behind)
        behind = element_beside(behind, "next")
    if len(found) == 1 or (not found and last.parent is not None):
        holder = found[0] if found else element_beside(last.parent, "next") if last.parent is not None else None
        found = list(holder.iter()) if holder is not None else []
    return found if len(found) == count else []
