"""How long work is followed: by a bar on a terminal, or by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item_co = TypeVar("Item_co", covariant=True)


class Items(Protocol[Item_co]):
    """Things to be done, and how many there are."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Item_co]: ...


class Progress(Protocol):
    """Goes through *items*; *least* of them take so long that somebody wants to see it."""

    def __call__(self, label: str, items: Items[Item_co], *, least: int = 500) -> Iterable[Item_co]: ...


def silent(label: str, items: Items[Item_co], *, least: int = 500) -> Iterable[Item_co]:  # noqa: ARG001 - as a Progress has it
    """The progress that shows nothing."""
    return items
