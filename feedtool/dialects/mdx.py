"""MDX, Docusaurus' own too: components, expressions, imports, and what is said behind the language of code."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.dialects import attributes, elements, jsx, media
from feedtool.dialects.arguments import Arguments
from feedtool.dialects.fences import Fence, indent_of, plain_opening
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Lines, Tag, weave

if TYPE_CHECKING:
    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r"[<{]|^(?:import|export)\b|[`~]{3}", re.MULTILINE)
MODULE: Final = re.compile(
    r"import\s++(?:[\"'{*]|[\w$]++[\s,]++(?:from\b|\{|\*))|export\s++(?:const|let|var|function|class|default|async|[{*])"
)
LONGEST_MODULE: Final = 500  # lines of one import or export
HINT: Final = re.compile(
    r"\s*+(?://|#|--|%|/\*|<!--|\{/\*|;)\s*+(?:highlight-(?:next-line|start|end)|\[!code[^\]\n]{0,50}\])\s*+(?:\*/\}?|-->)?\s*+"
)
LINE_HINT: Final = re.compile(
    r"[ \t]*+(?://|#|/\*|<!--|\{/\*)[ \t]*+(?:highlight-line|\[!code[^\]\n]{0,50}\])[ \t]*+(?:\*/\}?|-->)?[ \t]*+$"
)
MARKED: Final = ("highlight-", "[!code")

LONGEST_NAME: Final = 40  # characters of an expression that are told
FRONT_MATTER: Final = re.compile(r"\s*+(?:frontMatter|frontmatter|props)\.([\w-]++)\s*+")
VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
HEADS: Final = frozenset({"head", "seo", "script", "style", "helmet"})
LINKS: Final = frozenset({"link", "a", "anchor"})
TABS: Final = frozenset({"tabitem", "tab", "tabpanel", "accordion", "card"})
BOXES: Final = frozenset({"admonition", "aside", "callout", "note", "tip", "info", "warning", "caution", "danger"})


def expand(text: str, around: Around) -> str:
    """*text* without its program: what components hold stays, what they would have made is told of."""
    if not TRIGGER.search(text):
        return text
    shield = Shield(plain_code(text), indented=False, elements=False)
    shown = attributes.without(_without_modules(shield.text), spans=False)
    lines = Lines(shown)

    def render(tag: Tag, inner: str | None) -> str:
        if tag.name == jsx.EXPRESSION:
            became = _expression(shield.restored(tag.arguments), around)
        elif tag.name[:1].islower() and "." not in tag.name:
            return _element(tag, inner, _indent(shown, tag.start))
        else:
            became = _component(tag, inner, _indent(shown, tag.start))
        if became is None:
            around.warn(_name(tag), lines.at(tag.start))
        return became or ""

    return shield.restored(weave(shown, list(jsx.tags(shown)), render))


def plain_code(text: str) -> str:
    """*text* with no more than a language behind the mark of a fence, and without hints of what to paint in it."""
    fence, shown = Fence(), []
    for line in text.split("\n"):
        was_open = fence.is_open
        if not fence.holds(line):
            shown.append(line)
        elif not was_open:
            shown.append(plain_opening(line))
        elif not any(mark in line for mark in MARKED):
            shown.append(line)
        elif not HINT.fullmatch(line):
            shown.append(LINE_HINT.sub("", line))
    return "\n".join(shown)


def _without_modules(text: str) -> str:
    """*text* with blank lines where it imports and exports."""
    lines = text.split("\n")
    depth, left, is_above = 0, 0, True
    for index, line in enumerate(lines):
        if left == 0 and is_above and MODULE.match(line):
            depth, left = 0, LONGEST_MODULE
        elif left and not line.strip() and depth <= 0:
            left = 0
        if left:
            depth += sum(line.count(bracket) for bracket in "([{") - sum(line.count(bracket) for bracket in ")]}")
            left -= 1
            lines[index] = ""
        is_above = not lines[index].strip()
    return "\n".join(lines)


def _name(tag: Tag) -> str:
    """An unknown construction as its author would look for it."""
    if tag.name == jsx.EXPRESSION:
        words = " ".join(tag.arguments.split())
        return f"{{{words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME] + '…'}}}"
    return f"<{tag.name} />"


def _indent(text: str, position: int) -> str | None:
    """The blanks before *position*, if nothing else stands before it on its line."""
    before = text[max(0, position - 200) : position].rpartition("\n")[2]
    return None if before.strip() else before


def _expression(words: str, around: Around) -> str | None:
    if words.strip().startswith("/*") or not words.strip():
        return ""
    if found := FRONT_MATTER.fullmatch(words):
        said = around.page.get(found[1])
        return elements.plain(str(said)) if isinstance(said, str | int | float) else None
    text = jsx.string(words)
    return None if text is None else escape(text, quote=False).translate(elements.MARKS)


def _element(tag: Tag, inner: str | None, indent: str | None) -> str:
    """An element of HTML. What it holds is Markdown, as MDX has it, where it stands on lines of its own."""
    said = jsx.attributes(tag.arguments)
    kept = "".join(
        f' {name}="{escape(value)}"' for name, value in said.items() if name.islower() and not name.startswith("on")
    )
    opening, closing = f"<{tag.name}{kept}>", "" if tag.name in VOID else f"</{tag.name}>"
    if inner is None:
        return opening + closing
    if tag.name == "p" and indent is not None:  # Markdown again, as a paragraph of its own
        return f"\n{indent}{_moved(inner, indent).strip()}\n"
    if indent is None or "\n" not in inner or tag.name == "pre":
        return opening + inner + closing
    body = _moved(inner, indent)
    return f"{opening}\n\n{body}\n\n{indent}{closing}"


def _component(tag: Tag, inner: str | None, indent: str | None) -> str | None:
    """What a component shows: what is known of some, the children of all others; None where nobody knows."""
    said = {name.lower(): value for name, value in jsx.attributes(tag.arguments).items()}
    name = tag.name.rpartition(".")[2].lower()
    if not (inner or "").strip() and (known := media.embed(name, Arguments((), said))) is not None:
        return known
    if inner is None or name in HEADS:
        return None if inner is None and tag.name else ""
    if name in LINKS and (address := said.get("to") or said.get("href")):
        return f'<a href="{elements.address(address)}">{inner}</a>'
    if indent is None:
        return inner
    body = f"\n\n{_moved(inner, indent)}\n" if "\n" in inner else inner
    if name in BOXES:
        title = said.get("title") or (said.get("type") or name).capitalize()
        return elements.opening(elements.plain(title), indent) + f"\n{indent}{body}" + elements.closing(indent)
    title = next((said[key] for key in ("label", "title", "value") if said.get(key)), "") if name in TABS else ""
    gap = "" if body is not inner else f"\n\n{indent}"
    return f"<strong>{elements.plain(title)}</strong>{gap}{body}" if title else body


def _moved(inner: str, indent: str) -> str:
    """The lines of *inner* as far to the right as what holds them: in MDX deeper is no code."""
    lines = inner.strip("\n").rstrip().split("\n")
    least = min((indent_of(line) for line in lines if line.strip()), default=0)
    return "\n".join(indent + line.expandtabs(4)[least:] if line.strip() else "" for line in lines)
