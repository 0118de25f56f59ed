"""What each column of a roster holds: its heading, then its neighbours, then its values.

A heading alone can mislead: TT is an ordinal or an address, "Nam" a tick or a birth year, ĐT a
telephone or a group. The values of the column decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from eid_campaign.campaign.places import match_commune
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells import clean_text, is_tick
from eid_campaign.intake.headings import BIRTH_FIELDS, Meaning, heading_key, meaning_of
from eid_campaign.intake.layout import Column, Table
from eid_campaign.intake.sheets import Cell

_SAMPLE = 300
_VILLAGE_WORD = re.compile(
    r"^(thon|xom|khu pho|kp|tdp|to dan pho|lang|ban|ap|doi|to|khu)\b[\s.:]*\S|^t\s?\d+$"
)
_COUNTED = re.compile(r"[\d/.\- ]+")
_FORMER = re.compile(r"\b(truoc|cu|lan truoc|ky truoc)\b")
_PLACE_ASKED = re.compile(r"\b(thon|xom|khu|kp|tdp|to|ban|lang|doi|o|dia ban|dia phuong|noi)\b")
_NUMBER = re.compile(r"\d+\s*[.)]?|[ivxlcIVXLC]+[.)]?")
_STAGE_WORD = re.compile(r"\b(kich hoat|thu nhan|phe duyet|muc \d|cho duyet|dang ky|kh|tn|m\d)\b")


@dataclass(frozen=True, slots=True)
class Placed:
    """A column with the field it was settled to; "" means that it is not used."""

    column: Column
    field: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table, settled."""

    placed: tuple[Placed, ...]

    def at(self, field: str) -> int | None:
        """Return the 0-based column of ``field``, the first one, or None."""
        return next((p.column.index for p in self.placed if p.field == field), None)

    def all_at(self, *fields: str) -> tuple[int, ...]:
        """Return the columns of any of ``fields``, from left to right."""
        return tuple(p.column.index for p in self.placed if p.field in fields)

    def title(self, field: str) -> str:
        """Return the heading of ``field``, or ""."""
        return next((p.column.title for p in self.placed if p.field == field), "")

    @property
    def ticks(self) -> tuple[Placed, ...]:
        """The columns ticked, or filled, under a heading that tells a stage."""
        return tuple(p for p in self.placed if p.field == "stage_tick")

    @property
    def name(self) -> tuple[int, ...]:
        """The column of the name, or those of Họ, Tên đệm and Tên."""
        whole = self.at("full_name")
        if whole is not None:
            return (whole,)
        return self.all_at("family_name") + self.all_at("given_name")


def settle_columns(
    table: Table,
    rows: Sequence[Sequence[Cell]],
    communes: Iterable[str] = (),
    by_hand: Mapping[int, str] = MappingProxyType({}),
) -> Columns:
    """Return what every column of ``table`` holds, ``rows`` being those below its heading.

    ``by_hand`` are the fields, by column, that are settled and not to be concluded.
    """
    values = _Values(rows)
    placed = [_placed(column, meaning_of(column.path)) for column in table.columns]
    placed = _as_settled(placed, by_hand)
    placed = _villages(placed, values)
    placed = _in_reach(placed, values)
    placed = _with_unheaded(placed, values, len(rows[0]) if rows else 0)
    for settle in (_names, _births, _sexes):
        placed = settle(placed, values)
    placed = [_by_values(p, values, tuple(communes)) for p in placed]
    placed = _numbers(placed, values)
    placed = _current_states(placed, values)
    placed = _as_settled(placed, by_hand)
    return Columns(tuple(_only_first(placed)))


_COLUMN_OF = {"stage": "state", "household": "head"}
_RIVALS = {
    "birth_date": frozenset(
        "birth_date birth_year birth_month birth_day birth_of_male birth_of_female".split()
    ),
    "sex": frozenset({"sex", "male", "female"}),
    "full_name": frozenset({"full_name", "family_name", "given_name"}),
    "family_name": frozenset({"full_name", "family_name"}),
    "given_name": frozenset({"full_name", "given_name"}),
    "citizen_id": frozenset({"citizen_id"}),
}
"""The fields whose columns are not used beside one that was settled by hand."""


