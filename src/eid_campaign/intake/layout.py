"""Where a table stands in a sheet: its heading lines, its columns, its first row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells import clean_text
from eid_campaign.intake.headings import LONGEST_HEADING, field_of, heading_key, meaning_of
from eid_campaign.intake.sheets import Cell, Merge, Sheet

HEADING_LINES = 3
"""A heading has at most this many lines."""

_SEARCHED_FIRST = 60
_SEARCHED = 5000
_NUMBERING = re.compile(r"^[(\[]?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[)\]]?(?:\s*=.*)?$")
_DIGITS = re.compile(r"\d{3,}")
_LEAVES = frozenset(
    "nam|nữ|nu|ngày|ngay|tháng|thang|năm|mức 1|mức 2|muc 1|muc 2|m1|m2|thôn|xã|huyện|tỉnh".split(
        "|"
    )
)

FieldOfPath = Callable[[tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its 0-based place in the sheet and its heading lines, top first."""

    index: int
    path: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading as it is shown to the user."""
        return " ▸ ".join(self.path)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows are 0-based, ``body`` is the first row below the heading and its numbering."""

    heading_first: int
    heading_last: int
    body: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The row most like a heading where none was found."""

    row: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]


def find_roster(
    sheet: Sheet, start: int = 0, *, headings: Mapping[str, str] = MappingProxyType({})
) -> Table | None:
    """Return the first table of people at or below row ``start`` (0-based), or None.

    Its heading knows a name and at least one more field, two where the sheet has them
    (``domain``: at least three recognised fields, the name among them). ``headings`` are those
    whose field was settled by hand.
    """
    best: tuple[int, Table] | None = None
    own = {folded(heading_key(heading)): ours for heading, ours in headings.items()}
    lines = {folded(heading_key(line)) for heading in headings for line in heading.split("▸")}

    def like(text: str) -> bool:
        return roster_like(text) or (bool(lines) and folded(heading_key(text)) in lines)

    for row in _promising(sheet, start, like):
        table = _table_at(sheet, row, like)
        found = {_field_of(column, own) for column in table.columns} - {""}
        if not found & {"full_name", "given_name"}:
            continue
        if len(found) >= 3:
            return table
        if len(found) == 2 and best is None:
            best = (row, table)
    return best[1] if best else None


def _field_of(column: Column, own: Mapping[str, str]) -> str:
    if own:
        for text in (column.title, column.path[-1]):
            settled = own.get(folded(heading_key(text)))
            if settled:
                return settled
    return meaning_of(column.path).field


def find_counts(sheet: Sheet, field_of_path: FieldOfPath) -> Table | None:
    """Return the first table whose columns are the appendix's, or None."""

    def counts_like(text: str) -> bool:
        return bool(field_of_path((text,))) or roster_like(text)

    for row in _promising(sheet, 0, counts_like):
        table = _table_at(sheet, row, counts_like)
        found = {field_of_path(column.path) for column in table.columns}
        if "unit" in found and "not_collected" in found and len(found - {"", "ordinal"}) >= 4:
            return table
    return None


def nearest_heading(sheet: Sheet) -> Nearest | None:
    """Return the row that knows most headings, to tell the user where we looked."""
    best: Nearest | None = None
    for row, cells in enumerate(sheet.rows[:_SEARCHED_FIRST]):
        texts = [text for text in map(_text, cells) if text]
        known = [(text, field) for text in texts if (field := field_of(text))]
        if len(texts) >= 2 and known and (best is None or len(known) > len(best.fields)):
            best = Nearest(row, tuple(t for t, _ in known), tuple(f for _, f in known))
    return best


