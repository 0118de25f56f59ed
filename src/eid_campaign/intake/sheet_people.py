"""One sheet of people: its tables, its sections, everything each person's row says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eid_campaign.campaign.complete import Scope
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.spelling import composed
from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.beside import lists_beside
from eid_campaign.intake.body import Body, Taker
from eid_campaign.intake.by_hand import make_of, placed_by_hand
from eid_campaign.intake.columns import Columns, settle_columns, understood
from eid_campaign.intake.complete import is_complete, scope_of
from eid_campaign.intake.layout import Table, find_roster, texts_of
from eid_campaign.intake.old_fonts import in_unicode
from eid_campaign.intake.reading import ColumnFound, Request, SheetUnderstanding, TableFound
from eid_campaign.intake.roster import People, Where, read_people
from eid_campaign.intake.rows import RowsFound, Section, find_rows
from eid_campaign.intake.sheets import Sheet
from eid_campaign.intake.stage_columns import (
    StageOfRow,
    find_stage_columns,
    stage_of_cells,
    title_stage,
)
from eid_campaign.intake.stage_words import StageWords
from eid_campaign.intake.titles import find_village_in, village_of_sheet
from eid_campaign.intake.villages import village_key
from eid_campaign.intake.whereabouts import Gazetteer, Told, add_communes, add_villages, by_start
from eid_campaign.roster.schema import STAGE_UNKNOWN, TEXT_COLUMNS
from eid_campaign.wording import N_


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What is known before a sheet is read."""

    file: str
    as_of: date
    request: Request
    places: Gazetteer
    commune_of_sheet: Callable[[str], str]
    stem: str
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Settled by hand, by sheet: (a heading → our field)."""


@dataclass(slots=True)
class SheetPeople:
    """The kept people of a sheet as columns of the schema, and what was wrong."""

    sheet: str
    columns: dict[str, list[object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0
    footers: list[str] = field(default_factory=list)
    understanding: SheetUnderstanding = field(default_factory=lambda: SheetUnderstanding(""))
    complete: list[Scope] = field(default_factory=list)


def read_sheet(sheet: Sheet, context: SheetContext) -> SheetPeople:
    """Return the people of every table of ``sheet``, those side by side from left to right."""
    read = SheetPeople(sheet.name)
    seen = _Seen()
    for view in lists_beside(sheet, context.headings.get(sheet.name, {})):
        _read_down(view, context, read, seen)
    _hidden(sheet, read, context)
    _uncached(sheet, read, context, seen.tables)
    read.understanding = SheetUnderstanding(
        sheet.name,
        tuple(
            dict.fromkeys(
                row + 1
                for table in seen.tables
                for row in range(table.heading_first, table.heading_last + 1)
            )
        ),
        tuple(dict.fromkeys(seen.fields)),
        tuple(dict.fromkeys(seen.ignored)),
        "",
        read.rows_read,
        make_of(seen.tables[0], context.file) if seen.tables else "",
        tuple(dict.fromkeys(seen.by_hand)),
        tuple(seen.found),
    )
    return read


@dataclass(slots=True)
class _Seen:
    """What was seen of the tables of a sheet, for whoever asks how they were understood."""

    by_hand: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    found: list[TableFound] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def _read_down(sheet: Sheet, context: SheetContext, read: SheetPeople, seen: _Seen) -> None:
    """Read the tables of a sheet that stand below each other."""
    start = above = 0
    headings = context.headings.get(sheet.name, {})
    while (table := find_roster(sheet, start, headings=headings)) is not None:
        titles = sheet.rows[above : table.heading_first]
        lines = [text for row in titles for text in texts_of(row) if text]
        settled = placed_by_hand(table, headings, context.file)
        seen.by_hand += [(c.title, settled[c.index]) for c in table.columns if c.index in settled]
        columns = settle_columns(table, sheet.rows[table.body :], context.request.communes, settled)
        sheet = in_unicode(sheet, table, columns)
        used, unused = understood(columns)
        seen.fields += used
        seen.ignored += unused
        seen.tables.append(table)
        seen.found.append(_as_found(table, columns))
        found = _read_table(sheet, table, columns, lines[-60:], context, read)
        if found.next_table is None or found.next_table <= table.heading_first:
            break
        start = found.next_table
        above = max(found.people, default=table.body - 1) + 1


def _as_found(table: Table, columns: Columns) -> TableFound:
    placed = (ColumnFound(p.column.index, p.field, p.column.title) for p in columns.placed)
    return TableFound(table.heading_first, table.heading_last, tuple(placed))


def _read_table(
    sheet: Sheet,
    table: Table,
    columns: Columns,
    lines: list[str],
    context: SheetContext,
    read: SheetPeople,
) -> RowsFound:
    request = context.request
    commune = context.commune_of_sheet(sheet.name)
    known = context.places.village_names(commune or request.default_commune)
    body = Body(sheet.rows[table.body :])
    found = find_rows(sheet, table, columns, body, frozenset(map(village_key, known)))
    where = Where(context.file, sheet.name, context.as_of)
    take = Taker(sheet, body, table.body, found.people)
    people = read_people(take, columns, found, where)
    title_village = find_village_in(lines, known)
    named_after = "" if title_village else village_of_sheet(sheet.name, known)
    stem = context.stem.replace("_", " ")
    told = Told(
        commune,
        title_village or named_after,
        find_village_in([stem], known, unmarked=True),
    )
    add_communes(people, columns, take, request, told, where)
    add_villages(people, columns, take, request, told, found.sections, context.places, where)
    title = title_stage(_title_text(lines), sheet.name, stem)
    stages = _stages(people, columns, take, found.sections, title, where, request.stage)
    _refuse_rows(found, people, where)
    _check_counts(found, people, where)
    _keep(people, stages, sheet.name, read)
    if is_complete(request.complete, lines, sheet.name, stem):
        of_one = any((request.village, told.listed_village, told.file_village))
        read.complete += _scopes(people, stages, title, of_one=of_one)
    read.rows_read += len(found.people) + len(found.nameless) + len(found.unclear)
    read.footers += found.footers
    return found


def _title_text(lines: Sequence[str]) -> str:
    return "\n".join(composed(line) for line in lines)


def _stages(
    people: People,
    columns: Columns,
    take: Taker,
    sections: Sequence[Section],
    title: StageWords,
    where: Where,
    otherwise: Stage | None = None,
) -> list[int]:
    """Return the stage of each person; ``otherwise``, or -1, where nothing tells it.

    Raises InputRefused when a status column holds nothing but unknown words and nothing else
    tells a stage: they would all be lost.
    """
    found = find_stage_columns(columns)
    marks = [(section.start, section.stage_words) for section in sections if section.stage_words]
    words = by_start(people.rows, marks)
    titles = {text: title_stage(text) if text else title for text in set(words)}
    cells = [take.one(index) for index in found.indexes]
    read: dict[tuple[object, ...], StageOfRow] = {}
    lone = len(cells) == 1 and not marks  # most lists: their rows need no keys of several cells
    keys = [] if lone else list(zip(words, *cells, strict=True))
    for key in {("", cell) for cell in take.distinct(found.indexes[0])} if lone else set(keys):
        over = titles[key[0]]
        row = stage_of_cells(found, key[1:], over)
        if row.stage == STAGE_UNKNOWN and not row.kind and over.stage is not None:
            row = StageOfRow(int(over.stage))
        elif row.stage == STAGE_UNKNOWN and not row.kind and otherwise is not None:
            row = StageOfRow(int(otherwise))
        read[key] = row
    if lone:
        by_cell = {cell: row.stage for (_, cell), row in read.items()}
        stages = list(map(by_cell.__getitem__, take.one(found.indexes[0])))
    else:
        stages = [read[key].stage for key in keys]
    if any(row.kind for row in read.values()):
        keys = keys or list(zip(words, *cells, strict=True))
        _say_stages(people, keys, read, title, columns, where)
    return stages


def _say_stages(
    people: People,
    keys: Sequence[tuple[object, ...]],
    read: dict[tuple[object, ...], StageOfRow],
    title: StageWords,
    columns: Columns,
    where: Where,
) -> None:
    unknown = [at for at, key in enumerate(keys) if read[key].kind == "stage_unknown"]
    nothing_told = all(row.stage == STAGE_UNKNOWN for row in read.values())
    if unknown and nothing_told and title.stage is None and columns.at("state") is not None:
        rows = ", ".join(str(people.rows[at] + 1) for at in unknown[:8])
        raise InputRefused(
            N_("{file}: no word of the column “{heading}” tells a stage (rows {rows})."),
            N_("Write for example “Chưa thu nhận” or “Mức 2 đã kích hoạt”, or leave it blank."),
            file=where.file,
            heading=columns.title("state"),
            rows=rows + (" …" if len(unknown) > 8 else ""),
        )
    for at, key in enumerate(keys):
        kind = read[key].kind
        if kind and at not in people.refused:
            row = people.rows[at]
            people.problems.append(where.problem(kind, Severity.DOUBT, row, "stage"))


def _refuse_rows(found: RowsFound, people: People, where: Where) -> None:
    for kind, rows in (("name_missing", found.nameless), ("row_unclear", found.unclear)):
        for row in rows:
            people.problems.append(where.problem(kind, Severity.REFUSED, row, "full_name"))


def _check_counts(found: RowsFound, people: People, where: Where) -> None:
    """Compare "Danh sách có 45 người" and a section's "(45 người)" with the rows read."""
    rows = sorted(found.people + found.nameless + found.unclear)
    starts = [section.start for section in found.sections]
    for row, announced in found.totals:
        above = [at for at in rows if at < row]
        last = max((start for start in starts if start < row), default=-1)
        in_section = [at for at in above if at > last]
        if announced not in (len(above), len(in_section), len(rows)):
            people.problems.append(_differs(where, row, announced, len(above)))
    for place, section in enumerate(found.sections):
        end = starts[place + 1] if place + 1 < len(starts) else float("inf")
        inside = sum(section.start < row < end for row in rows)
        if section.count is not None and section.count != inside:
            people.problems.append(_differs(where, section.start, section.count, inside))


