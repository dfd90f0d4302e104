"""The real command in a process of its own, without the tenth of a second in which an interpreter starts and loads it.

A server that has loaded feedtool once forks a process for each run. What is about starting (hash seeds, what is loaded)
is run by tests in interpreters of their own.
"""

from __future__ import annotations

import multiprocessing
import sys
from contextlib import chdir
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([  # what a build loads
    "feedtool.cli", "feedtool.site", "feedtool.report", "feedtool.setup", "feedtool.listing", "feedtool.builder.rss",
    "feedtool.builder.atom", "feedtool.builder.jsonfeed", "feedtool.loader.page", "comrak", "nh3", "selectolax.lexbor",
    "yaml", "sqlite3", "tomllib", "json", "idna",
])  # fmt: skip
with chdir(Path(sys.executable).parent):  # not where a folder "feedtool" lies that is not the installed one
    ensure_running()

# Text, because the server knows nothing of the tests and could import no function of theirs.
PROCESS = """
import os, signal, sys
os.chdir(cwd)
signal.signal(signal.SIGINT, signal.default_int_handler)
for file, number in ((os.devnull, 0), (out, 1), (err, 2)):
    os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
sys.stdin = os.fdopen(0)
sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
sys.path.insert(0, cwd)  # as python -m does
sys.argv = ["feedtool", *arguments]
exec(first)
from feedtool.__main__ import main
main()
"""


def start(*arguments: str, cwd: Path, out: Path, err: Path, first: str = "") -> BaseProcess:
    """The command, running, after the code *first*; it writes its standard output and standard error to files."""
    for file in (out, err):
        file.write_bytes(b"")
    known = {"arguments": arguments, "cwd": str(cwd), "out": str(out), "err": str(err), "first": first}
    process = SERVER.Process(target=exec, args=(PROCESS, known))
    process.start()
    return process


def run(*arguments: str, cwd: Path, folder: Path) -> tuple[int, str, str]:
    """The exit code, and what the command wrote to standard output and standard error; *folder* is for scratch."""
    out, err = folder / "out", folder / "err"
    process = start(*arguments, cwd=cwd, out=out, err=err)
    process.join()
    return process.exitcode or 0, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
