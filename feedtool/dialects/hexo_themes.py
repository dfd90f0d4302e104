"""Tags of the themes that most of Hexo's blogs have: NexT's, and Butterfly's."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.dialects import elements, octopress
from feedtool.dialects.rendering import rooted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.dialects.rendering import Call

# The parts of tabs and of a timeline, which are comments.
PART: Final = re.compile(r"<!--[ \t]*(?:tab|timeline)\b[ \t]*([^\n@]*?)[ \t]*(?:@[^\n]*?)?-->")
PART_END: Final = re.compile(r"<!--[ \t]*end(?:tab|timeline)[ \t]*-->")
COLOURS: Final = frozenset({
    "default", "primary", "success", "info", "warning", "danger", "blue", "pink", "red", "purple", "orange", "green",
})  # fmt: skip
NO_TITLE: Final = COLOURS | {"no-icon", "icon", "simple", "modern", "flat", "disabled", ""}
LINKED: Final = 2  # an address and a text


def _commas(call: Call) -> list[str]:
    return [part.strip().strip("'\"") for part in call.arguments.split(",")]


def _boxed(call: Call, title: str, *around: str) -> str | None:
    """The inside, below its title; an element *around* both, by its name."""
    if not call.is_pair:
        return None
    shown = [f"<p><strong>{elements.plain(title)}</strong></p>"] if title else []
    inner = call.inner().strip("\n").rstrip().removeprefix(call.indent or "")
    return octopress.block(
        call, *(f"<{name}>" for name in around), *shown, *([inner] if inner else []), *(f"</{name}>" for name in around)
    )


def _note(call: Call) -> str | None:
    """`{% note [class] [no-icon] [summary] %}`"""
    words = octopress.words_of(call.arguments)
    title = [word for word in words if word.lower() not in NO_TITLE and not re.match(r"fa[srbl]?\b", word)]
    return _boxed(call, " ".join(title), "blockquote")


def _toggle(call: Call) -> str | None:
    """`{% hideToggle shown,background,colour %}`"""
    return _boxed(call, _commas(call)[0])


def _parts(call: Call) -> str | None:
    """`{% tabs name, 1 %}` and `{% timeline title,colour %}`: comments inside begin each part."""
    if not call.is_pair:
        return None
    indent = call.indent or ""

    def title(found: re.Match[str]) -> str:
        return f"\n{indent}<p><strong>{elements.plain(found[1])}</strong></p>\n" if found[1].strip() else ""

    inner = PART_END.sub("", PART.sub(title, call.inner())).strip("\n").rstrip()
    heading = _commas(call)[0] if call.token.name == "timeline" else ""
    shown = [f"<p><strong>{elements.plain(heading)}</strong></p>"] if heading else []
    return octopress.block(call, *shown, inner.removeprefix(indent))


def _label(call: Call) -> str | None:
    """NexT's `{% label class@text %}`, Butterfly's `{% label text colour %}`."""
    before, mark, text = call.arguments.partition("@")
    if mark and before.strip() in NO_TITLE:
        return elements.plain(text)
    words = octopress.words_of(call.arguments)
    return elements.plain(" ".join(words[:-1] if len(words) > 1 and words[-1] in COLOURS else words))


def _span(call: Call) -> str | None:
    """`{% span style, text %}`"""
    return elements.plain(call.arguments.partition(",")[2] or call.arguments)


def _first(call: Call) -> str | None:
    """`{% hideInline text,shown,background,colour %}`"""
    return elements.plain(_commas(call)[0])


def _button(call: Call) -> str | None:
    """`{% btn address, text, icon, style %}`"""
    parts = _commas(call)
    return elements.anchor(rooted(parts[0], call.run.around), parts[1] if len(parts) >= LINKED else "")


def _picture(call: Call) -> str | None:
    """`{% inlineImg address [height] %}`"""
    words = octopress.words_of(call.arguments)
    return elements.image(rooted(words[0], call.run.around)) if words else None


def _diagram(call: Call) -> str | None:
    """A diagram, which a script would draw: its words, as code."""
    if not call.is_pair:
        return None
    return octopress.block(call, f"<pre><code>{escape(call.inner().strip(), quote=False)}</code></pre>")


def _quote(call: Call) -> str | None:
    return _boxed(call, "", "blockquote")


def _video(call: Call) -> str | None:
    words = octopress.words_of(call.arguments)
    return elements.anchor(f"https://www.bilibili.com/video/{words[0]}") if words else None


TAGS: Final[Mapping[str, Callable[[Call], str | None]]] = {
    "bilibili": _video, "btn": _button, "button": _button, "centerquote": _quote, "cq": _quote, "hideBlock": _toggle,
    "hideInline": _first, "hideToggle": _toggle, "inlineImg": _picture, "label": _label, "mermaid": _diagram,
    "note": _note, "span": _span, "subnote": _note, "tabs": _parts, "timeline": _parts, "video": octopress.video,
}  # fmt: skip
