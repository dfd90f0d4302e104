"""What generators take from the machine that they run on, and `init` from the one that it runs on."""

from __future__ import annotations

import os
from typing import Final

LOCALTIME: Final = "/etc/localtime"


def zone() -> str:
    """The name of the machine's time zone; "" where it has none to tell."""
    if name := os.environ.get("TZ", "").lstrip(":"):
        return name
    _, mark, name = os.path.realpath(LOCALTIME).partition("/zoneinfo/")
    return name if mark else ""
