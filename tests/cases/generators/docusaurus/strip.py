"""Takes scripts, styles, SVG and preload links out of a built page and drops hashes: python strip.py IN.html OUT.html."""

from __future__ import annotations

import re
import sys
from pathlib import Path

# Everything here is code or drawing, nothing that a reader of the page takes a post from
GONE = (
    r"<script\b.*?</script>",
    r"<style\b.*?</style>",
    r"<svg\b.*?</svg>",
    r"<link rel=\"?(?:stylesheet|preload|prefetch|modulepreload|preconnect)\b[^>]*>",
)


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    # JSON-LD is a script too, but it says what a post is: kept
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"<script\b[^>]*\bapplication/ld\+json.*?</script>", keep, text, flags=re.DOTALL)
    for pattern in GONE:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    text = re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], text)
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
