"""Octopress's own tags, which Hexo took over: pictures, quotations, code."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.dialects import elements
from feedtool.dialects.rendering import rooted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedtool.dialects.rendering import Call

WORD: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'(?=\s|$)|\S++")
QUOTED: Final = re.compile(r"([\"'])(.*)\1", re.DOTALL)
IS_ADDRESS: Final = re.compile(r"https?://|/|\.{1,2}/|[\w%+,/~-]++\.\w")
CITED: Final = re.compile(r"(?P<who>\S.*?)?\s*+(?P<link>https?://\S++)\s*+(?P<title>.*)", re.DOTALL)
OPTION: Final = re.compile(
    r"(?:lang|line_number|line_threshold|first_line|highlight|mark|wrap|language_attr|start|linenos|range):\S"
)
PULLED: Final = re.compile(r"\{\"\s?|\s?\"\}")


class Quoted(str):
    """A word that stood in quotes."""

    __slots__ = ()


def words_of(text: str) -> list[str]:
    """The arguments in *text*, with blanks between them; those in quotes without."""
    found = [one[0] for one in WORD.finditer(text)]
    return [Quoted(quoted[2]) if (quoted := QUOTED.fullmatch(one)) else one for one in found]


def block(call: Call, *parts: str) -> str:
    """*parts* as a block of its own, blank lines between them, as far to the right as the tag is."""
    indent = call.indent
    before = "\n\n" if indent is None else ""
    gap = f"\n{(indent or '').rstrip()}\n{indent or ''}"
    return f"{before}{gap.join(parts)}\n"


def code(call: Call, language: str = "", caption: str = "") -> str:
    """The inside as code, *caption* (HTML) above it."""
    inner, indent = call.inner(), call.indent or ""
    inner = re.sub(r"\A(?:[ \t]*+\n)+|\s+\Z", "", inner).removeprefix(indent)
    shown = inner.replace("&", "&amp;").replace("<", "&lt;")  # not ">": it may be the mark of a quotation around it
    kind = f' class="language-{escape(language)}"' if language else ""
    parts = [f"<p>{caption}</p>"] if caption else []
    return block(call, *parts, f"<pre><code{kind}>{shown}</code></pre>")


def highlight(call: Call) -> str | None:
    """Jekyll's and Eleventy's: the language comes first."""
    if not call.is_pair:
        return None
    return code(call, next(iter(words_of(call.arguments.replace(",", " "))), ""))


def codeblock(call: Call) -> str | None:
    """`{% codeblock [title] [lang:x] [url] [link text] %}`"""
    if not call.is_pair:
        return None
    words = words_of(call.arguments)
    language = next((word.removeprefix("lang:") for word in words if word.startswith("lang:")), "")
    title = " ".join(word for word in words if not OPTION.match(word))
    if found := CITED.fullmatch(title):
        link = elements.anchor(found["link"], found["title"] or "link")
        return code(call, language, f"{elements.plain(found['who'] or '')} {link}".strip())
    return code(call, language, elements.plain(title))


def image(call: Call) -> str | None:
    """`{% img [class] address [width [height]] [title [alt]] %}`"""
    words = words_of(call.arguments)
    at = next((at for at, word in enumerate(words) if IS_ADDRESS.match(word)), None)
    return None if at is None else picture(rooted(words[at], call.run.around), words[at + 1 :])


def picture(address: str, words: Sequence[str]) -> str:
    """A picture; *words* are `[width [height]] [title [alt]]`."""
    sizes: list[str] = []
    rest = list(words)
    while rest and rest[0].isdecimal() and len(sizes) < 2:  # noqa: PLR2004 - width and height
        sizes.append(rest.pop(0))
    width, height = [*sizes, "", ""][:2]
    is_pair = len(rest) == 2 and all(isinstance(word, Quoted) for word in rest)  # noqa: PLR2004 - title and alt
    alt = rest[1] if is_pair else " ".join(rest)
    return elements.image(address, alt, width=width, height=height)


def blockquote(call: Call) -> str | None:
    """`{% blockquote [author[, source]] [link] [title of the source] %}`"""
    return quotation(call, _footer(words_of(call.arguments))) if call.is_pair else None


def pullquote(call: Call) -> str | None:
    """Hexo pulls the whole out; in Octopress marks say what is shown twice, and a feed shows it once."""
    return PULLED.sub("", quotation(call, "")) if call.is_pair else None


def quotation(call: Call, footer: str) -> str:
    """The inside as a quotation. What a feed shows stays Markdown in it."""
    inner = call.inner().strip("\n").rstrip().removeprefix(call.indent or "")
    shown = [f"<footer>{footer}</footer>"] if footer else []
    return block(call, "<blockquote>", *([inner] if inner else []), *shown, "</blockquote>")


def _footer(words: Sequence[str]) -> str:
    text = " ".join(words)
    if found := CITED.fullmatch(text):
        who, link, title = found["who"] or "", found["link"], found["title"]
        cited = elements.anchor(link, title or re.sub(r"^https?://|/(?:index\.html?)?$", "", link))
    else:
        who, _, title = text.partition(",")
        cited = elements.plain(title)
    shown = [f"<strong>{elements.plain(who)}</strong>"] if who.strip() else []
    return " ".join([*shown, f"<cite>{cited}</cite>"] if cited else shown)


def video(call: Call) -> str | None:
    """`{% video address [width height] [poster] %}` becomes a link."""
    words = words_of(call.arguments)
    return elements.anchor(rooted(words[0], call.run.around)) if words else None


def gist(call: Call) -> str | None:
    """`{% gist id [file] %}` becomes a link."""
    words = words_of(call.arguments)
    return elements.anchor(f"https://gist.github.com/{words[0].strip('/')}") if words else None
