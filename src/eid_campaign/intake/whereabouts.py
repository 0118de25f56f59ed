"""Where each person of a table lives: from columns, sections, the sheet, the title, the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from eid_campaign.campaign.errors import InputRefused, UnknownPlace
from eid_campaign.campaign.places import match_commune, near_names
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.body import Taker
from eid_campaign.intake.cells import clean_text
from eid_campaign.intake.columns import Columns
from eid_campaign.intake.reading import Request, SpellingSeen
from eid_campaign.intake.roster import People, Where
from eid_campaign.intake.rows import Section
from eid_campaign.intake.titles import read_address
from eid_campaign.intake.villages import (
    Fit,
    Village,
    kind_and_rest,
    kind_in_heading,
    settle_village,
    spelling_key,
    village_key,
)

# A text that is long or holds a number of many digits is no village; it may be about a person.
_NO_SPELLING = re.compile(r"\d{5}|.{61}", re.DOTALL)


@dataclass(slots=True)
class Gazetteer:
    """The places known so far: those asked with, and those this file has named."""

    communes: tuple[str, ...]
    villages: dict[str, list[str]] = field(default_factory=dict)
    known_before: frozenset[tuple[str, str]] = frozenset()
    tied: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(commune, spelling) → the village it was tied to by hand."""
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """People by (commune, spelling, village)."""

    @classmethod
    def of(cls, request: Request) -> Gazetteer:
        """Return the places that ``request`` knows."""
        known = {commune: list(names) for commune, names in request.villages.items()}
        before = frozenset((c, name) for c, names in known.items() for name in names)
        tied = {
            (commune, spelling_key(spelling)): village
            for (commune, spelling), village in request.village_spellings.items()
        }
        return cls(request.communes, known, before, tied)

    def settle(self, commune: str, written: str, kind: str = "Thôn") -> Village:
        """Return the village meant, remembering a new one for the rest of the file."""
        names = self.villages.setdefault(commune, [])
        tied = self._tied_village(commune, written)
        village = Village(tied, Fit.KNOWN) if tied else settle_village(written, names, kind=kind)
        if village.name and village.name not in names:
            names.append(village.name)
        return village

    def _tied_village(self, commune: str, written: str) -> str:
        """Return the village a spelling is tied to; one typed without marks fits if it is alone."""
        if not self.tied:
            return ""
        key = spelling_key(written)
        if (commune, key) not in self.tied:
            kind, rest = kind_and_rest(written)
            village = self.tied.get((commune, rest), "")
            if kind and village.startswith(f"{kind} "):
                return village  # "Thôn Đ.C", where "Đ.C" was tied to a Thôn
        if (commune, key) in self.tied or key != folded(key):
            return self.tied.get((commune, key), "")
        alike = {v for (c, k), v in self.tied.items() if c == commune and folded(k) == key}
        return alike.pop() if len(alike) == 1 else ""

    def spellings(self) -> tuple[SpellingSeen, ...]:
        """Return the villages as the file writes them."""
        return tuple(
            SpellingSeen(
                commune, spelling, village, people, bool(self._tied_village(commune, spelling))
            )
            for (commune, spelling, village), people in self.seen.items()
            if not _NO_SPELLING.search(spelling)
        )

    def village_names(self, commune: str) -> tuple[str, ...]:
        """Return the names known in ``commune``, tied spellings too; of all communes for ""."""
        names = [n for c, known in self.villages.items() if commune in ("", c) for n in known]
        tied = [spelling for known, spelling in self.tied if commune in ("", known)]
        return tuple(dict.fromkeys((*names, *tied)))


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around the table: the title's commune, the village of title, sheet, file."""

    commune: str = ""
    listed_village: str = ""
    """Of the sheet's name or the title: the whole list is of it."""
    file_village: str = ""


def add_communes(
    people: People, columns: Columns, take: Taker, request: Request, told: Told, where: Where
) -> None:
    """Add the column ``commune``: by option, column, title or file name, address, default.

    Raises InputRefused when the commune column names no known commune at all; a single row
    that names a strange one is refused.
    """
    size = len(people.rows)
    index = columns.at("commune")
    cells = take.one(index) if index is not None else []
    if request.commune or not any(cell != "" for cell in cells):
        settled = request.commune or told.commune
        if settled:
            people.columns["commune"] = [settled] * size
        else:
            _by_address(people, columns, take, request)
        return
    fallback = told.commune or request.default_commune
    settled_by_cell = {
        cell: _commune_of(clean_text(cell), request.communes, fallback)
        for cell in take.distinct(index)
    }
    if not any(name for cell, name in settled_by_cell.items() if clean_text(cell)):
        strange = next(text for cell in cells if (text := clean_text(cell)))
        raise unknown_commune(where.file, strange, request.communes)
    people.columns["commune"] = list(map(settled_by_cell.__getitem__, take.one(index)))
    unknown = {cell for cell, name in settled_by_cell.items() if not name and clean_text(cell)}
    for place, cell in enumerate(cells) if unknown else ():
        if cell in unknown and place not in people.refused:
            people.refused.add(place)
            row = people.rows[place]
            people.problems.append(
                where.problem("commune_unknown", Severity.REFUSED, row, "commune")
            )