def _as_settled(placed: list[Placed], by_hand: Mapping[int, str]) -> list[Placed]:
    """Return ``placed`` with the columns settled by hand, and without those they replace."""
    if not by_hand:
        return placed
    settled = {index: _COLUMN_OF.get(field, field) for index, field in by_hand.items()}
    taken = {
        rival
        for field in settled.values()
        for rival in _RIVALS.get(field, () if field in _MANY else (field,))
    }
    made = []
    for p in placed:
        field = settled.get(p.column.index)
        if field is not None:
            words = " ".join(p.column.path) if field == "stage_tick" else p.words
            made.append(replace(p, field=field, words=words))
        else:
            made.append(replace(p, field="") if p.field in taken else p)
    return made


class _Values:
    """The filled values of a column, as text, from the first rows that have any."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._rows = rows
        self._known: dict[int, list[str]] = {}

    def __call__(self, index: int) -> list[str]:
        if index not in self._known:
            found: list[str] = []
            for row in self._rows:
                if row[index] != "":
                    text = clean_text(row[index])
                    if text:
                        found.append(text)
                        if len(found) == _SAMPLE:
                            break
            self._known[index] = found
        return self._known[index]

    def share(self, index: int, holds: Callable[[str], object]) -> float:
        """Return the share of filled values that ``holds``; 0 for a blank column."""
        texts = self(index)
        return sum(bool(holds(text)) for text in texts) / len(texts) if texts else 0.0


def _placed(column: Column, meaning: Meaning) -> Placed:
    return Placed(column, meaning.field, meaning.words)


def _in_reach(placed: list[Placed], values: _Values) -> list[Placed]:
    """Leave out what stands beyond an empty column: a legend or notes beside the table.

    A table whose name has neither number nor birth date beside it goes on beyond the gap, and
    so does one that is spread over gaps of that width.
    """
    named = [p.column.index for p in placed if p.field in ("full_name", "given_name")]
    if not named:
        return placed
    headed = {p.column.index: p.field for p in placed}
    left, right = min(headed), max(headed)
    spread = 0
    at = named[0] + 1
    evident = False
    while at <= right:
        if at in headed or values(at):
            evident = evident or headed.get(at, "") in _EVIDENT
            at += 1
            continue
        after = next(i for i in range(at, right + 1) if i in headed or values(i))
        if headed.get(after) in ("full_name", "ordinal") or (evident and after - at != spread):
            right = at
            break
        spread, at = after - at, after
    for at in range(named[0], left, -1):
        if at not in headed and not values(at) and not spread:
            left = at
            break
    return [p if left <= p.column.index <= right else replace(p, field="") for p in placed]


_EVIDENT = BIRTH_FIELDS | {"citizen_id", "old_id", "birth_of_male", "birth_of_female", "birth_day"}


def _with_unheaded(placed: list[Placed], values: _Values, width: int) -> list[Placed]:
    """Add a column without a heading: the given name after the name, remarks after the last."""
    headed = {p.column.index: p for p in placed}
    more = list(placed)
    for p in placed:
        after = p.column.index + 1
        if after in headed or after >= width or not values(after):
            continue
        if p.field == "full_name" and _one_word(values, after):
            more.append(Placed(Column(after, p.column.path), "full_name"))
        elif p.field in ("note", "reason") or (
            p.field and after > max(headed) and values.share(after, lambda t: len(t) > 3) > 0.5
        ):
            more.append(Placed(Column(after, (*p.column.path[:-1], "…")), "note"))
    return sorted(more, key=lambda p: p.column.index)


def _one_word(values: _Values, index: int) -> bool:
    return values.share(index, lambda t: t.isalpha() and t[0].isupper()) > 0.8


def _names(placed: list[Placed], values: _Values) -> list[Placed]:
    """Tell family and given names where the name stands in two columns."""
    made = list(placed)
    has_family = any(p.field == "family_name" for p in made)
    wholes = [i for i, p in enumerate(made) if p.field == "full_name"]
    if has_family:
        for i in wholes:
            made[i] = replace(made[i], field="given_name")
        return made
    for i, j in pairwise(wholes):
        adjacent = made[j].column.index == made[i].column.index + 1
        if adjacent and _one_word(values, made[j].column.index):
            made[i] = replace(made[i], field="family_name")
            made[j] = replace(made[j], field="given_name")
            break
    return made


def _births(placed: list[Placed], values: _Values) -> list[Placed]:
    """Tell the parts of a date, and the year that is written under Nam or Nữ."""
    made = list(placed)
    parts = {p.field for p in made} & {"birth_day", "birth_month"}
    for i, p in enumerate(made):
        small = values.share(p.column.index, lambda t: t.isdigit() and int(t) <= 31) > 0.8
        if (
            parts
            and p.field == "birth_of_male"
            and not any(
                q.field == "birth_of_female" and q.column.path[:-1] == p.column.path[:-1]
                for q in made
            )
        ):
            made[i] = replace(p, field="birth_year")
        elif "birth_month" in parts and p.field == "birth_date" and small:
            made[i] = replace(p, field="birth_day")
    if not any(p.field in ("birth_month", "birth_day") for p in made):
        return made
    if not any(p.field == "birth_year" for p in made):
        made = [
            replace(p, field="" if p.field in ("birth_month", "birth_day") else p.field)
            for p in made
        ]
    return made


def _sexes(placed: list[Placed], values: _Values) -> list[Placed]:
    """Tell ticks under Nam and Nữ from birth years under them."""
    made = []
    for p in placed:
        field = p.field
        if field in ("male", "female") or field.startswith("birth_of_"):
            male = field in ("male", "birth_of_male")
            # Repeated headings and totals stand in the column, too: only ticks count against.
            years = values.share(p.column.index, lambda t: re.search(r"\d{2}", t))
            dated = years > values.share(p.column.index, is_tick)
            told = field.startswith("birth_of_") and not values(p.column.index)
            if dated or told:
                field = "birth_of_male" if male else "birth_of_female"
            elif male and values.share(p.column.index, _says_sex) > 0.5:
                field = "sex"
            else:
                field = "male" if male else "female"
        made.append(replace(p, field=field))
    return made


def _says_sex(text: str) -> bool:
    return folded(text) in ("nam", "nu")


def _by_values(p: Placed, values: _Values, communes: tuple[str, ...]) -> Placed:
    """Settle the danger words of one column by what stands in it."""
    at, key = p.column.index, heading_key(p.column.path[-1])
    if not values(at):
        return p

    def long_digits() -> float:
        return values.share(at, lambda t: len(re.sub(r"\D", "", t)) >= 8)

    def places() -> float:
        return values.share(at, lambda t: _VILLAGE_WORD.match(folded(t)))

    field = p.field
    if field == "phone" and key in ("đt", "dt", "liên hệ") and long_digits() < 0.3:
        field = "group" if key != "liên hệ" else ""
    elif field == "ethnicity" and key == "dt" and long_digits() > 0.5:
        field = "phone"
    elif field == "sex" and long_digits() > 0.5:
        field = "citizen_id"
    elif field == "ordinal" and values.share(at, _NUMBER.fullmatch) < 0.5:
        field = _of_texts(at, values, places())
    elif field == "commune" and places() > 0.5:
        field = "village"
    elif field == "village" and communes:
        in_communes = values.share(at, lambda t: match_commune(t, communes))
        field = "commune" if in_communes > 0.8 and places() < 0.2 else field
    return replace(p, field=field)


def _villages(placed: list[Placed], values: _Values) -> list[Placed]:
    """Take a column of villages under a heading in own words ("Bạn ở thôn nào?")."""
    if any(p.field in ("village", "address", "address_now") for p in placed):
        return placed
    for i, p in enumerate(placed):
        asked = not p.field and _PLACE_ASKED.search(folded(heading_key(p.column.path[-1])))
        if asked and values.share(p.column.index, lambda t: _VILLAGE_WORD.match(folded(t))) > 0.8:
            return [*placed[:i], replace(p, field="village"), *placed[i + 1 :]]
    return placed


def _of_texts(at: int, values: _Values, places: float) -> str:
    if places > 0.5 or values.share(at, lambda t: re.search(r"\b(xa|thon)\b", folded(t))) > 0.5:
        return "address"
    if values.share(at, lambda t: _STAGE_WORD.search(folded(t))) > 0.5:
        return "state"
    return ""


def _numbers(placed: list[Placed], values: _Values) -> list[Placed]:
    """Choose the person's number among several: the column with most 11- and 12-digit values."""

    def full(text: str) -> bool:
        return len(re.sub(r"\D", "", text)) in (11, 12)

    numbers = [p for p in placed if p.field in ("citizen_id", "old_id")]
    if not numbers:
        return placed
    # Of equals the one headed as the number wins; the first of those.
    best = max(
        numbers,
        key=lambda p: (
            round(values.share(p.column.index, full), 1) * (len(values(p.column.index)) > 0),
            p.field == "citizen_id",
            -p.column.index,
        ),
    )
    return [
        replace(p, field="citizen_id" if p is best else "old_id") if p in numbers else p
        for p in placed
    ]