def roster_like(text: str) -> bool:
    """Whether ``text`` can be a line of a roster's heading."""
    return bool(meaning_of((text,)).field) or heading_key(text) in _LEAVES


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns, (1) (2) (3), 1 2 3 or A B C: nobody's row.

    A row ``1 | 2 | 3 …`` of growing numbers, or of single letters, in every filled cell.
    """
    filled = [text for text in texts if text]
    if len(filled) < 3 or not all(_NUMBERING.match(text) for text in filled):
        return False
    numbers = [int(found[0]) for text in filled if (found := re.search(r"\d+", text))]
    return all(a < b for a, b in pairwise(numbers))


def texts_of(cells: Sequence[Cell]) -> list[str]:
    """Return the cells of a row as clean text."""
    return [_text(cell) for cell in cells]


def _text(cell: Cell) -> str:
    if cell == "":
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean_text(cell)


def _promising(sheet: Sheet, start: int, like: Callable[[str], bool]) -> Iterator[int]:
    """Give the rows with two headings or more, the first 60 rows before all the others."""
    for row in range(start, min(len(sheet.rows), start + _SEARCHED)):
        cells = sheet.rows[row]
        texts = {c for c in cells if isinstance(c, str) and c and len(c) <= 2 * LONGEST_HEADING}
        if len(texts) < 2:
            continue
        if row - start > _SEARCHED_FIRST and any(_DIGITS.search(text) for text in texts):
            continue  # a person's row: looking up every cell of a long list would cost seconds
        if sum(like(_text(text)) for text in texts) >= 2:
            yield row


def _table_at(sheet: Sheet, row: int, like: Callable[[str], bool]) -> Table:
    first = last = row
    while last - first + 1 < HEADING_LINES and _continues(sheet, first, last, like):
        last += 1
    while last - first + 1 < HEADING_LINES and _is_group_line(sheet, first, like):
        first -= 1
    columns = _columns(sheet, first, last)
    body = last + 1
    while body < len(sheet.rows) and is_numbering(texts_of(sheet.rows[body])):
        body += 1
    return Table(first, last, body, columns)


def _continues(sheet: Sheet, first: int, last: int, like: Callable[[str], bool]) -> bool:
    """Whether the row below ``last`` is another line of the heading."""
    below = last + 1
    if below >= len(sheet.rows):
        return False
    texts = texts_of(sheet.rows[below])
    filled = [at for at, text in enumerate(texts) if text]
    if not filled or is_numbering(texts):
        return False
    if any(not isinstance(sheet.rows[below][at], str) for at in filled):
        return False
    above = [texts_of(cells) for cells in sheet.rows[first : last + 1]]
    named = [at for at in filled if any(line[at] for line in above)]
    grouped = [at for at in filled if _covering(sheet.merges, last, at) is not None]
    known = [at for at in filled if like(texts[at])]
    if any(texts[at] and field_of(above[-1][at]) == "ordinal" for at in filled):
        return False  # "1" or "I" under STT begins the list
    if len(known) == len(filled):
        return len(filled) >= 2 or bool(grouped)
    in_groups = set(grouped) | set(known)
    return len(filled) >= 2 and in_groups.issuperset(filled) and len(named) < len(filled)


def _is_group_line(sheet: Sheet, first: int, like: Callable[[str], bool]) -> bool:
    """Whether the row above ``first`` holds group headings, not the title."""
    above = first - 1
    if above < 0:
        return False
    texts = texts_of(sheet.rows[above])
    filled = [at for at, text in enumerate(texts) if text]
    leaves = [at for at, text in enumerate(texts_of(sheet.rows[first])) if text]
    if not filled or not leaves or any(len(texts[at]) > LONGEST_HEADING for at in filled):
        return False
    for at in filled:
        merge = _covering(sheet.merges, above, at)
        if merge is not None and merge.bottom > merge.top and merge.right == merge.left:
            continue  # a heading merged downwards
        width = merge.right - merge.left + 1 if merge else 1
        reaches_all = width >= leaves[-1] - leaves[0] + 1
        looks_like_title = at <= leaves[0] or len(texts[at].split()) > 6
        if reaches_all or (merge is None and (looks_like_title or not like(texts[at]))):
            return False
    return len(filled) >= 2 or (like(texts[filled[0]]) or _covers(sheet, above, filled[0]))


def _covers(sheet: Sheet, row: int, column: int) -> bool:
    merge = _covering(sheet.merges, row, column)
    return merge is not None and merge.top == merge.bottom and merge.right > merge.left


def _columns(sheet: Sheet, first: int, last: int) -> tuple[Column, ...]:
    lines = [texts_of(cells) for cells in sheet.rows[first : last + 1]]
    width = max((len(line) for line in lines), default=0)
    merges = [m for m in sheet.merges if m.bottom >= first and m.top <= last and m.right > m.left]
    filled = [list(line) for line in lines]
    for depth in range(len(lines)):
        if merges:
            _fill_declared(filled, merges, first, depth)
        elif depth < len(lines) - 1:
            _fill_undeclared(filled, lines, depth)
    columns = []
    for at in range(width):
        path: list[str] = []
        for line in filled:
            if line[at] and (not path or line[at] != path[-1]):
                path.append(line[at])
        if path:
            columns.append(Column(at, tuple(path)))
    return tuple(columns)


def _fill_declared(filled: list[list[str]], merges: list[Merge], first: int, depth: int) -> None:
    for merge in merges:
        if merge.top == first + depth:
            text = filled[depth][merge.left]
            for at in range(merge.left, min(merge.right + 1, len(filled[depth]))):
                filled[depth][at] = filled[depth][at] or text


def _fill_undeclared(filled: list[list[str]], lines: list[list[str]], depth: int) -> None:
    """Carry a group to its right over blanks while the line below has leaves.

    Where no merge is declared (csv, pasted text) a group ends at the next filled heading of its
    row, at a column without a leaf below, and where the group above it ends.
    """
    line = lines[depth]
    group = ""
    for at in range(len(line)):
        has_leaf = any(below[at] for below in lines[depth + 1 :])
        new_parent = depth > 0 and at > 0 and filled[depth - 1][at] != filled[depth - 1][at - 1]
        if line[at]:
            group = line[at] if has_leaf else ""
        elif new_parent or not has_leaf:
            group = ""
        elif group:
            filled[depth][at] = group


def _covering(merges: Sequence[Merge], row: int, column: int) -> Merge | None:
    for merge in merges:
        if merge.top <= row <= merge.bottom and merge.left <= column <= merge.right:
            return merge
    return None
