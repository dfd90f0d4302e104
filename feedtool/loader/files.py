"""One file of a source to the posts in it, or everything that is wrong with it."""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from feedtool import presets, walk
from feedtool.errors import Place, Problem, quoted
from feedtool.loader import reading
from feedtool.loader.decode import decode
from feedtool.loader.sources import kind_of, needed
from feedtool.loader.undated import date_of_file
from feedtool.raw import File, MissingPackage, NoPost, Raw, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from feedtool.loader.sources import Site, Source
    from feedtool.raw import Beside


# What our own feeds say of themselves, near their beginnings.
OURS: Final = re.compile(
    r'\s*+(?:<\?xml .*?<generator[^>]{0,99}>feedtool</generator>|\{\s*+"version".{1,99}?jsonfeed.*?"_feedtool": ?\{)',
    re.DOTALL,
)
HEAD: Final = 100_000  # characters


def posts_of(source: Source, index: int, path: str, site: Site, beside: Beside) -> Iterator[reading.Read]:
    """What became of each post in the file *path*, relative to *source*, which is the one number *index*.

    Raises ConfigError where its preset needs a package that is not there.
    """
    absolute = os.path.join(source.folder, path)
    name = walk.shown(absolute, site.root)
    if not path.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in path):
        yield _refused("F107", Place(name), "a file name that is no UTF-8", "a name in UTF-8", "rename the file")
        return
    try:
        for part, raw in enumerate(raws_of(source, path, site, beside)):
            yield reading.normalise(
                raw, path=path, shown=name, part=part, index=index, source=source, site=site,
                date_of_file=partial(date_of_file, source, absolute, beside),
            )  # fmt: skip
    except MissingPackage as why:
        raise needed(source, "preset", source.preset, why.package, why.extra) from None
    except NoPost as why:
        yield _passed(name, why, is_named=source.path == absolute)
    except SourceError as why:
        yield reading.Read(None, (why.of(name),))
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError) as why:
        yield _unreadable(name, why)
    except OSError as why:
        found = f"a file that cannot be read ({why.strerror})"
        yield _refused("F100", Place(name), found, "a file that can be read", "check its permissions")


def raws_of(source: Source, path: str, site: Site, beside: Beside) -> Iterable[Raw]:
    """The posts in the file *path* as they stand there, in feedtool's words. Raises SourceError, NoPost, OSError."""
    preset = presets.named(source.preset)
    absolute = os.path.join(source.folder, path)
    text = decode(absolute, is_page=source.type in {"html", "text"})
    file = File(
        path=path, text=text, rules=site.rules, site=site.url, language=site.language,
        is_named=source.path == absolute, head=preset.head,
    )  # fmt: skip
    if OURS.match(file.text[:HEAD]):
        raise NoPost("a feed that feedtool wrote")
    raws = list(kind_of(source).read(file))
    if preset.split is not None:
        raws = [part for raw in raws for part in preset.split(raw)]
    return raws if preset.prepare is None else [preset.prepare(raw, path, beside) for raw in raws]


def _passed(name: str, why: NoPost, *, is_named: bool) -> reading.Read:
    if not is_named:
        return reading.Read(None, passed=reading.Passed(name, why.why))
    remedy = "name another page, or a folder of them"
    return _refused("F112", Place(name, 1), why.why, "the page of a post", remedy)


def _refused(code: str, place: Place, found: str, expected: str, remedy: str) -> reading.Read:
    problem = Problem(code=code, place=place, found=found, expected=expected, remedy=remedy)
    return reading.Read(None, (problem,))


def _unreadable(name: str, why: Exception) -> reading.Read:
    """What nobody thought of, in one post: the others are read all the same."""
    found = f"a post that cannot be read ({type(why).__name__}: {quoted(str(why))})"
    return _refused("F108", Place(name, 1), found, "a post", "look at its metadata for what is odd")
