"""The files around a source's posts that say something of them, each read once; and which folders were looked at."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from feedtool import assignments
from feedtool.loader import heads
from feedtool.loader.decode import decode
from feedtool.notation import READERS, lenient_yaml
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READ_AS: Final = {
    ".yml": READERS["yaml"], ".yaml": READERS["yaml"], ".toml": READERS["toml"], ".json": READERS["json"],
    ".js": READERS["js"], ".cjs": READERS["js"], ".mjs": READERS["js"], ".py": assignments.of,
}  # fmt: skip


class Beside:
    """feedtool.raw.Beside, for the source in *folder* of the site in *root*, both absolute."""

    def __init__(self, folder: str, root: str) -> None:
        self.folder, self._root = folder, root
        self.folders: set[str] = set()  # a change in them may change posts
        self._known: dict[str, Any] = {}

    def above(self, path: str) -> tuple[str, ...]:
        """The folders from the root, or the source where it is not below it, down to that of *path*."""
        lowest = os.path.dirname(os.path.normpath(os.path.join(self.folder, path)))
        top = self._root if os.path.join(lowest, "").startswith(os.path.join(self._root, "")) else self.folder
        between = os.path.relpath(lowest, top)
        names = [] if between == os.curdir else between.split(os.sep)
        return tuple(os.path.normpath(os.path.join(top, *names[:count])) for count in range(len(names) + 1))

    def text(self, file: str) -> str | None:
        text: str | None = self.once(f"text {file}", lambda: self._text(file))
        return text

    def _text(self, file: str) -> str | None:
        if "\0" in file:  # a name that no disk can have
            return None
        # A look at a folder does not show what is hidden in it.
        self.folders.add(file if os.path.basename(file).startswith(".") else os.path.dirname(file))
        try:
            return decode(file)
        except FileNotFoundError:
            return None
        except SourceError as why:
            if why.code == "F101":  # an empty file says nothing
                return None
            raise self._told(why, file) from None
        except OSError as why:
            raise self._told(
                SourceError(
                    "F100", f"cannot be read ({why.strerror})", "a file that can be read", "check its permissions"
                ),
                file,
            ) from None

    def data(self, file: str, *, tags: bool = False) -> Any:
        reader = lenient_yaml if tags else READ_AS[os.path.splitext(file)[1].lower()]
        return self.once(f"data {file}", lambda: self._read(file, reader))

    def head(self, file: str, style: str = "fenced") -> Mapping[str, object]:
        if not self._is_ours(file):
            return {}
        return self.once(f"head {file}", lambda: self._read(file, lambda text: heads.split(text, style).metadata)) or {}

    def _is_ours(self, file: str) -> bool:
        """Whether *file*, which a post may have named, lies in the site or the source."""
        path = os.path.normpath(file)
        return any(path.startswith(os.path.join(folder, "")) for folder in (self._root, self.folder))

    def _read(self, file: str, reader: Callable[[str], Any]) -> Any:
        text = self.text(file)
        try:
            return None if text is None else reader(text)
        except SourceError as why:
            raise self._told(why, file) from None

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _told(self, why: SourceError, file: str) -> SourceError:
        """*why*, as it is said at the post that needs *file*."""
        name = os.path.relpath(file, self._root).replace(os.sep, "/")
        where = f"{name}:{why.line}" if why.line else name
        return SourceError(why.code, f"{where}: {why.found}", why.expected, why.remedy)