def _current_states(placed: list[Placed], values: _Values) -> list[Placed]:
    """Leave out the column of a former state ("Tình trạng tuần trước") beside the present one."""
    states = [p for p in placed if p.field == "state" and values(p.column.index)]
    titles = [folded(heading_key(p.column.title)) for p in states]
    # A row of columns "Tình trạng 05/11", "Tình trạng 12/11": each report stands right of the last.
    series = [_COUNTED.sub("", title) for title in titles]
    former = [
        p
        for at, p in enumerate(states)
        if _FORMER.search(titles[at])
        or (titles[at] != series[at] and series[at] in series[at + 1 :])
    ]
    if not former or len(former) == len(states):
        return placed
    return [replace(p, field="") if p in former else p for p in placed]


_MANY = frozenset({"note", "reason", "group", "stage_tick", "address", "address_now", "old_id", ""})


def _only_first(placed: list[Placed]) -> list[Placed]:
    seen: set[str] = set()
    made: list[Placed] = []
    for p in placed:
        field = p.field
        if field not in _MANY and field in seen and not _goes_on(made, p):
            field = ""
        seen.add(field)
        made.append(replace(p, field=field))
    return made


def _goes_on(made: list[Placed], p: Placed) -> bool:
    """Whether a name in three columns (Họ, Tên đệm, Tên) goes on in this one."""
    before = made[-1]
    return p.field == before.field == "family_name" and p.column.index == before.column.index + 1


def understood(columns: Columns) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the pairs (their heading, our field) and the headings that are not used."""
    unused = {"", "other", "other_person", "officer", "collected_on", "approved_on", "card_on"}
    unused |= {"activated_on", "relation", "eligibility", "ethnicity", "religion", "origin"}
    unused |= {"nationality", "address_temporary"}
    used = tuple((p.column.title, _OURS.get(p.field, p.field)) for p in columns.placed
                 if p.field not in unused)  # fmt: skip
    return used, tuple(p.column.title for p in columns.placed if p.field in unused)


_OURS: Mapping[str, str] = {
    **dict.fromkeys((*BIRTH_FIELDS, "birth_day", "birth_month"), "birth_date"),
    "birth_of_male": "birth_date",
    "birth_of_female": "birth_date",
    "male": "sex",
    "female": "sex",
    "family_name": "full_name",
    "given_name": "full_name",
    "stage_tick": "stage",
    "state": "stage",
    "level": "stage",
    "reason": "note",
    "head": "household",
    "household_number": "household",
    "address": "village",
    "address_now": "village",
}
