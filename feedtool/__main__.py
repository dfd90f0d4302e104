"""`python -m feedtool`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, and end with its exit code."""
    try:
        from feedtool.cli import run

        code = run()
    except KeyboardInterrupt:  # before the command line is there to tell it
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
