"""What Docusaurus adds to Markdown that is no MDX: ids of headings, and words behind the language of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.dialects import attributes
from feedtool.dialects.mdx import plain_code
from feedtool.dialects.shield import Shield

if TYPE_CHECKING:
    from feedtool.dialects import Around


def expand(text: str, _: Around) -> str:
    """*text* without them; braces, elements and imports are text."""
    shield = Shield(plain_code(text))
    return shield.restored(attributes.without(shield.text, spans=False))
