"""How a value looks: to a reader of the language in use, and to a program.

A reader of Vietnamese sees 1.037 · 50,02 % · 05/11/2024 · ▼ 3; of English 1,037 · 50.02 % ·
5 Nov 2024 · ▼ 3, as :mod:`eid_campaign.wording` writes them in sentences too.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final
from unicodedata import normalize

from eid_campaign.document import Column, Document, Kind, Row, Table, Text, Value
from eid_campaign.wording import _, count, day, rate, rounded

NOTHING: Final = "–"
"""What stands where a value is not known or cannot be computed."""
NUMERIC: Final = frozenset({Kind.COUNT, Kind.CHANGE, Kind.RATE, Kind.RANK})
"""The kinds that are read digit under digit: aligned right, never wrapped."""
_SUMMED = frozenset({Kind.COUNT, Kind.CHANGE, Kind.RATE})
_TYPES: dict[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: (str, int),
    Kind.COUNT: int,
    Kind.CHANGE: int,
    Kind.RATE: (Fraction, int),
    Kind.DATE: date,
    Kind.RANK: int,
}


def shown(value: Value, kind: Kind) -> str:
    """Return ``value`` as a reader sees it; None is "–". Raises TypeError, see ``checked``."""
    value = checked(value, kind)
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str) or kind in (Kind.TEXT, Kind.RANK):
        return one_line(str(value))
    if kind is Kind.RATE:
        return rate(Fraction(value))
    assert isinstance(value, int)
    return _changed(value) if kind is Kind.CHANGE else count(value)


def _changed(number: int) -> str:
    """Return more, fewer or as many by a sign that is seen in grey print too: ▲ 12, ▼ 3, = 0."""
    sign = "▲" if number > 0 else "▼" if number < 0 else "="
    return f"{sign} {count(abs(number))}"


def shown_row(columns: Iterable[Column], row: Row, *, total: bool = False) -> tuple[str, ...]:
    """Return the cells of ``row`` as a reader sees them, one for each column.

    In a total a missing text, rank or date is blank: a sum has no such thing, so nothing is
    missing there.
    """
    return tuple(
        ""
        if total and row.get(column.id) is None and column.kind not in _SUMMED
        else shown(row.get(column.id), column.kind)
        for column in columns
    )


def machine(value: Value, kind: Kind) -> str | int | float | None:
    """Return ``value`` as programs read it: whole numbers, rates as 0.500241, ISO dates, None."""
    value = checked(value, kind)
    if isinstance(value, date):
        return value.isoformat()
    if kind is Kind.RATE and value is not None:
        assert isinstance(value, Fraction | int)
        return rounded(Fraction(value), 6) / 10**6
    assert not isinstance(value, Fraction)
    return value


def checked(value: Value, kind: Kind) -> Value:
    """Return ``value``; raise TypeError when a column of ``kind`` cannot hold it.

    Strict, because a text let through as a number is neither aligned nor made harmless.
    """
    if value is not None and not isinstance(value, _TYPES[kind]):
        raise TypeError(f"a {kind} cannot be a {type(value).__name__}")
    return value


def one_line(text: str) -> str:
    """Return ``text`` composed, on one line, without characters that could steer a terminal."""
    text = normalize("NFC", text)
    plain = text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())


def people_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns a person is shown."""
    return tuple(column for column in table.columns if not column.machine_only)


def heading(document: Document) -> tuple[str, ...]:
    """Return the lines above a document: title, subtitle, and the day unless they say it."""
    lines = [one_line(line) for line in (document.title, document.subtitle) if line]
    when = day(document.as_of)
    if not any(when in line for line in lines):
        lines.append(_("As of {day}", day=when))
    return tuple(lines)


def block_title(document: Document, block: Table | Text) -> str:
    """Return the title of ``block``, blank where it only repeats the document's."""
    title = one_line(block.title)
    return "" if title == one_line(document.title) else title


def noted(notes: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of ``notes``: "Note: …", or a heading line and the notes numbered."""
    lines = [one_line(note) for note in notes]
    if len(lines) == 1:
        return (_("Note: {note}", note=lines[0]),)
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return (_("Notes:"), *numbered) if lines else ()
