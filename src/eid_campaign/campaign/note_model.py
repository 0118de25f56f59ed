"""What the tables of remarks hold once read: phrases, rewrites, rules, guards; and their errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from eid_campaign.campaign.standings import Reason

if TYPE_CHECKING:
    from eid_campaign.campaign.note_words import PhraseBook


class TableError(ValueError):
    """A line of a table that cannot be meant; the text names file and line."""

    def __init__(self, name: str, line: int, why: str) -> None:
        super().__init__(f"{name}, line {line}: {why}")


class Phrase(NamedTuple):
    """A phrase of ``note_words.tsv``: its words, what it is, what it is worth without marks."""

    words: tuple[tuple[str, str], ...]
    """(key, bare) of each word."""
    kind: str
    bare: str
    """What it is worth without its marks: ``ok``, ``verify`` (a hint),
    ``alone`` (a hint in a remark without any marks) or ``exact`` (nothing)."""
    capital: bool
    """Whether only capitals count (CHA is a sentence, cha a father)."""


class Atom(NamedTuple):
    """One step of a pattern: which kinds fit, how often."""

    kinds: frozenset[str]
    least: int = 1
    most: int = 1


Pattern = tuple[Atom, ...]
"""``^`` and ``$`` are atoms of those kinds that take no piece."""


class Rewrite(NamedTuple):
    """A line of ``note_phrases.tsv``: pieces that together are another kind."""

    kind: str
    pattern: Pattern


class Guard(NamedTuple):
    """A line of ``note_guards.tsv``: what takes the force of a match away."""

    kinds: frozenset[str]
    """Any of these kinds; ``!@alias`` in the table stands for every kind but the alias."""
    where: str
    outcome: str
    taints: bool
    topic: str
    order: int


class Rule(NamedTuple):
    """A line of ``notes.tsv``, in the order that decides."""

    id: str
    reason: Reason
    decision: str
    pattern: Pattern
    topic: str
    example: str
    order: int
    guards: tuple[Guard, ...]


class Tables(NamedTuple):
    """Everything the engine needs."""

    spellings: dict[str, tuple[str, ...]]
    phrases: PhraseBook
    rewrites: tuple[Rewrite, ...]
    rules: dict[str, tuple[Rule, ...]]
    """By the kind of the first piece, in the order of the table."""
    all_rules: tuple[Rule, ...]
    cautious: frozenset[str]
    """Kinds that take force away: preferred where missing marks leave a choice."""


def lines_of(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of a table without its heading, comments and blank lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise TableError(path.name, number, f"{len(cells)} columns instead of {columns}")
        yield number, cells
