"""XML documents that feedtool wrote, read back: whose they are, and which entries they hold."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

GENERATOR: Final = "feedtool"


def read(data: bytes) -> etree._Element | None:
    """The root of a document, mended where somebody edited it by hand; None where nothing is left of it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _is_whole(data: bytes) -> bool:
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def generator_is_ours(data: bytes, path: str) -> bool:
    """Whether the element at *path* names feedtool. *path* is in ElementPath, with its namespaces."""
    root = read(data)
    if root is not None and (root.findtext(path) or "").strip() == GENERATOR:
        return True
    head = re.split(rb"<(?:item|entry)\b", data, maxsplit=1)[0]
    return f"<generator>{GENERATOR}</generator>".encode() in head and not _is_whole(data)  # edited until it is no XML


def entries(data: bytes, path: str, key: str) -> dict[str, bytes]:
    """The elements at *path*, each under the text of its child *key*."""
    root = read(data)
    found = {}
    for element in root.iterfind(path) if root is not None else ():
        element.tail = None
        found[element.findtext(key) or ""] = etree.tostring(element, method="c14n", exclusive=True)
    return found
