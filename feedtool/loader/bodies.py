"""A post's body, read when a feed wants it: from its source, its dialect made plain, or from its built page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from feedtool import dialects, languages, presets
from feedtool.errors import Place, Problem
from feedtool.languages import html_of
from feedtool.loader.beside import Beside
from feedtool.loader.built import body_of
from feedtool.loader.decode import decode
from feedtool.loader.files import raws_of
from feedtool.loader.reading import unknown_language
from feedtool.loader.references import References
from feedtool.raw import NoPost, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from feedtool.loader.sources import Site, Source
    from feedtool.model import Post
    from feedtool.raw import Raw


MARK: Final = "<!--more-->"  # as feedtool.content knows it


class Text(NamedTuple):
    """A body in the language that its Body names, and what was dropped from it."""

    text: str
    warnings: tuple[Problem, ...] = ()
    is_alone: bool = True  # False: other files of the site may have had a say in it


def with_mark(body: str, separator: object) -> str:
    """*body* with the usual comment where the text *separator* ends a summary. Blank lines may be one, and stay."""
    if not isinstance(separator, str) or not separator:
        return body
    text = separator.strip()
    return body.replace(separator, separator.replace(text, MARK) if text else MARK + separator, 1)


def changed(why: str = "") -> SourceError:
    """Of a file that is another than it was when its metadata was read."""
    said = f" ({why})" if why else ""
    return SourceError("F106", f"a file that changed while it was read{said}", "a file at rest", "build again")


class Bodies:
    """Reads the bodies of a site's *posts*, which may refer to each other."""

    def __init__(self, posts: Iterable[Post], sources: Sequence[Source], site: Site) -> None:
        self._sources, self._site = sources, site
        self._references = References(posts, sources)
        self._beside = [Beside(source.folder, site.root) for source in sources]

    def read(self, post: Post) -> Text:
        """The body of *post*, read anew. Raises SourceError."""
        try:
            return self._read(post)
        except (NoPost, OSError) as why:
            raise changed(str(why)) from None

    def _read(self, post: Post) -> Text:
        if post.body.text is not None:
            return Text(post.body.text)
        if post.body.shelved is not None:
            return Text(post.body.shelved.read())
        if html := self._built(post):
            return Text(html)
        source = self._sources[post.body.source]
        raw = self._raw(post, source)
        if not languages.is_known(raw.type):  # its page has no article that could be told
            raise unknown_language(raw.type)
        preset = presets.named(source.preset)
        passes = preset.passes if raw.passes is None else raw.passes
        if raw.type.startswith("text/x-rst") and preset.passes_of_rst is not None:
            passes = preset.passes_of_rst
        plain = self._plain(post, raw, passes)
        if post.body.page is None:
            return plain
        language = preset.body if raw.type == "text/markdown" else raw.type
        return plain._replace(text=html_of(plain.text, language))  # its page has no article that could be told

    def _built(self, post: Post) -> str:
        """What the post's page has of it; "" where there is no page, or nothing to be told."""
        if post.body.page is None:
            return ""
        anchor = unquote(urlsplit(post.link).fragment)
        return body_of(decode(post.body.page, is_page=True), post.title, self._site.rules, anchor)

    def _raw(self, post: Post, source: Source) -> Raw:
        path = os.path.relpath(post.body.path, source.folder).replace(os.sep, "/")
        for part, raw in enumerate(raws_of(source, path, self._site, self._beside[post.body.source])):
            if part == post.body.part:
                return raw
        raise changed()

    def _plain(self, post: Post, raw: Raw, passes: Sequence[str]) -> Text:
        warnings: list[Problem] = []
        looked: list[str] = []  # at other posts

        def link_to(reference: str) -> str | None:
            looked.append(reference)
            return self._references.link_to(reference, post)

        def title_of(address: str) -> str:
            looked.append(address)
            return self._references.title_of(address)

        def warn(name: str, line: int) -> None:
            warnings.append(Problem(
                code="F114", place=Place(post.file, raw.first + line - 1),
                found=f"{name}, which is left out of the feed",
                expected="what feedtool knows of the generator's own Markdown",
                remedy='set built = "..." in [[sources]], the folder of the built pages: bodies then come from there',
            ))  # fmt: skip

        around = dialects.Around(
            site=self._site.url, link=post.link, page=raw.metadata, warn=warn,
            link_to=link_to, title_of=title_of,
        )  # fmt: skip
        said = raw.metadata.get("excerpt_separator") or self._sources[post.body.source].excerpt_separator
        text = dialects.expand(with_mark(raw.body, said), passes, around)
        for unknown in languages.unknown(text, raw.type):
            warn(*unknown)
        is_alone = not looked and presets.named(self._sources[post.body.source].preset).prepare is None
        return Text(text, tuple(warnings), is_alone)
