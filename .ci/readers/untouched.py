"""What comes out of feedtool's rules passes another sanitiser's default untouched: python untouched.py CASES PURIFY."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

from feedtool.content import Cleaner
from feedtool.content.rules import pure
from feedtool.markup import fragment, inner


def main() -> None:
    cases, purify = Path(sys.argv[1]), sys.argv[2]
    texts = [file.read_text(encoding="utf-8") for file in sorted(cases.glob("*.toml"))]
    before = [case["before"] for text in texts for case in tomllib.loads(text)["case"]]
    # Both are written by one serialiser: jsdom's escapes otherwise, and loses an empty first line of <pre>.
    made = [pure(html, "https://e.example/post/", Cleaner()).html for html in before]
    lines = "\n".join(map(json.dumps, made))
    shown = subprocess.run(["node", purify], input=lines, check=True, capture_output=True, text=True).stdout
    left = [json.loads(line) for line in shown.splitlines()]
    touched = [
        f"{html}\n  is {after}" for html, after in zip(made, left, strict=True)
        if inner(fragment(html)).replace("<pre>\n\n", "<pre>") != inner(fragment(after))
    ]  # fmt: skip
    if touched:
        sys.exit("\n".join(touched))
    print(f"{len(made)} pieces of HTML, untouched")


if __name__ == "__main__":
    main()
