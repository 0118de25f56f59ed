"""A sheet of people read by columns: each cell's cleaner called once per distinct value."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.body import Taker
from eid_campaign.intake.cells import (
    DateCell,
    clean_birth_date,
    clean_citizen_id,
    clean_name,
    clean_phone,
    clean_sex,
    clean_text,
    clean_three,
    count_month_first,
    find_swapped_days,
    is_tick,
)
from eid_campaign.intake.columns import Columns
from eid_campaign.intake.identity import BirthCells, settle_identities
from eid_campaign.intake.plain_cells import odd_days, odd_names, odd_phones, odd_texts, plain_days
from eid_campaign.intake.rows import RowsFound
from eid_campaign.intake.sheets import Cell

_BIRTH_FIELD = "birth_date"
_T = TypeVar("_T")


@dataclass(slots=True)
class People:
    """The people of one table as equally long columns, and what is to be said about them."""

    rows: list[int]
    """0-based rows of the sheet."""
    columns: dict[str, list[str]]
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """Places in ``rows`` of people who cannot be kept; each has a REFUSED problem."""


@dataclass(frozen=True, slots=True)
class Where:
    """The file and sheet that problems name, and the last possible day of birth."""

    file: str
    sheet: str
    latest: date

    def problem(
        self, kind: str, severity: Severity, row: int, field: str, **values: object
    ) -> Problem:
        """Return a problem of the 0-based ``row``."""
        return Problem(kind, severity, self.file, self.sheet, row + 1, field, values)


def read_people(take: Taker, columns: Columns, found: RowsFound, where: Where) -> People:
    """Return everything the columns say of each person, except where they live and their stage."""
    people = People(found.people, {})
    _names(people, columns, take, where)
    sexes = _sexes(people, columns, take, where)
    _identities(people, columns, take, where, sexes)
    _old_numbers(people, columns, take)
    without_phone = _phones(people, columns, take, where)
    _texts(people, columns, take, without_phone)
    return people


def _once(cells: Iterable[Cell], clean: Callable[[Cell], _T]) -> dict[Cell, _T]:
    return {cell: clean(cell) for cell in cells}


def _say(
    people: People,
    where: Where,
    field: str,
    cells: Sequence[Cell],
    kinds: Mapping[Cell, tuple[str, Severity]],
) -> None:
    """Add a problem for every cell whose kind is worth saying."""
    telling = {
        cell: said for cell, said in kinds.items() if said[0] and said[1] is not Severity.INFO
    }
    if not telling:
        return
    for place, cell in enumerate(cells):
        if cell in telling and place not in people.refused:
            kind, severity = telling[cell]
            people.problems.append(where.problem(kind, severity, people.rows[place], field))


def _names(people: People, columns: Columns, take: Taker, where: Where) -> None:
    raw, odd = _raw_names(columns, take)
    cleaned = {cell: clean_name(cell) for cell in odd}
    people.columns["full_name"] = _replaced(raw, {c: name.value for c, name in cleaned.items()})
    bad = {cell for cell, name in cleaned.items() if not name.value}
    if bad:
        for place, cell in enumerate(raw):
            if cell in bad:
                people.refused.add(place)
                kind = cleaned[cell].kind or "name_missing"
                problem = where.problem(kind, Severity.REFUSED, people.rows[place], "full_name")
                people.problems.append(problem)
    kinds = {c: (n.kind, n.severity) for c, n in cleaned.items() if n.value}
    _say(people, where, "full_name", raw, kinds)
    asides = {cell: name.rest for cell, name in cleaned.items() if name.rest}
    people.columns["note"] = [asides.get(cell, "") for cell in raw] if asides else []


def _raw_names(columns: Columns, take: Taker) -> tuple[list[Cell], set[Cell]]:
    """Return the names as they are written, those of several columns joined, and the odd ones."""
    if len(columns.name) == 1:
        return take.one(columns.name[0]), take.odd(columns.name[0], odd_names)
    parts = [take.one(index) for index in columns.name]
    joined: list[Cell] = [
        " ".join(filter(None, map(clean_text, pieces))) for pieces in zip(*parts, strict=True)
    ]
    return joined, odd_names(set(joined))


def _replaced(cells: list[Cell], made: Mapping[Cell, str]) -> list[str]:
    """Return ``cells`` with those of ``made`` replaced; the others are texts as they stand."""
    if not made:
        return cells  # type: ignore[return-value]
    return list(map(made.get, cells, cells))  # type: ignore[arg-type]


def _sexes(people: People, columns: Columns, take: Taker, where: Where) -> list[str]:
    cleaned = _once(take.distinct(columns.at("sex")), clean_sex)
    cells = take.one(columns.at("sex"))
    values = {cell: sex.value for cell, sex in cleaned.items()}
    sexes = list(map(values.__getitem__, cells))
    _say(people, where, "sex", cells, {c: (s.kind, s.severity) for c, s in cleaned.items()})
    pairs = (("male", "female"), ("birth_of_male", "birth_of_female"))
    for men_field, women_field in pairs:
        men, women = columns.at(men_field), columns.at(women_field)
        if men is None and women is None:
            continue
        ticked = men_field == "male"
        for place, (man, woman) in enumerate(zip(take.one(men), take.one(women), strict=True)):
            is_man = is_tick(man) if ticked else man != ""
            is_woman = is_tick(woman) if ticked else woman != ""
            if is_man and is_woman:
                row = people.rows[place]
                people.problems.append(where.problem("sex_both", Severity.DOUBT, row, "sex"))
            elif is_man or is_woman:
                sexes[place] = "M" if is_man else "F"
    people.columns["sex"] = sexes
    return sexes


def _identities(
    people: People, columns: Columns, take: Taker, where: Where, sexes: list[str]
) -> None:
    cells: Sequence[Hashable]

    def of_one(cell: Hashable, number_year: int | None) -> DateCell:
        return clean_birth_date(cell, number_year=number_year, latest=where.latest)  # type: ignore[arg-type]

    def of_three(cell: Hashable, number_year: int | None) -> DateCell:
        parts: tuple[Cell, Cell, Cell] = cell  # type: ignore[assignment]
        return clean_three(*parts, number_year=number_year, latest=where.latest)

    by_parts = columns.at("birth_month") is not None or columns.at("birth_day") is not None
    plain: Mapping[Hashable, str] = {}
    if by_parts:
        three = [take.one(columns.at(f"birth_{part}")) for part in ("day", "month", "year")]
        cells = list(zip(*three, strict=True))
        distinct: Iterable[Hashable] = set(cells)
    else:
        births, distinct, odd = _birth_cells(people, columns, take)
        _swapped(people, births, odd, where, columns.title("birth_date"))
        plain = plain_days(distinct, odd, where.latest)
        cells = births
    dates = BirthCells(cells, distinct, plain, of_three if by_parts else of_one)

    def say(kind: str, severity: Severity, place: int, field: str) -> Problem:
        return where.problem(kind, severity, people.rows[place], field)

    settled = settle_identities(take.one(columns.at("citizen_id")), dates, sexes, say)
    people.columns["citizen_id"] = settled.citizen_ids
    people.columns["old_id"] = settled.old_ids
    people.columns["birth_date"] = settled.births
    refused = {people.rows[place] + 1 for place in people.refused}
    people.problems += [problem for problem in settled.problems if problem.row not in refused]


def _birth_cells(
    people: People, columns: Columns, take: Taker
) -> tuple[list[Cell], set[Cell], set[Cell]]:
    """Return the births as they are written, the first filled cell of each row; each once; odd."""
    indexes = columns.all_at("birth_date", "birth_year", "birth_of_male", "birth_of_female")
    if not indexes:
        return [""] * len(people.rows), {""}, {""}
    if len(indexes) == 1:
        only = indexes[0]
        distinct = take.distinct(only)
        return take.one(only), distinct, take.odd(only, odd_days)
    cells = []
    for choices in zip(*map(take.one, indexes), strict=True):
        filled = [cell for cell in choices if cell != ""]
        cells.append(filled[0] if filled else "")
    return cells, set(cells), odd_days(set(cells))


def _swapped(people: People, cells: list[Cell], odd: set[Cell], where: Where, title: str) -> None:
    only, either = count_month_first(odd, cells)
    if either:
        people.problems.append(
            Problem(
                "birth_days_month_first",
                Severity.DOUBT,
                where.file,
                where.sheet,
                0,
                _BIRTH_FIELD,
                {"heading": title, "only": only, "either": either},
            )
        )
    if not any(isinstance(cell, date) for cell in odd):
        return  # without real dates nothing was swapped; long lists of text need no look
    finding = find_swapped_days(cells)
    if finding:
        people.problems.append(
            Problem(
                "birth_days_swapped",
                Severity.DOUBT,
                where.file,
                where.sheet,
                0,
                _BIRTH_FIELD,
                {"heading": title, "dates": finding.dates, "texts": finding.texts},
            )
        )


def _old_numbers(people: People, columns: Columns, take: Taker) -> None:
    for index in columns.all_at("old_id"):
        cells = take.one(index)
        cleaned = _once(set(cells), clean_citizen_id)
        known = people.columns["old_id"]
        people.columns["old_id"] = [
            old or cleaned[cell].old_id for old, cell in zip(known, cells, strict=True)
        ]


def _phones(people: People, columns: Columns, take: Taker, where: Where) -> list[str]:
    """Take the phones; return the words that stand in their place, as remarks."""
    cells = take.one(columns.at("phone"))
    odd = {cell: clean_phone(cell) for cell in odd_phones(cells)}
    people.columns["phone"] = _replaced(cells, {cell: read.value for cell, read in odd.items()})
    _say(people, where, "phone", cells, {c: (v.kind, v.severity) for c, v in odd.items()})
    words = {cell: _about_phone(v.rest) for cell, v in odd.items() if v.rest}
    return [words.get(cell, "") for cell in cells] if words else []


def _about_phone(text: str) -> str:
    """Make "không dùng", written in the phone's column, a remark that stands by itself."""
    if re.search(r"\b(điện thoại|dien thoai|đt|dt|sđt|máy|sim|phone)\b", text, re.IGNORECASE):
        return text
    negative = re.match(r"(không|khong|ko|k|chưa|chua)\b", text, re.IGNORECASE)
    return f"{text} điện thoại" if negative else f"điện thoại: {text}"


