"""reStructuredText as Sphinx reads it: roles and directives that docutils lacks, in words that it has.

Where other documents and their labels are, the preset found out: feedtool.presets.ablog_documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from feedtool.dialects import Around

KEY: Final = (
    "sphinx"  # of what the preset hands on: {"targets": {"doc about": [document, anchor, title]}, "extlinks": ...}
)
TRIGGER: Final = re.compile(r":`|\.\. [\w:-]+::")
ROLE: Final = re.compile(r"``.+?``(?!`)|:(?P<role>[a-z][\w:+.-]*):`(?P<text>[^`]+)`", re.DOTALL)
TITLED: Final = re.compile(r"(?P<title>[^<>]*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
DIRECTIVE: Final = re.compile(r"(?P<indent>\s*)\.\. (?P<name>[a-z][\w:-]*)::(?:\s+(?P<words>.*))?")
LITERAL: Final = frozenset({"code", "code-block", "sourcecode", "parsed-literal", "raw", "math", "literalinclude"})
CODE: Final = frozenset({"code-block", "sourcecode"})
LINKS: Final = frozenset({"doc", "ref", "term", "any", "numref"})
AS_CODE: Final = frozenset({
    "file", "samp", "envvar", "option", "kbd", "py:func", "py:class", "py:mod", "py:meth", "py:attr", "py:data",
    "py:exc", "py:obj", "func", "class", "mod", "meth", "attr", "data", "exc", "obj", "const", "py:const", "makevar",
    "regexp", "token", "keyword", "confval", "download",
})  # fmt: skip
CALLED: Final = frozenset({"py:func", "py:meth", "func", "meth"})
STRONG: Final = frozenset({"command", "program", "dfn"})
VERSIONS: Final = {
    "versionadded": "Added in version", "versionchanged": "Changed in version",
    "deprecated": "Deprecated since version", "versionremoved": "Removed in version",
}  # fmt: skip
BOXES: Final = {"seealso": "See also"}
TITLES: Final = frozenset({"tab-item", "dropdown", "card", "grid-item-card", "tab"})
BARE: Final = frozenset({"tab-set", "grid", "grid-item", "tabs", "hlist", "glossary", "button-link", "button-ref"})
OURS: Final = frozenset({*VERSIONS, *BOXES, *TITLES, *BARE, "centered"})
DROPPED: Final = frozenset({"todo", "todolist", "postlist", "tabularcolumns", "meta", "currentmodule",
                            "module", "py:module", "py:currentmodule", "default-domain", "default-role"})  # fmt: skip


def expand(text: str, around: Around) -> str:
    """*text* in docutils' own words; what is left is told of where docutils meets it."""
    if not TRIGGER.search(text):
        return text
    said = around.page.get(KEY)
    roles = _Roles(said if isinstance(said, dict) else {}, around)
    return "\n".join(line for is_code, lines in _parts(text.split("\n")) for line in
                     (lines if is_code else roles.told("\n".join(lines)).split("\n")))  # fmt: skip