def unknown_commune(file: str, written: str, communes: Sequence[str]) -> InputRefused:
    """Return the refusal of a file that names a commune nobody knows."""
    near = near_names(written, communes) or list(communes)
    return InputRefused(
        "{file} names the commune “{written}”, which this campaign does not know.",
        "The nearest known are: {near}. Settle it with --commune.",
        file=file,
        written=written,
        near=", ".join(near),
    )


def _commune_of(text: str, communes: Sequence[str], fallback: str) -> str:
    if not text:
        return fallback
    if not communes:
        village_and_commune = read_address(f"-, {text}", ())
        return village_and_commune[1] or text
    return (
        match_commune(text, communes)
        or match_commune(read_address(text, communes)[1], communes)
        or ""
    )


def _by_address(people: People, columns: Columns, take: Taker, request: Request) -> None:
    communes = [request.default_commune] * len(people.rows)
    for index in columns.all_at("address", "address_now")[:1]:
        cells = take.filled_down(index)
        told = {c: read_address(clean_text(c), request.communes)[1] for c in set(cells)}
        known = {
            cell: (match_commune(name, request.communes) or "") if request.communes else name
            for cell, name in told.items()
        }
        communes = [known[cell] or default for cell, default in zip(cells, communes, strict=True)]
    people.columns["commune"] = communes


def add_villages(
    people: People,
    columns: Columns,
    take: Taker,
    request: Request,
    told: Told,
    sections: Sequence[Section],
    places: Gazetteer,
    where: Where,
) -> None:
    """Add the column ``village``.

    In this order: the option, the village column (carried down where it is written in the first
    row of its group only), the section, the sheet's name or the title, the address, the file's
    name. A person of whom none tells it is kept, with one problem for the sheet; one whose address
    names another village than the title is said.
    """
    communes = people.columns["commune"]
    if request.village:
        settled = {c: _settled(places, c, request.village, "Thôn") for c in set(communes)}
        for village in settled.values():
            if not village.name:
                raise _unclear_village(request.village, village)
        people.columns["village"] = [settled[commune].name for commune in communes]
        return
    written, kinds = _written(people, columns, take, told, sections, request, places)
    pairs = list(zip(communes, written, strict=True))
    counts = Counter(pairs)
    distinct = sorted(
        (pair for pair in counts if pair[1]),
        key=lambda pair: (pair[0], folded(pair[1]) == pair[1].lower(), len(pair[1]) < 4, pair[1]),
    )  # full names with marks first: they are what shorter spellings are matched with
    settled_pairs = {pair: _settled(places, *pair, kinds) for pair in distinct}
    settled_pairs.update({pair: Village("", Fit.NONE) for pair in counts if not pair[1]})
    names = {pair: village.name for pair, village in settled_pairs.items()}
    people.columns["village"] = list(map(names.__getitem__, pairs))
    for pair, number in counts.items():
        if pair[1]:
            places.seen[*pair, settled_pairs[pair].name] += number
    _say_villages(people, pairs, settled_pairs, places, where)
    if told.listed_village and columns.all_at("address", "address_now"):
        addressed = _by_address_village(people, columns, take, request, places)
        _say_addresses(people, written, addressed, told.listed_village, where)


def _say_addresses(
    people: People, written: list[str], addressed: list[str], listed: str, where: Where
) -> None:
    """Say of whom the title tells one village and the person's own address another."""
    same = {text: village_key(text) == village_key(listed) for text in set(addressed)}
    for place, (village, address) in enumerate(zip(written, addressed, strict=True)):
        if address and village == listed and not same[address] and place not in people.refused:
            row = people.rows[place]
            people.problems.append(where.problem("village_differs", Severity.DOUBT, row, "village"))


def _unclear_village(written: str, village: Village) -> UnknownPlace:
    if village.near:
        return UnknownPlace(
            "More than one village fits “{written}”: {near}.",
            "Type the whole name with --village, or tie the spelling to one of them:"
            ' eidc villages --tie "{written}" "{first}"',
            written=written,
            near=", ".join(village.near),
            first=village.near[0],
        )
    return UnknownPlace(
        "“{written}” is an abbreviation that fits no village known.",
        "Type the whole name with --village, for example: Thôn Đồng Chạ.",
        written=written,
    )


def _settled(places: Gazetteer, commune: str, written: str, kind: str) -> Village:
    return places.settle(commune, written, kind)


