"""A notebook of Jupyter as Markdown: its cells, and what its code printed when it ran last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.notation import json_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEAD: Final = re.compile(r"\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
OPTION: Final = re.compile(r"#\|[ \t]*([\w-]+)[ \t]*:[ \t]*(.*)")
MACHINE: Final = frozenset({"kernelspec", "language_info", "widgets", "colab", "vscode", "toc", "jupytext"})
OFF: Final = frozenset({"false", "no"})


def markdown_of(text: str) -> str:
    """The notebook in *text* as Markdown with its metadata in front: that of its first cell, where it has some, else
    that of the notebook. Raises SourceError.
    """
    import json

    said = json_object(text.strip())[0]
    cells = [cell for cell in _list(said.get("cells")) if isinstance(cell, dict)]
    first = _source(cells[0]) if cells else ""
    head = ""
    if cells and cells[0].get("cell_type") in {"raw", "markdown"} and (found := HEAD.match(first)):
        head, first = found[0].strip(), first[found.end() :]
        cells[0] = {"cell_type": "markdown", "source": first}
    elif own := {key: value for key, value in _table(said.get("metadata")).items() if key not in MACHINE}:
        rows = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in own.items())  # JSON is YAML
        head = "\n".join(("---", *rows, "---"))
    language = _text(_table(_table(said.get("metadata")).get("kernelspec")).get("language")) or "python"
    shown = (part.strip("\n") for cell in cells for part in _cell(cell, language))
    return "\n\n".join(filter(None, (head, *shown))) + "\n"


def _cell(cell: Mapping[str, Any], language: str) -> Iterator[str]:
    """What a page shows of a cell."""
    source, kind = _source(cell), cell.get("cell_type")
    if kind == "markdown":
        yield source
    if kind != "code":
        return
    tags = {str(tag).replace("_", "-") for tag in _list(_table(cell.get("metadata")).get("tags"))}
    lines = source.split("\n")
    options = {found[1]: found[2] for line in lines if (found := OPTION.match(line))}
    off = {key for key, value in options.items() if value.strip().lower() in OFF}
    if "include" in off or "remove-cell" in tags:
        return
    code = "\n".join(line for line in lines if not line.startswith("#|")).strip("\n")
    if code and "echo" not in off and "remove-input" not in tags:
        yield _fenced(code, language)
    if "output" not in off and "remove-output" not in tags:
        for output in _list(cell.get("outputs")):
            yield _output(output if isinstance(output, dict) else {})


def _output(output: Mapping[str, Any]) -> str:
    """What was printed, as text or HTML; a picture has no address, and stays out."""
    data = _table(output.get("data"))
    if html := _text(data.get("text/html")):
        return re.sub(r"\n\s*\n", "\n", html)  # a blank line would end the HTML
    if marked := _text(data.get("text/markdown")):
        return marked
    plain = "" if "image/png" in data or "image/svg+xml" in data else _text(data.get("text/plain"))
    printed = _text(output.get("text")) or plain
    return _fenced(printed.strip("\n"), "") if printed.strip() else ""


def _fenced(code: str, language: str) -> str:
    marks = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return f"{marks}{language}\n{code}\n{marks}"


def _source(cell: Mapping[str, Any]) -> str:
    return _text(cell.get("source"))


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else value if isinstance(value, str) else ""


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
