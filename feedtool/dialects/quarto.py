"""Quarto: cells, divs, shortcodes, references and citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import arguments, attributes, colons, elements, links, media, pandoc
from feedtool.dialects.colons import DROPPED, Became, Block
from feedtool.dialects.fences import Fence, plain_opening
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r":::|\{|@|[~^]|^[|:][ \t]|\.(?:qmd|ipynb|rmd)", re.MULTILINE | re.IGNORECASE)
TAG: Final = re.compile(
    r"(?P<literal>\{)?\{\{<\s*+(?P<name>[\w/.-]++)(?P<words>(?:(?!>\}\})(?:[^{]|\{(?!\{)))*+)>\}\}(?(literal)\})"
)
CELL: Final = re.compile(r"[ \t>]*+[`~]{3,}\{(?P<raw>=)?(?P<language>[A-Za-z][\w-]*+)[^{}\n]*\}[ \t]*+")
OPTION: Final = re.compile(r"[ \t>]*+(?:#|//|--|%%?|;)\|[ \t]*+(?P<key>[\w.-]*+)[ \t]*+:?[ \t]*+(?P<value>[^\n]*+)")
INLINE: Final = re.compile(r"(?<!`)`(?:\{(?:python|r|julia|ojs)\}|r)[ \t]++([^`\n]{1,2000}+)`(?!`)")
LABEL: Final = re.compile(r"(?:\{[^{}\n]{0,200}?#|label:[ \t]*+[\"']?)(fig|tbl|lst|eq|thm|lem|def|exm)-([\w-]{1,100}+)")
REFERENCE: Final = re.compile(r"(?<![\w@/.-])\[?-?@(fig|tbl|lst|eq|sec|thm|lem|def|exm)-([\w-]{1,100}+)\]?")
CITATION: Final = re.compile(
    r"\[((?:[^\[\]\n@]{0,200}+-?@[\w:.#$%&+?<>~/-]{1,100}+){1,20}[^\[\]\n@]{0,200}+)\](?![(\[])"
)
KEY: Final = re.compile(r"(?<![\w@/.`-])-?@([A-Za-z][\w:-]{0,100}+)")
KINDS: Final[Mapping[str, str]] = {
    "fig": "Figure", "tbl": "Table", "lst": "Listing", "eq": "Equation", "sec": "Section", "thm": "Theorem",
    "lem": "Lemma", "def": "Definition", "exm": "Example",
}  # fmt: skip
CLASS: Final = re.compile(r"(?:^|[\s{])\.([\w-]+)")
TITLE: Final = re.compile(r"\btitle=(?:\"([^\"\n]*)\"|'([^'\n]*)')")
# A callout whose first line is a heading.
HEADED: Final = re.compile(
    r"^(?P<start>[ \t]*:{3,}[ \t]*)(?P<words>[^\n]*callout-[^\n]*)\n(?:[ \t]*\n)*"
    r"[ \t]*#{1,6}[ \t]+(?P<title>[^\n{]*[^\n{ \t])[^\n]*\n",
    re.MULTILINE,
)
FILE: Final = links.pattern(links.NOTES)
SILENT: Final = frozenset({"pagebreak", "fa", "bi", "iconify", "ai"})  # nothing that a reader would miss
OFF: Final = frozenset({"false", "fenced-false", "no"})


def expand(text: str, around: Around) -> str:
    """*text* as plain Markdown; the code of cells stays, what it would print is not there."""
    if not TRIGGER.search(text):
        return text
    numbers = _numbers(text)
    text = HEADED.sub(_titled, text)
    text = TAG.sub(_Shortcodes(text, around), text) if "{{<" in text else text
    text = _cells(colons.expand(text, _box) if ":::" in text else text, around)
    lines = Lines(text)

    def inline(found: re.Match[str]) -> str:
        around.warn(found[0], lines.at(found.start()))
        return f"`{found[1]}`"

    shield = Shield(INLINE.sub(inline, text))
    shown = pandoc.expand(attributes.without(attributes.unwrapped(shield.text)))
    shown = links.redirected(shown, FILE, lambda found: _linked(found["reference"], around))
    shown = REFERENCE.sub(lambda found: _reference(found, numbers), shown)
    shown = CITATION.sub(lambda found: f"({re.sub('-?@', '', found[1])})", shown)
    if "bibliography" in around.page:
        shown = KEY.sub(r"\1", shown)
    return shield.restored(shown)


def _titled(found: re.Match[str]) -> str:
    """The line that opens a callout, with the heading below it for its title, as Quarto takes it."""
    if TITLE.search(found["words"]):
        return found[0]
    title, words = found["title"].replace('"', "”"), found["words"].strip().strip("{}").strip()
    kind = words if words.startswith((".", "#")) else f".{words}"
    return f'{found["start"]}{{{kind} title="{title}"}}\n'


def _linked(reference: str, around: Around) -> str:
    """The address of a page of the project, by its file."""
    if found := links.resolve(reference, around):
        return found
    return re.sub(r"(?:(^|/)index)?\.(?:qmd|ipynb|rmd)(?=$|[?#])", _suffixed, reference, flags=re.IGNORECASE)


def _suffixed(found: re.Match[str]) -> str:
    return ".html" if found[1] is None else found[1] or "./"


class _Shortcodes:
    """What each shortcode of a text becomes."""

    def __init__(self, text: str, around: Around) -> None:
        self._lines, self._around = Lines(text), around

    def __call__(self, found: re.Match[str]) -> str:
        if found["literal"]:
            return found[0][1:-1]
        name, given = found["name"], arguments.read(found["words"])
        shown = self._known(name, given)
        if shown is None:
            self._around.warn(f"{{{{< {name} >}}}}", self._lines.at(found.start()))
        return shown or ""

    def _known(self, name: str, given: arguments.Arguments) -> str | None:
        if name == "meta":
            return _said(self._around.page, given.get(0))
        if name == "kbd":
            return "".join(f"<kbd>{elements.plain(key)}</kbd>" for key in given.positional)
        if name in {"video", "audio"} and given.get(0, "src", "file"):
            return elements.anchor(given.get(0, "src", "file"), given.get("title"))
        return "" if name in SILENT else media.embed(name, given)


def _said(page: Mapping[str, object], key: str) -> str | None:
    value: object = dict(page)
    for name in key.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return str(value)


def _box(block: Block) -> Became | None:
    words = block.words
    classes = CLASS.findall(words) if words.startswith("{") else [words.split()[0]]
    if "hidden" in classes or "content-hidden" in classes:
        return DROPPED
    if "content-visible" in classes and "when-format" in words and "html" not in words:
        return DROPPED
    kind = next((name.removeprefix("callout-") for name in classes if name.startswith("callout-")), None)
    if kind is None:
        return Became("\n", "\n")
    said = TITLE.search(words)
    title = (said[1] or said[2] or "") if said else kind.capitalize()
    return Became(elements.opening(title, block.indent), elements.closing(block.indent))


def _cells(text: str, around: Around) -> str:
    """*text* with cells as plain fences, without their options; a cell that shows no code is gone."""
    execute = around.page.get("execute")
    hidden = str(execute.get("echo", "")).lower() in OFF if isinstance(execute, dict) else False
    fence, shown, cell, options = Fence(), [], None, {}
    for line in text.split("\n"):
        was_open = fence.is_open
        if not fence.holds(line):
            shown.append(line)
        elif not was_open:
            cell, options, start = CELL.fullmatch(line), {"echo": str(not hidden)}, len(shown)
            shown.append(plain_opening(line.replace("{{", "{").replace("}}", "}")))
        elif cell and len(shown) == start + 1 and (option := OPTION.fullmatch(line)):
            options[option["key"].lower()] = option["value"].strip().lower()
        else:
            shown.append(line)
        if cell and not fence.is_open:
            _finish(shown, start, cell, options)
            cell = None
    return "\n".join(shown)


def _finish(shown: list[str], start: int, cell: re.Match[str], options: Mapping[str, str]) -> None:
    """Leave of the cell, the lines from *start* on, what a page of it shows."""
    if cell["raw"]:
        shown[start:] = shown[start + 1 : -1] if cell["language"] == "html" else []
    elif {options.get("echo", ""), options.get("include", "")} & OFF:
        del shown[start:]


def _numbers(text: str) -> dict[tuple[str, str], int]:
    """What has a number, in the order in which it stands in *text*."""
    numbers: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    for found in LABEL.finditer(text):
        key = (found[1], found[2])
        if key not in numbers:
            counts[found[1]] = numbers[key] = counts.get(found[1], 0) + 1
    return numbers


def _reference(found: re.Match[str], numbers: Mapping[tuple[str, str], int]) -> str:
    number = numbers.get((found[1], found[2]))
    return f"{KINDS[found[1]]} {number}" if number else KINDS[found[1]]
