"""How far an import is, shown to a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from eid_campaign.wording import _

Item = TypeVar("Item")


def watched(books: Iterable[Item], count: int) -> Iterable[Item]:
    """Return ``books``, ``count`` of them; going through them shows how far it is."""
    console = Console(stderr=True)
    return track(books, _("Reading files"), count, console=console, transient=True)
