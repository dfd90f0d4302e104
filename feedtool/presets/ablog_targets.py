"""Where Sphinx' documents and their labels are, for the roles that lead to them; and files that stand in a text."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import languages
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.raw import Beside, Raw

NAMES: Final = "doc|ref|term|any|numref"
ROLE: Final = re.compile(rf"(?::(?:std:)?(?P<rst>{NAMES}):|\{{(?:std:)?(?P<myst>{NAMES})\}})`(?P<text>[^`]+)`")
TITLED: Final = re.compile(r"[^<>]*<(?P<target>[^<>]+)>", re.DOTALL)
SUFFIXES: Final = (".rst", ".md", ".ipynb", ".txt")
SKIPPED: Final = ("_build", "_website", "_templates", "_static", "node_modules")
LABEL: Final = re.compile(r"^(?:\.\. _(?P<rst>[^:`\n]+|`[^`\n]+`):|\((?P<myst>[^()\n]+)\)=)[ \t]*$", re.MULTILINE)
# A title, of reStructuredText (which may have a line over it) or of Markdown.
TITLE: Final = re.compile(
    r"\s*(?:(?P<over>[=*~\"'^#+-])(?P=over)+\n[ \t]*)?(?:#{1,6}[ \t]+(?P<marked>[^\n]+)"
    r"|(?P<title>\S[^\n]*)\n(?P<under>[!-/:-@\[-`{-~])(?P=under)+[ \t]*(?:\n|$))"
)
GLOSSARY: Final = re.compile(r"(?:\.\. |\{)glossary(?:::|\})[^\n]*\n(?P<terms>(?:[ \t]*\n|[ ]+[^\n]*\n?)+)")
TERM: Final = re.compile(r"^[ ]{1,8}(\S[^\n]*)\n[ ]{4,}\S", re.MULTILINE)
INCLUDE: Final = re.compile(
    r"(?P<start>(?P<indent>[ ]*)\.\. |(?P<marks>`{3,}|:{3,})\{)literalinclude(?P<end>:: *|\} *)(?P<path>\S+)[ ]*\n"
    r"(?P<options>(?:[ ]*:[\w-]+:[^\n]*\n?)*)(?(marks)(?P=marks)[ ]*(?:\n|$))"
)


class Target(NamedTuple):
    """A place in a document: the document without suffix, the id of the place, and its title."""

    document: str
    anchor: str
    title: str


def targets(raw: Raw, inside: str, home: str, beside: Beside, *, own_titles: bool = False) -> dict[str, Target]:
    """What the roles in *raw*, a document at the path *inside* of the folder *home*, lead to, as far as it is there."""
    found: dict[str, Target] = {}

    def labels() -> Mapping[str, Target]:
        known: dict[str, Target] = beside.once(f"labels {home}", lambda: _labels(home, beside, own_titles=own_titles))
        return known

    for role in ROLE.finditer(raw.body):
        titled = TITLED.fullmatch(role["text"])
        name, target = role["rst"] or role["myst"], titled["target"] if titled else role["text"]
        label = " ".join(target.lower().split())
        known = labels().get(f"term {label}" if name == "term" else label) if name != "doc" else None
        if known is None and name in {"doc", "any"}:
            known = _document(target.strip(), inside, home, beside)
        if known is not None:
            found[f"{name} {target}"] = known
    return found


def _document(target: str, inside: str, home: str, beside: Beside) -> Target | None:
    document = os.path.normpath(_below(target, inside)).replace(os.sep, "/")
    stem = os.path.splitext(document)[0] if document.endswith(SUFFIXES) else document
    for suffix in SUFFIXES:
        text = _text(os.path.join(home, stem + suffix), beside)
        if text is not None and not stem.startswith(".."):
            return Target(stem, "", _title(text))
    return None


def _below(path: str, inside: str) -> str:
    """A path as a document *inside* says it, from the folder of conf.py."""
    return path.lstrip("/") if path.startswith("/") else os.path.join(os.path.dirname(inside), path)


def _text(file: str, beside: Beside) -> str | None:
    try:
        return beside.text(file)
    except SourceError:
        return None


def _title(text: str) -> str:
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    found = next((one for one in TITLE.finditer(text) if one["marked"] or len(one["title"]) > 1), None)
    return _plain(found["marked"] or found["title"]) if found else ""


def _plain(title: str) -> str:
    return re.sub(r"``?|\*\*?|:[\w:]+:(?=`)", "", title).strip(" #")


def _labels(home: str, beside: Beside, *, own_titles: bool) -> dict[str, Target]:
    """The labels of all documents, of which ABlog gives posts their files' names, and Sphinx, with *own_titles*,
    sections their titles; and "term x" for what glossaries tell of.
    """
    found: dict[str, Target] = {}
    posts: dict[str, Target] = {}
    titles: dict[str, Target] = {}
    for file in _documents(home):
        text = _text(os.path.join(home, file), beside) or ""
        document = os.path.splitext(file)[0]
        for label in LABEL.finditer(text):
            name = (label["rst"] or label["myst"]).strip("` ").lower()
            heading = TITLE.match(re.sub(LABEL, "", text[label.end() : label.end() + 1000]))
            title = _plain(heading["marked"] or heading["title"]) if heading else ""
            found.setdefault(" ".join(name.split()), Target(document, languages.identifier(name), title))
        posts.setdefault(document.rpartition("/")[2].lower(), Target(document, "", _title(text)))
        if own_titles:
            for heading in TITLE.finditer(text):
                title = _plain(heading["marked"] or heading["title"])
                there = Target(document, languages.identifier(title), title)
                for name in (f"{document}:{title}", title):
                    titles.setdefault(" ".join(name.lower().split()), there)
        for glossary in GLOSSARY.finditer(text):
            for term in TERM.finditer(glossary["terms"]):
                words = term[1].partition(" : ")[0].strip()
                anchor = f"term-{languages.identifier(words)}"
                found.setdefault(f"term {words.lower()}", Target(document, anchor, words))
    return {**posts, **titles, **found}


def _documents(home: str) -> Iterator[str]:
    for folder, names, files in os.walk(home):
        names[:] = sorted(name for name in names if name not in SKIPPED and not name.startswith("."))
        for file in sorted(files):
            if file.endswith((".rst", ".md")):
                yield os.path.relpath(os.path.join(folder, file), home).replace(os.sep, "/")


# -- files in a text ---------------------------------------------------------------------------------------------------


def with_files(body: str, inside: str, home: str, beside: Beside) -> str:
    """*body* with the files of the site that literalinclude names, as blocks of code."""

    def block(found: re.Match[str]) -> str:
        said = dict(re.findall(r":([\w-]+):[ ]*([^\n]*)", found["options"]))
        file = os.path.normpath(os.path.join(home, _below(found["path"], inside)))
        text = _text(file, beside) if file.startswith(os.path.join(home, "")) else None
        lines = None if text is None else _chosen(text.rstrip("\n").split("\n"), said)
        if lines is None:
            return found[0]
        language = said.get("language", "")
        if found["marks"]:
            return "\n".join((f"{found['marks']}{{code-block}} {language}", *lines, found["marks"], ""))
        indent = found["indent"]
        code = (f"{indent}   {line}".rstrip() for line in lines)
        return "\n".join((f"{indent}.. code-block:: {language}", "", *code, "", ""))

    return INCLUDE.sub(block, body) if "literalinclude" in body else body


def _chosen(lines: list[str], said: Mapping[str, str]) -> list[str] | None:
    """The lines that options choose; None where only Python would tell."""
    if said.keys() & {"pyobject", "diff"}:
        return None
    first = last = None
    if mark := said.get("start-after") or said.get("start-at"):
        first = next((at + ("start-after" in said) for at, line in enumerate(lines) if mark in line), None)
    if mark := said.get("end-before") or said.get("end-at"):
        ends = (at + ("end-at" in said) for at, line in enumerate(lines) if mark in line and at >= (first or 0))
        last = next(ends, None)
    lines = lines[first:last]
    if "lines" in said:
        numbers = [number for part in said["lines"].split(",") for number in _range(part.strip(), len(lines))]
        lines = [lines[number - 1] for number in numbers if 0 < number <= len(lines)]
    if said.get("dedent", "").strip().isdigit():
        lines = [line[int(said["dedent"]) :] for line in lines]
    return lines


def _range(part: str, count: int) -> range:
    found = re.fullmatch(r"(\d*)\s*(-?)\s*(\d*)", part)
    if found is None or not (found[1] or found[3]):
        return range(0)
    first = int(found[1] or 1)
    return range(first, (min(int(found[3] or count), count) if found[2] else first) + 1)


def handed_on(raw: Raw, settings: Mapping[str, Any], inside: str, home: str, beside: Beside) -> dict[str, Any]:
    """What the passes of Sphinx' dialects want to know."""
    external = settings.get("extlinks")
    extensions = settings.get("extensions")
    own_titles = isinstance(extensions, list) and "sphinx.ext.autosectionlabel" in extensions
    return {
        "targets": targets(raw, inside, home, beside, own_titles=own_titles),
        "extlinks": external if isinstance(external, dict) else {},
    }
