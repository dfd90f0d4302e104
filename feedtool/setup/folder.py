"""A site's folder, asked for its files and what they say. What cannot be read says nothing; nothing is ever run."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from feedtool import assignments, globs, walk
from feedtool.loader.decode import decode
from feedtool.notation import json_object, lenient_yaml, toml_of
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A key of a JavaScript object, or a constant, with a literal behind it.
LITERAL: Final = re.compile(
    r"""(?<![\w.$'"-])(?:['"](?P<quoted>[\w-]+)['"]|(?P<key>[\w$]+))(?:\s*:\s*[\w<>\[\]]+)?\s*[:=]\s*"""
    r"""(?:'(?P<single>(?:[^'\\\n]|\\.)*)'|"(?P<double>(?:[^"\\\n]|\\.)*)"|`(?P<back>[^`\\$]*)`|(?P<word>true|false|-?\d+)\b)"""
)


class Folder:
    """A folder to look into. Paths are relative to it, with "/"."""

    def __init__(self, root: str) -> None:
        self.root = os.path.abspath(root)

    @property
    def name(self) -> str:
        return os.path.basename(self.root)

    def path(self, *names: str) -> str:
        return os.path.join(self.root, *names)

    def has(self, *paths: str) -> str:
        """The first of *paths* that is there, a file or a folder; "" where none is."""
        return next((path for path in paths if os.path.exists(self.path(path))), "")

    def has_folder(self, *paths: str) -> str:
        return next((path for path in paths if os.path.isdir(self.path(path))), "")

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file below that may be a post: no dot files, no node_modules."""
        return walk.tree(self.root).files

    def matching(self, *patterns: str) -> list[str]:
        """The files that one of some globs matches."""
        return [file for file in self.files if globs.matches(file, patterns)]

    def text(self, path: str) -> str:
        try:
            return decode(self.path(path)) if path and os.path.isfile(self.path(path)) else ""
        except (OSError, SourceError):
            return ""

    def data(self, path: str) -> dict[str, Any]:
        """The table in a file, by its suffix: YAML, TOML or JSON."""
        text = self.text(path)
        try:
            if path.endswith(".toml"):
                found: Any = toml_of(text)
            else:
                found = json_object(text.lstrip())[0] if path.endswith(".json") else lenient_yaml(text)
        except SourceError:
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def package(self) -> dict[str, Any]:
        """package.json."""
        return self.data("package.json")

    def needs(self, *names: str) -> bool:
        """Whether package.json names one of some packages."""
        tables = (self.package.get(key) for key in ("dependencies", "devDependencies", "peerDependencies"))
        return any(name in table for table in tables if isinstance(table, dict) for name in names)

    def literals(self, path: str) -> dict[str, Any]:
        """The texts, numbers and flags of a JavaScript file, by key; of a key that stands there twice the first."""
        return literals(without_comments(self.text(path)))

    def assignments(self, path: str) -> dict[str, Any]:
        """What a Python file gives to names at its top level, as far as reading tells it."""
        return assignments.of(self.text(path))

    def unread(self, path: str, wanted: Iterable[str], known: Mapping[str, Any] | None = None) -> tuple[str, ...]:
        """A sentence that names those *wanted* of a Python file's settings that only running it would tell, if any."""
        names = [name for name in assignments.read(self.text(path), known).unread if name in wanted]
        if not names:
            return ()
        them = "is" if len(names) == 1 else "are"
        return (
            f"{', '.join(names)} in {path} {them} made by code, which feedtool does not run: correct what it wrote.",
        )


def literals(script: str) -> dict[str, Any]:
    """The texts, numbers and flags of JavaScript, by key; of a key that stands there twice the first."""
    found: dict[str, Any] = {}
    for match in LITERAL.finditer(script):
        text = next((match[name] for name in ("single", "double", "back") if match[name] is not None), None)
        value: Any = re.sub(r"\\(.)", r"\1", text) if text is not None else _word(match["word"])
        found.setdefault(match["quoted"] or match["key"], value)
    return found


def joined(*paths: str) -> str:
    """Paths of a site as one, with "/"."""
    return os.path.normpath(os.path.join(*paths)).replace(os.sep, "/")


def _word(word: str) -> Any:
    return word == "true" if word in {"true", "false"} else int(word)


def without_comments(text: str) -> str:
    """JavaScript without comments on lines of their own and without /* ... */; "//" in an address stays."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