def _parts(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """*lines* in pieces, and whether a piece is code; directives are docutils' own."""
    at, text = 0, list[str]()
    while at < len(lines):
        line = lines[at]
        found = DIRECTIVE.fullmatch(line)
        name = found["name"] if found else ""
        if name in LITERAL or name in DROPPED or (not name and line.rstrip().endswith("::")):
            end = _end(lines, at)
            if name in CODE and (caption := _options(lines, at).get("caption")):
                text += [line[: len(line) - len(line.lstrip())] + caption, ""]
            if text or not name:
                yield False, text if name else [*text, line]
            text = []
            if name not in DROPPED:
                yield True, list(lines[at if name else at + 1 : end])
            at = end
            continue
        text += _directive(found, name) if found else [line]
        at += 1 + (len(_options(lines, at)) if name in OURS else 0)
    if text:
        yield False, text


def _end(lines: Sequence[str], at: int) -> int:
    """The first line behind the one at *at* that is not deeper."""
    depth = len(lines[at]) - len(lines[at].lstrip())
    deeper = (number for number in range(at + 1, len(lines))
              if lines[number].strip() and len(lines[number]) - len(lines[number].lstrip()) <= depth)  # fmt: skip
    return next(deeper, len(lines))


def _options(lines: Sequence[str], at: int) -> Mapping[str, str]:
    """The options of the directive at *at*."""
    options: dict[str, str] = {}
    for line in lines[at + 1 :]:
        option = re.fullmatch(r"\s+:([\w-]+):\s*(.*)", line)
        if option is None:
            break
        options[option[1]] = option[2]
    return options


def _directive(found: re.Match[str], name: str) -> list[str]:
    """The lines that stand for the first one of a directive, which has no options then."""
    indent, words = found["indent"], (found["words"] or "").strip()
    start = [f"{indent}.. container:: {name}", ""]
    if name in VERSIONS:
        version, _, rest = words.partition(" ")
        return [*start, f"{indent}   {VERSIONS[name]} {version}: {rest}".rstrip()]
    if name in BOXES:
        return [f"{indent}.. admonition:: {BOXES[name]}", "", *([f"{indent}   {words}", ""] if words else [])]
    if name in TITLES:
        return [*start, *([f"{indent}   **{words}**", ""] if words else [])]
    if name == "centered":
        return [f"{indent}**{words}**", ""]
    return start if name in BARE else [found[0]]


class _Roles:
    """What each role of a text becomes."""

    def __init__(self, said: Mapping[str, Any], around: Around) -> None:
        self._targets: Mapping[str, Any] = said.get("targets") or {}
        self._external: Mapping[str, Any] = said.get("extlinks") or {}
        self._around = around

    def told(self, text: str) -> str:
        return ROLE.sub(self._role, text)

    def _role(self, found: re.Match[str]) -> str:
        role = (found["role"] or "").removeprefix("std:")
        if not role:
            return found[0]
        titled = TITLED.fullmatch(found["text"])
        title, target = (titled["title"], titled["target"]) if titled else ("", found["text"])
        shown = self._shown(role, title, target)
        return found[0] if shown is None else shown

    def _shown(self, role: str, title: str, target: str) -> str | None:
        if role in LINKS:
            known = address_of(self._targets.get(f"{role} {target}"), self._around)
            return known and _link(title or known[1] or target, known[0])
        if role in self._external:
            return _external(self._external[role], title, target)
        for names, show in SHOWN:
            if role in names:
                return show(role, title, target)
        return None


def address_of(target: Any, around: Around) -> tuple[str, str] | None:
    """The address and the title of a document, or of a place in one, that the preset found."""
    if not target:
        return None
    document, anchor, title = target
    page = f"{document}.html" if around.link.partition("#")[0].endswith(".html") else f"{document}/"
    return around.site + page + (f"#{anchor}" if anchor else ""), title


def _external(said: Any, title: str, target: str) -> str | None:
    """A link by sphinx.ext.extlinks."""
    if not isinstance(said, list) or not said or not isinstance(said[0], str) or said[0].count("%s") != 1:
        return None
    caption = said[1] if len(said) > 1 and isinstance(said[1], str) else ""
    shown = title or (caption.replace("%s", target) if caption else said[0].replace("%s", target))
    return _link(shown, said[0].replace("%s", target))


def _link(text: str, address: str) -> str:
    return f"`{_escaped(' '.join(text.split()))} <{address.replace(' ', '%20')}>`__"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`<>*_|])", r"\\\1", text)


def _code(role: str, title: str, target: str) -> str:
    text = title or target.removeprefix("!")
    if not title and ":" not in role.removeprefix("py:") and target.startswith("~"):
        text = target[1:].rpartition(".")[2]
    if role == "samp":
        text = re.sub(r"\{([^{}]*)\}", r"\1", text)
    return f"``{text}{'()' if role in CALLED and not title and not text.endswith(')') else ''}``"


SHOWN: Final[tuple[tuple[frozenset[str], Callable[[str, str, str], str]], ...]] = (
    (AS_CODE, _code),
    (STRONG, lambda _, title, target: f"**{_escaped(title or target)}**"),
    (frozenset({"guilabel"}), lambda _, title, target: _escaped((title or target).replace("&", ""))),
    (frozenset({"menuselection"}), lambda _, title, target: _escaped((title or target).replace("-->", "‣"))),
    (frozenset({"abbr"}), lambda _, title, target: _escaped(re.sub(r"\s*\([^()]*\)$", "", title or target))),
)