def _texts(people: People, columns: Columns, take: Taker, remarks: list[str]) -> None:
    """Join reasons and remarks to the note; take the household and the priority group."""
    size = len(people.rows)
    notes = [people.columns["note"]] if people.columns["note"] else []
    notes += [_text_column(take.one(i)) for i in columns.all_at("reason", "note")]
    notes += [remarks] if remarks else []
    people.columns["note"] = _joined(notes, size)
    head = columns.at("head")
    house = head if head is not None else columns.at("household_number")
    people.columns["household"] = (
        _text_column(take.filled_down(house)) if house is not None else [""] * size
    )
    groups = []
    for placed in columns.placed:
        if placed.field == "group":
            distinct = take.distinct(placed.column.index)
            cells = take.one(placed.column.index)
            words = placed.column.path[-1]
            texts = {c: words if is_tick(c) else clean_text(c) for c in distinct}
            groups.append(list(map(texts.__getitem__, cells)))
    people.columns["group"] = _joined(groups, size)


def _text_column(cells: list[Cell]) -> list[str]:
    return _replaced(cells, _once(odd_texts(set(cells)), clean_text))


def _joined(columns: list[list[str]], size: int) -> list[str]:
    if len(columns) <= 1:
        return columns[0] if columns else [""] * size
    return [
        "; ".join(dict.fromkeys(text for text in texts if text))
        for texts in zip(*columns, strict=True)
    ]