def _differs(where: Where, row: int, announced: int, read: int) -> Problem:
    return where.problem(
        "announced_count_differs", Severity.DOUBT, row, "", announced=announced, read=read
    )


def _keep(people: People, stages: list[int], sheet: str, read: SheetPeople) -> None:
    size = len(people.rows)
    columns: dict[str, Sequence[object]] = dict(people.columns)
    columns["sheet"] = [sheet] * size
    columns["stage"] = stages
    columns["row"] = [row + 1 for row in people.rows]
    read.problems += people.problems
    for name in (*TEXT_COLUMNS, "stage", "row"):
        values = list(columns[name])
        if people.refused:
            values = [value for at, value in enumerate(values) if at not in people.refused]
        if name in read.columns:
            read.columns[name] += values
        else:
            read.columns[name] = values


def _scopes(people: People, stages: list[int], title: StageWords, *, of_one: bool) -> list[Scope]:
    kept = [at for at in range(len(people.rows)) if at not in people.refused]
    places = list(zip(people.columns["commune"], people.columns["village"], strict=True))
    if not kept:
        return []
    told = [places[at] for at in kept], [stages[at] for at in kept]
    return [scope_of(*told, title, of_one=of_one)]


def _uncached(
    sheet: Sheet, read: SheetPeople, context: SheetContext, tables: Sequence[Table]
) -> None:
    """Say that a formula without its value is no blank: the cell's fact is missing."""
    rows = set(read.columns.get("row", [])) if sheet.uncached else set()
    used = {column.index for table in tables for column in table.columns}
    for row, index in sheet.uncached:
        if row + 1 in rows and index in used:
            read.problems.append(
                Problem("formula_without_value", Severity.DOUBT, context.file, sheet.name, row + 1)
            )


def _hidden(sheet: Sheet, read: SheetPeople, context: SheetContext) -> None:
    rows = read.columns.get("row", []) if sheet.hidden_rows else []
    count = sum(row - 1 in sheet.hidden_rows for row in rows if isinstance(row, int))
    if count:
        read.problems.append(
            Problem("rows_hidden", Severity.INFO, context.file, sheet.name, 0, "", {"count": count})
        )
