"""`python -m feedtool`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, and end with its exit code."""
    from feedtool.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
