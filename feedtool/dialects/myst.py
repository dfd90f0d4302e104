"""MyST, as Sphinx and ABlog read it: directives, roles, labels and comments."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import languages
from feedtool.dialects import attributes, elements, links, media, sphinx
from feedtool.dialects.arguments import Arguments
from feedtool.dialects.fences import Fence
from feedtool.dialects.shield import Shield

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r"\{[A-Za-z]|\{\{|\)=|^%|^\+\+\+|\]\(|\{[.#]", re.MULTILINE)
DIRECTIVE: Final = re.compile(
    r"(?P<indent>[ \t]*+)(?P<marks>`{3,}+|~{3,}+|:{3,}+)[ \t]*+"
    r"\{(?P<name>[A-Za-z][\w:+.-]*+)\}[ \t]*+(?P<words>[^\n]*+)"
)
OPTION: Final = re.compile(r"[ \t]*+:(?P<key>[\w-]++):[ \t]*+(?P<value>[^\n]*+)")
LABEL: Final = re.compile(r"[ \t]{0,3}\([^()\n]{1,200}\)=[ \t]*+|%[^\n]*+|\+\+\+[^\n]*+")
ROLE: Final = re.compile(r"\{([A-Za-z][\w:+.-]{0,50}+)\}")
TARGET: Final = re.compile(r"(?P<text>[^<>]{0,1000}?)\s*<(?P<target>[^<>]{1,1000})>", re.DOTALL)
SUBSTITUTION: Final = re.compile(r"\{\{\s*+([\w.-]{1,100}+)\s*+\}\}")
EMPTY: Final = re.compile(r"(?<!!)\[\](?=\(([^()\s]{1,500})\))")
FILE: Final = links.pattern(links.NOTES)
RST: Final = "eval-rst"
HAS_RST: Final = importlib.util.find_spec("docutils") is not None
DEEPEST: Final = 100  # directives in directives; what is deeper is text
CODE: Final = frozenset(
    {"code", "code-block", "sourcecode", "code-cell", "parsed-literal", "math", "mermaid", "prompt"}
)
WORDLESS: Final = frozenset({"math", "parsed-literal", "mermaid", "prompt"})  # what follows is no language
TABS: Final = frozenset({"tab", "tab-item"})
BARE: Final = frozenset({"div", "container", "tab-set", "grid", "grid-item", "card", "only", "rst-class", "table"})
TITLED: Final = frozenset({"admonition", "dropdown", "topic", "sidebar"})
BOXES: Final = frozenset(
    {"note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error", "seealso", "todo"}
)
QUOTES: Final = frozenset({"epigraph", "pull-quote", "highlights", "blockquote"})
SILENT: Final = frozenset({"toctree", "contents", "index", "tableofcontents", "bibliography", "meta"})
LINKS: Final = frozenset({"doc", "ref", "any", "numref", "download", "external", "std:doc", "std:ref"})
TAGS: Final[Mapping[str, str]] = {
    "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd", "strong": "strong",
    "emphasis": "em", "abbr": "abbr", "del": "del",
}  # fmt: skip
WORDS: Final = frozenset({"term", "eq", "cite", "cite:p", "cite:t", "download", "menuselection", "guilabel", "button"})


# Roles that lead to a numbered text, as Sphinx 9 addresses it.
NUMBERED: Final = {"pep": ("PEP", "https://peps.python.org/pep-{:04}/"),
                   "rfc": ("RFC", "https://datatracker.ietf.org/doc/html/rfc{}.html")}  # fmt: skip


class Directive(NamedTuple):
    """A directive that is open."""

    marks: str
    indent: str
    name: str
    words: str
    start: int  # where its lines begin among those shown


def expand(text: str, around: Around) -> str:
    """*text* as plain Markdown; what only Sphinx could make of it is told of."""
    if not TRIGGER.search(text):
        return text
    shield = Shield(_without_directives(text, around))
    shown = shield.spans_behind(shield.text, ROLE, lambda found, code: _role(found, code, shield, around))
    shown = SUBSTITUTION.sub(lambda found: _substituted(found, shield, around), shown)
    shown = EMPTY.sub(lambda found: f"[{elements.plain(found[1])}]", shown)
    shown = links.redirected(shown, FILE, lambda found: links.resolve(found["reference"], around))
    return shield.restored(attributes.without(attributes.unwrapped(shown)))


def _without_directives(text: str, around: Around) -> str:
    shown: list[str] = []
    opened: list[Directive] = []
    fence = Fence()
    for number, line in enumerate(text.split("\n"), 1):
        is_verbatim = bool(opened) and _is_verbatim(opened[-1])
        if opened and not fence.is_open and _closes(line, opened[-1].marks):
            _close(shown, opened.pop(), around)
        elif not (fence.is_open or is_verbatim or len(opened) == DEEPEST) and (
            found := DIRECTIVE.fullmatch(line.rstrip())
        ):
            directive = Directive(found["marks"], found["indent"], found["name"].lower(), found["words"], len(shown))
            opened.append(directive)
            if not _is_known(directive.name) and not (directive.name == RST and HAS_RST):
                around.warn(f"{{{directive.name}}}", number)
        elif is_verbatim or fence.holds(line) or not LABEL.fullmatch(line):
            shown.append(line)
    while opened:
        _close(shown, opened.pop(), around)
    return "\n".join(shown)


def _closes(line: str, marks: str) -> bool:
    inner = line.strip()
    return len(inner) >= len(marks) and not inner.strip(marks[0])


def _is_verbatim(directive: Directive) -> bool:
    """Whether the body is no Markdown."""
    return directive.name in CODE or directive.name in SILENT or directive.name in {"raw", RST}


def _is_known(name: str) -> bool:
    return (
        name in CODE | BARE | TITLED | BOXES | QUOTES | SILENT | media.PICTURES | TABS | {"raw"}
        or name in media.PLAYERS
        or name.startswith("version")
    )


def _close(shown: list[str], directive: Directive, around: Around) -> None:
    lines = shown[directive.start :]
    del shown[directive.start :]
    if directive.name == RST and HAS_RST:
        html = languages.html_of(sphinx.expand("\n".join(lines), around), "text/x-rst")
        shown += ["", *html.split("\n"), ""]
        return
    options, body = _options(lines)
    shown += _became(directive, options, body)


def _options(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The options at the head of a directive, and its body."""
    options: dict[str, str] = {}
    if lines and lines[0].strip() == "---":
        end = next((index for index, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        pairs = [line.partition(":") for line in lines[1:end]]
        return {key.strip(): value.strip() for key, _, value in pairs}, list(lines[end + 1 :])
    for index, line in enumerate(lines):
        option = OPTION.fullmatch(line)
        if option is None:
            return options, list(lines[index:])
        options[option["key"]] = option["value"].strip()
    return options, []


def _became(directive: Directive, options: Mapping[str, str], body: list[str]) -> list[str]:
    name, words, indent = directive.name, directive.words.strip(), directive.indent
    if name in SILENT or name == RST:
        return []
    if name == "raw":
        return body if words == "html" else []
    if name in CODE:
        language = words if name not in WORDLESS else "mermaid" if name == "mermaid" else ""
        return elements.code_block("\n".join(body), language, indent).split("\n")
    if name in media.PICTURES or name in media.PLAYERS:
        caption = {"caption": " ".join(" ".join(body).split())} if name == "figure" else {}
        return ["", indent + (media.embed(name, Arguments((words,), {**options, **caption})) or ""), ""]
    if name in TABS:
        body = [f"{indent}<strong>{words}</strong>", "", *body]
    elif name in TITLED | BOXES | QUOTES or name.startswith("version"):
        return _box(directive, body)
    return ["", *body, ""]


def _box(directive: Directive, body: list[str]) -> list[str]:
    name, words, indent = directive.name, directive.words.strip(), directive.indent
    title = words if name in TITLED else "" if name in QUOTES else name.capitalize()
    if words and name not in TITLED:
        body = [indent + words, "", *body]
    return [elements.opening(title, indent), *body, elements.closing(indent)]


def _elsewhere(role: str, target: str, text: str, around: Around) -> str:
    """The link of a role whose target the preset found, or that has a number for one; "" where it is another."""
    said = around.page.get(sphinx.KEY)
    known = said.get("targets", {}) if isinstance(said, dict) else {}
    if there := sphinx.address_of(known.get(f"{role.removeprefix('std:')} {target}"), around):
        return elements.anchor(there[0], text or there[1] or target)
    if role in NUMBERED and target.isdecimal():
        name, address = NUMBERED[role]
        return elements.anchor(address.format(int(target)), text or f"{name} {target}")
    return ""


def _role(found: re.Match[str], code: str, shield: Shield, around: Around) -> str:
    role = found[1].lower()
    titled = TARGET.fullmatch(code)
    text, target = (titled["text"], titled["target"]) if titled else (code, code)
    if there := _elsewhere(role, target, titled["text"] if titled else "", around):
        return there
    if role in LINKS:
        address = around.link_to(target.strip())
        if address is None:
            around.warn(f"{{{role}}}`{target}`", shield.line_of(found))
            return elements.plain(text)
        return elements.anchor(address, text)
    if role in TAGS:
        return (
            f"<{TAGS[role]}>{elements.plain(re.sub(r' ?[(].*', '', code) if role == 'abbr' else code)}</{TAGS[role]}>"
        )
    if role in WORDS or role.startswith(("bdg", "octicon", "fa", "material")):
        return elements.plain(text) if role in WORDS or role.startswith("bdg") else ""
    return elements.code_span(text.lstrip("~!"))


def _substituted(found: re.Match[str], shield: Shield, around: Around) -> str:
    for key in ("myst", "substitutions"):
        table = around.page.get(key)
        table = table.get("substitutions") if key == "myst" and isinstance(table, dict) else table
        if isinstance(table, dict) and found[1] in table:
            return str(table[found[1]])
    around.warn(found[0], shield.line_of(found))
    return ""
