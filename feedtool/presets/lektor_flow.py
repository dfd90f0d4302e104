"""Lektor's flows: blocks in one field, each as the template of its kind shows it, else its texts in their order."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.lektor_fields import fields_of
from feedtool.presets.lektor_templates import BrokenError, filled
from feedtool.presets.lektor_values import said, value
from feedtool.presets.templates import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.presets.lektor_site import Record, Site
    from feedtool.presets.lektor_values import Model

BLOCK: Final = re.compile(r"####\s*([^#]*?)\s*####\s*")
ESCAPED: Final = re.compile(r"#(####.*?####)#(\s*)")
TEXTS: Final = ("markdown", "flow", "html", "text")
DEEPEST: Final = 10  # flows in flows
MARKS: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\*_`[]~#!|{}"})  # text stays text in Markdown


class Shown(str):
    """Text that stands in a body as it is."""

    __slots__ = ()


class Flow(dict[str, list[Shown]]):
    """A flow in a block: templates show it, or go through its blocks."""

    def __init__(self, blocks: list[Shown]) -> None:
        super().__init__({"blocks": blocks} if blocks else {})


def text_of(flow: str, options: Mapping[str, str], record: Record, site: Site, depth: int = 0) -> str:
    """The blocks of a *flow* as Markdown; a comment stands before those whose template is more than could be read."""
    parts = blocks_of(flow, options, record, site, depth)
    return "\n\n".join(filter(None, (part.strip("\n") for part in parts)))


def blocks_of(flow: str, options: Mapping[str, str], record: Record, site: Site, depth: int) -> list[Shown]:
    """The blocks of a *flow*, one by one."""
    taken = [name.strip() for name in options.get("flow_blocks", "").split(",") if name.strip()]
    parts: list[Shown] = []
    for name, text in _blocks(flow):
        model = site.blocks.get(name)
        if model is None or depth > DEEPEST or (taken and name not in taken):  # Lektor drops them too
            continue
        own = fields_of(text)[0]

        def shown(field: str, row: Mapping[str, str], own: Mapping[str, str] = own, model: Model = model) -> Any:
            what = said(own, model, field)
            kind = row.get("type", "string")
            if kind == "flow":
                return Flow(blocks_of(what, row, record, site, depth + 1))
            if kind in {"markdown", "html"}:
                return Shown(f"\n\n{what}\n\n" if kind == "markdown" and what else what)
            return value(kind, what)

        values = {field: shown(field, row) for field, row in model.fields.items()}
        parts.append(Shown(_block(name, values, model, record, site)))
    return parts


def _blocks(flow: str) -> Iterator[tuple[str, str]]:
    name, lines = "", list[str]()
    for line in flow.split("\n"):
        if found := BLOCK.fullmatch(line):
            if name:
                yield name, "\n".join(lines)
            name, lines = found[1], []
        else:
            lines.append(ESCAPED.sub(r"\1\2", line))
    if name:
        yield name, "\n".join(lines)


def _block(name: str, values: dict[str, Any], model: Model, record: Record, site: Site) -> str:
    unread = ""
    template = site.template(f"blocks/{name}.html") or site.template("blocks/default.html")
    if template:
        if "<pre" not in template:  # what is indented by four is code to Markdown
            template = re.sub(r"(?m)^[ \t]+", "", template)
        try:
            return filled(template, {"this": {**values, "_flowblock": name}, "record": record.values()}, _shown)
        except (Unknown, BrokenError):
            unread = f"<!-- #### {name} #### -->"  # feedtool.dialects.lektor tells of it
    texts = (values[field] for field, row in model.fields.items() if row.get("type") in TEXTS)
    return "\n\n".join(filter(None, (unread, *(_shown(text) for text in texts))))


def _shown(what: Any) -> str:
    if isinstance(what, Flow):
        return "\n\n".join(what.get("blocks", ()))
    if isinstance(what, Shown) or hasattr(what, "__html__"):  # Jinja's own mark of what is HTML
        return str(what)
    return "" if what is None else escape(str(what)).translate(MARKS)
