"""The real command in a process of its own, without the tenth of a second in which an interpreter starts and loads it.

A server that has loaded feedtool once forks a process for each run. What is about starting (hash seeds, what is loaded)
is run by tests in interpreters of their own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

from feedtool.__main__ import main

ROOT = str(Path(__file__).parent.parent)
if ROOT not in sys.path:
    sys.path.append(
        ROOT
    )  # last, so that feedtool is the installed one: a process that is forked finds this module by it
SERVER = multiprocessing.get_context("forkserver")
# What a build loads. No module of the tests: the server does not know where they lie.
SERVER.set_forkserver_preload([
    "feedtool.cli", "feedtool.site", "feedtool.report", "feedtool.setup", "feedtool.listing", "feedtool.builder.rss",
    "feedtool.builder.atom", "feedtool.builder.jsonfeed", "feedtool.loader.page", "comrak", "nh3", "selectolax.lexbor",
    "yaml", "sqlite3", "tomllib", "json", "idna",
])  # fmt: skip


def _run(arguments: tuple[str, ...], cwd: str, out: str, err: str) -> None:
    os.chdir(cwd)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for file, number in ((os.devnull, 0), (out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(0),
        os.fdopen(1, "w", encoding="utf-8"),
        os.fdopen(2, "w", encoding="utf-8"),
    )
    sys.path.insert(0, cwd)  # as `python -m` does
    sys.argv = ["feedtool", *arguments]
    main()


def run(*arguments: str, cwd: Path, folder: Path) -> tuple[int, str, str]:
    """The exit code, and what the command wrote to standard output and standard error; *folder* is for scratch."""
    out, err = folder / "out", folder / "err"
    for file in (out, err):
        file.write_bytes(b"")
    process = SERVER.Process(target=_run, args=(arguments, str(cwd), str(out), str(err)))
    process.start()
    process.join()
    return process.exitcode or 0, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
