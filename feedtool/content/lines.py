"""Code whose lines are elements or rows of a table, as lines of a `pre`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.content.nested import around, nearest
from feedtool.content.tree import attribute, is_empty, replace, unwrap

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


# Lines that no line's end parts: Expressive Code, Crayon, SyntaxHighlighter, Prettify.
LINES: Final = ".ec-line, .crayon-line, .syntaxhighlighter .container > .line, pre ol.linenums > li"


def part(lines: list[LexborNode]) -> int:
    """Put each of *lines* on a line of its own, as text."""
    holders = around(lines)
    frames: dict[int, LexborNode] = {}
    for line in lines:
        if line.mem_id in holders or line.parent is None:
            continue
        frame = line.parent
        if frame.tag == "ol" or (frame.parent is not None and frame.parent.tag == "td"):
            frames[frame.mem_id] = frame
        after = line.next
        while after is not None and after.is_text_node and not (after.text_content or "").strip():
            blank, after = after, after.next
            blank.replace_with("")
        code = line.css_first(".code") or line
        replace(line, (code.inner_html or "") if after is None else _line(code))
    for one in frames.values():
        unwrap(one)
    return len(lines)


class _Rows(NamedTuple):
    titles: list[str]
    code: list[LexborNode]


def untable(table: LexborNode) -> int:
    """Put the code of *table*, whose numbers are gone, in its place; a table of anything else stays."""
    rows = _rows(table)
    if rows is None or not rows.code:
        return 0
    first, last = rows.code[0], rows.code[-1]
    code = "".join(_line(one) for one in rows.code[:-1]) + (last.inner_html or "")
    titles = "".join(f"<p>{title}</p>" for title in rows.titles)
    outer = table.parent
    if outer is not None and nearest(table, "pre") is not None:
        if titles:
            return 0
        replace(table, code)
    elif outer is not None and outer.tag == "code" and outer.text(deep=True).strip() == table.text(deep=True).strip():
        replace(outer, f"{titles}<pre{_class(first)}>\n<code{_class(outer)}>{code}</code></pre>")
    else:
        replace(table, f"{titles}<pre{_class(first)}>\n{code}</pre>")
    return 1


def _rows(table: LexborNode) -> _Rows | None:
    """The titles and lines of a table that has one cell in each row; None where one has more."""
    rows = _Rows([], [])
    for row in table.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in {"td", "th"}]
        shown = [cell for cell in cells if not is_empty(cell)]
        if len(shown) > 1 or not cells:
            return None
        cell = shown[0] if shown else cells[-1]
        code = cell.css("pre")
        code = [one for one in code if not is_empty(one)] or code
        if len(code) > 1 or (code and code[0].text(deep=True).strip() != cell.text(deep=True).strip()):
            return None
        if cell.tag == "th":
            rows.titles.append(cell.inner_html or "")
        else:
            rows.code.append(code[0] if code else cell)
    return rows


def _line(code: LexborNode) -> str:
    """A line of code with its end, which may be the last of what it holds."""
    return (code.inner_html or "") + "\n" * (not code.text(deep=True).endswith("\n"))


def _class(node: LexborNode) -> str:
    named = attribute(node, "class")
    return f' class="{escape(named)}"' if named and node.tag in {"pre", "code"} else ""