def _written(
    people: People,
    columns: Columns,
    take: Taker,
    told: Told,
    sections: Sequence[Section],
    request: Request,
    places: Gazetteer,
) -> tuple[list[str], str]:
    size = len(people.rows)
    listed = [told.listed_village] * size
    by_section = _by_section(people.rows, sections)
    index = columns.at("village")
    own = [""] * size
    if index is not None:
        cells = take.filled_down(index)
        texts = {cell: clean_text(cell) for cell in set(cells)}
        own = list(map(texts.__getitem__, cells))
        if not all(texts.values()):
            own = _carried_down(own, by_section, people, columns, take)
    chosen = own
    if not all(own):
        chosen = [a or b or c for a, b, c in zip(own, by_section, listed, strict=True)]
    if not all(chosen):
        addressed = _by_address_village(people, columns, take, request, places)
        chosen = [a or b or told.file_village for a, b in zip(chosen, addressed, strict=True)]
    return chosen, kind_in_heading(columns.title("village")) if index is not None else "Thôn"


def _by_section(rows: Sequence[int], sections: Sequence[Section]) -> list[str]:
    marks = [(section.start, section.village) for section in sections if section.village]
    return by_start(rows, marks)


def by_start(rows: Sequence[int], marks: Sequence[tuple[int, str]]) -> list[str]:
    """Return for each of the growing ``rows`` the text of the last mark above it, or ""."""
    if not marks:
        return [""] * len(rows)
    made = []
    at, text = 0, ""
    for row in rows:
        while at < len(marks) and marks[at][0] < row:
            text = marks[at][1]
            at += 1
        made.append(text)
    return made


def _carried_down(
    texts: list[str], groups: list[str], people: People, columns: Columns, take: Taker
) -> list[str]:
    """Carry a village down where it is written in the first row of its group only.

    That is so when more than half of the cells are blank, the first is filled, and a filled cell
    differs from the one before it or begins a household. Sections end a group.
    """
    filled = [place for place, text in enumerate(texts) if text]
    if not filled or filled[0] != 0 or 2 * len(filled) > len(texts):
        return texts
    changes = all(texts[a] != texts[b] or groups[a] != groups[b] for a, b in pairwise(filled))
    relations = take.one(columns.at("relation"))
    heads = [place for place, cell in enumerate(relations) if "chu ho" in folded(clean_text(cell))]
    if not changes and not (heads and set(filled) <= set(heads)):
        return texts
    made: list[str] = []
    for place, text in enumerate(texts):
        same_group = bool(made) and groups[place] == groups[place - 1]
        made.append(text or (made[-1] if same_group else ""))
    return made


def _by_address_village(
    people: People, columns: Columns, take: Taker, request: Request, places: Gazetteer
) -> list[str]:
    communes = people.columns["commune"]
    villages = [""] * len(communes)
    for index in columns.all_at("address", "address_now"):
        cells = take.filled_down(index)
        texts = {cell: clean_text(cell) for cell in set(cells)}
        addresses = _carried_down([texts[c] for c in cells], villages, people, columns, take)
        told = {text: read_address(text, request.communes) for text in set(addresses)}
        memo: dict[tuple[str, str], str] = {}
        for place, (text, commune) in enumerate(zip(addresses, communes, strict=True)):
            if villages[place] or not text:
                continue
            key = (text, commune)
            if key not in memo:
                memo[key] = _village_here(told[text], text, commune, request, places)
            villages[place] = memo[key]
    return villages


def _village_here(
    told: tuple[str, str], text: str, commune: str, request: Request, places: Gazetteer
) -> str:
    village, written_commune = told
    if written_commune and commune:
        elsewhere = match_commune(written_commune, request.communes or (commune,)) != commune
        if elsewhere:
            return ""  # a village of another commune
    if not village and "," not in text:
        known = settle_village(text, places.village_names(commune))
        return text if known.fit is Fit.KNOWN else ""
    return village


def _say_villages(
    people: People,
    pairs: Sequence[tuple[str, str]],
    settled: Mapping[tuple[str, str], Village],
    places: Gazetteer,
    where: Where,
) -> None:
    unread = {p for p, village in settled.items() if village.fit in (Fit.AMBIGUOUS, Fit.UNREADABLE)}
    nameless = {pair for pair, village in settled.items() if not village.name}
    none = [place for place, pair in enumerate(pairs) if pair in nameless] if nameless else []
    for place in none:
        if pairs[place] in unread and place not in people.refused:
            village = settled[pairs[place]]
            row = people.rows[place]
            told = {"near": ", ".join(village.near)} if village.near else {}
            people.problems.append(
                where.problem(village.fit.value, Severity.DOUBT, row, "village", **told)
            )
    silent = [place for place in none if pairs[place] not in unread and place not in people.refused]
    if silent:
        first = people.rows[silent[0]]
        people.problems.append(
            where.problem("village_missing", Severity.DOUBT, first, "village", count=len(silent))
        )
    for (commune, _), village in settled.items():
        had = any(known == commune for known, _ in places.known_before)
        if village.fit is Fit.NEW and had and (commune, village.name) not in places.known_before:
            people.problems.append(
                Problem(
                    "village_new",
                    Severity.INFO,
                    where.file,
                    where.sheet,
                    0,
                    "village",
                    {"village": village.name, "commune": commune},
                )
            )
