"""The exit codes; a contract."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a run ends with."""

    FINE = 0
    NO = 1  # a post, a check or a file says no
    USAGE = 2  # the command or the configuration is wrong
    LATER = 75  # a server did not give what was asked for, and may do so later
    INTERRUPTED = 130
