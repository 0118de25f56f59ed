"""What ``eidc import`` says: what became of each file, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from eid_campaign.campaign.errors import EidcError
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.decisions import AnswerSaid, answers_table
from eid_campaign.reports.people import people_report
from eid_campaign.reports.problem_rows import problem_rows
from eid_campaign.reports.problem_words import SEVERITIES, field_said, kind_said, problem_said
from eid_campaign.wording import N_, _, count, day, said

KINDS = {
    "roster": N_("roster"),
    "appendix": N_("appendix"),
    "review": N_("review sheet"),
    "tally": N_("counts of a unit"),
    "edit": N_("facts typed in"),
}
SOURCES = {
    "option": N_("by option"),
    "title": N_("from its title"),
    "file_name": N_("from the file name"),
    "today": N_("today, no day was found"),
    "baseline": N_("the campaign's baseline"),
}


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """How a sheet was understood: heading rows, (their heading, our field), what was ignored."""

    sheet: str
    heading_rows: tuple[int, ...]
    fields: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    skipped: str
    rows: int
    by_hand: tuple[tuple[str, str], ...] = ()
    """(their heading, our field) settled by hand, now or for an earlier file."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; counts are of rows."""

    file: str
    kind: str = ""
    import_id: int | None = None
    dry_run: bool = False
    as_of: date | None = None
    as_of_source: str = ""
    places: tuple[tuple[str, str], ...] = ()
    """(commune, village) of its people, or the units of an appendix."""
    rows_read: int = 0
    refused_rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    conflict: int = 0
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetSaid, ...] = ()
    imported_on: str = ""
    """Set where this very file was imported before: the day, ISO."""
    answers: tuple[AnswerSaid, ...] = ()
    """The rows of a review sheet that were taken over."""
    error: EidcError | None = None
    """Set where nothing of the file was stored."""
    instead_of: int | None = None
    """The import of this very file that it replaces, having been settled otherwise."""
    built_upon: tuple[int, ...] = ()
    """The later imports that keep an import settled otherwise from being replaced."""
    used: tuple[int, ...] = ()
    """Mappings remembered from earlier files that were used."""
    kept_as: tuple[int, ...] = ()
    """Mappings remembered from now on."""
    sample: tuple[Person, ...] = ()
    """The first people as read, for a dry run."""
    left: int | None = None
    """People no longer on the list, where it names everybody; None for a partial list."""

    @classmethod
    def again(cls, file: str, record: ImportRecord, built_upon: Sequence[int] = ()) -> Self:
        """Return the outcome of a file that was imported before: 0 changes."""
        return cls(
            file,
            record.kind,
            record.id,
            as_of=record.as_of,
            as_of_source=record.as_of_source,
            rows_read=record.rows_read,
            refused_rows=record.refused,
            same=record.kept,
            imported_on=record.at[:10],
            built_upon=tuple(built_upon),
        )

    @classmethod
    def refused(
        cls,
        file: str,
        error: EidcError,
        problems: tuple[Problem, ...] = (),
        rows_read: int = 0,
    ) -> Self:
        """Return the outcome of a file of which nothing was stored."""
        return cls(file, rows_read=rows_read, problems=problems, error=error)

    @property
    def stored(self) -> bool:
        """Whether this command stored the file."""
        return self.error is None and not self.dry_run and not self.imported_on

    @property
    def kept(self) -> int:
        """Rows kept: ``rows_read - refused_rows``."""
        return self.rows_read - self.refused_rows


def import_report(
    outcomes: Sequence[FileOutcome], as_of: date, *, aside: int = 0, every_problem: bool = False
) -> Document:
    """Return what became of each file; ``aside`` counts files that are no spreadsheets.

    ``every_problem`` adds the problems one by one, for json and workbooks. A dry run says first
    how each file was understood.
    """
    dry = any(outcome.dry_run for outcome in outcomes)
    blocks: list[Table | Text] = []
    refusals = [_refusal_said(outcome) for outcome in outcomes if outcome.error]
    if refusals:
        blocks.append(Text(_("Nothing stored of these files"), tuple(refusals)))
    again = [_again_said(outcome) for outcome in outcomes if outcome.imported_on]
    if again:
        blocks.append(Text(_("Imported before"), tuple(again)))
    if dry:
        for outcome in outcomes:
            blocks += [_understood(outcome)] if outcome.sheets else []
            blocks += [_sample(outcome)] if outcome.sample else []
    blocks.append(_files(outcomes))
    answers = [answer for outcome in outcomes for answer in outcome.answers]
    if answers:
        blocks.append(answers_table(answers))
    said_of = [problem for outcome in outcomes for problem in outcome.problems]
    problems = _problems(said_of)
    if problems.rows:
        blocks.append(problems)
    if every_problem and said_of:
        blocks.append(problem_rows(said_of))
    return Document(
        "import",
        _("Import, nothing stored (dry run)") if dry else _("Import"),
        as_of,
        tuple(blocks),
        notes=_notes(outcomes, aside),
        next_steps=_next_steps(outcomes),
    )


def import_summary(outcomes: Sequence[FileOutcome], as_of: date) -> Document:
    """Return what became of many files, a line a day."""
    columns = (
        Column("kind_said", _("Kind"), people_only=True),
        Column("as_of", _("Day"), Kind.DATE),
        Column("files", _("Files"), Kind.COUNT),
        Column("rows_read", _("Rows read"), Kind.COUNT),
        Column("refused", _("Refused"), Kind.COUNT),
        Column("new", _("New"), Kind.COUNT),
        Column("changed", _("Changed"), Kind.COUNT),
        Column("conflict", _("In conflict"), Kind.COUNT),
        Column("repairs", _("Repairs"), Kind.COUNT),
    )
    days: dict[tuple[str, date | None], list[FileOutcome]] = {}
    for outcome in outcomes:
        days.setdefault((outcome.kind, outcome.as_of), []).append(outcome)
    rows: list[Row] = [
        {
            "kind_said": _(KINDS[kind]) if kind else _("refused"),
            "as_of": day_of,
            "files": len(found),
            **{
                name: sum(value for o in found if isinstance(value := _file_row(o)[name], int))
                for name in ("rows_read", "refused", "new", "changed", "conflict", "repairs")
            },
        }
        for (kind, day_of), found in days.items()
    ]
    table = Table("imported", _("Import"), columns, tuple(rows))
    return Document("import_summary", _("Import"), as_of, (table,))


def _files(outcomes: Sequence[FileOutcome]) -> Table:
    columns = (
        Column("file", _("File")),
        Column("kind", _("Kind"), machine_only=True),
        Column("kind_said", _("Kind"), people_only=True),
        Column("as_of", _("Day"), Kind.DATE),
        Column("as_of_source", _("Day taken"), machine_only=True),
        Column("places", _("Villages")),
        Column("rows_read", _("Rows read"), Kind.COUNT),
        Column("kept", _("Kept"), Kind.COUNT),
        Column("refused", _("Refused"), Kind.COUNT),
        Column("new", _("New"), Kind.COUNT),
        Column("changed", _("Changed"), Kind.COUNT),
        Column("same", _("Same"), Kind.COUNT),
        Column("conflict", _("In conflict"), Kind.COUNT),
        Column("repairs", _("Repairs"), Kind.COUNT),
        Column("import_id", _("Import no."), Kind.COUNT, machine_only=True),
        Column("status", _("Status"), machine_only=True),
        Column("imported_on", _("Imported on"), machine_only=True),
        Column("left", _("No longer on the list"), Kind.COUNT, machine_only=True),
    )
    rows = tuple(_file_row(outcome) for outcome in outcomes)
    total: dict[str, str | int] = {"file": _("Total")}
    for column in columns[6:14]:
        total[column.id] = sum(value for row in rows if isinstance(value := row[column.id], int))
    return Table("files", _("Files"), columns, rows, total if len(rows) > 1 else None)


def _file_row(outcome: FileOutcome) -> Row:
    stored = outcome.error is None
    return {
        "file": outcome.file,
        "kind": outcome.kind,
        "kind_said": _(KINDS[outcome.kind]) if outcome.kind else _("refused"),
        "as_of": outcome.as_of,
        "as_of_source": outcome.as_of_source,
        "places": _places_said(outcome),
        "rows_read": outcome.rows_read,
        "kept": outcome.kept if stored else 0,
        "refused": outcome.refused_rows if stored else outcome.rows_read,
        "new": outcome.new,
        "changed": outcome.changed,
        "same": outcome.same,
        "conflict": outcome.conflict,
        "repairs": sum(p.severity is Severity.REPAIR for p in outcome.problems),
        "import_id": outcome.import_id,
        "status": _status(outcome),
        "imported_on": outcome.imported_on or None,
        "left": outcome.left,
    }


def _status(outcome: FileOutcome) -> str:
    if outcome.error is not None:
        return "refused"
    if outcome.imported_on:
        return "already_imported"
    return "dry_run" if outcome.dry_run else "stored"


def _places_said(outcome: FileOutcome) -> str:
    if outcome.imported_on:
        return ""
    if outcome.kind in ("appendix", "tally"):
        return _("{count} units", count=len({unit for unit, _village in outcome.places}))
    names = [village or _("no village") for _commune, village in outcome.places]
    if len(names) > 4:
        return _("{count} villages", count=len(names))
    return ", ".join(names)


def _refusal_said(outcome: FileOutcome) -> str:
    assert outcome.error is not None
    happened, hint = said(outcome.error)
    return f"{outcome.file}: {happened} {hint}"


def _again_said(outcome: FileOutcome) -> str:
    return _(
        "{file}: already imported on {day} (import {number}), 0 changes.",
        file=outcome.file,
        day=day(date.fromisoformat(outcome.imported_on)),
        number=outcome.import_id,
    )


def _problems(problems: Sequence[Problem]) -> Table:
    """Problems grouped by file, kind and what is said, with sheet and rows."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.kind, repr(sorted(problem.values.items())))
        groups.setdefault(key, []).append(problem)
    order = list(Severity)
    rows: list[Row] = [
        {
            "file": found[0].file,
            "severity": found[0].severity.value,
            "severity_said": _(SEVERITIES[found[0].severity]),
            "problem": found[0].kind,
            "said": problem_said(found[0]),
            "count": len(found),
            "where": _where(found, MOST_ROWS),
            "where_said": ", ".join(part for part in (found[0].file, _shortly(found)) if part),
        }
        for found in sorted(
            groups.values(), key=lambda f: (order.index(f[0].severity), f[0].file, -len(f))
        )
    ]
    columns = (
        Column("severity", _("Severity"), machine_only=True),
        Column("severity_said", _("Severity"), people_only=True),
        Column("problem", _("Problem"), machine_only=True),
        Column("said", _("Problem")),
        Column("count", _("Count"), Kind.COUNT),
        Column("file", _("File"), machine_only=True),
        Column("where", _("Sheet and rows"), machine_only=True),
        Column("where_said", _("File, sheet and rows"), people_only=True),
    )
    return Table("problems", _("Problems"), columns, tuple(rows))


MOST_ROWS = 12
MOST_MENDED = 3
"""Rows named of what was mended beyond doubt: nobody has to look at them."""


def _shortly(problems: Sequence[Problem]) -> str:
    mended = problems[0].severity in (Severity.REPAIR, Severity.INFO)
    return _where(problems, MOST_MENDED if mended else MOST_ROWS)


def _where(problems: Iterable[Problem], most: int) -> str:
    """Return "Sheet1: 5, 9, 12 … (+3)" with ``most`` rows a sheet."""
    sheets: dict[str, list[int]] = {}
    for problem in problems:
        sheets.setdefault(problem.sheet, []).append(problem.row)
    parts = []
    for sheet, rows in sheets.items():
        numbers = [str(row) for row in rows if row]
        text = ", ".join(numbers[:most])
        if len(numbers) > most:
            text += f" … (+{count(len(numbers) - most)})"
        parts.append(": ".join(part for part in (sheet, text) if part))
    return "; ".join(part for part in parts if part)


def _understood(outcome: FileOutcome) -> Table:
    """How the sheets of a file were understood."""
    columns = (
        Column("sheet", _("Sheet")),
        Column("heading_rows", _("Heading rows")),
        Column("heading", _("Heading in the file")),
        Column("field", _("Read as")),
        Column("rows", _("Rows of people")),
    )
    rows: list[Row] = []
    for sheet in outcome.sheets:
        first: dict[str, str | int] = {
            "sheet": sheet.sheet,
            "heading_rows": ", ".join(map(str, sheet.heading_rows)),
            "rows": sheet.rows,
        }
        if sheet.skipped:
            rows.append({**first, "heading": "", "field": kind_said(sheet.skipped)})
            continue
        by_hand = {heading for heading, _field in sheet.by_hand}
        headings = [
            (
                heading,
                _("{field} (settled by hand)", field=field_said(field))
                if heading in by_hand
                else field_said(field),
            )
            for heading, field in sheet.fields
        ]
        headings += [(heading, _("not used")) for heading in sheet.ignored]
        for heading, field in headings:
            rows.append({**first, "heading": heading, "field": field})
            first = {"sheet": "", "heading_rows": "", "rows": ""}
    return Table(
        "understood", _("How {file} was understood", file=outcome.file), columns, tuple(rows)
    )


def _sample(outcome: FileOutcome) -> Table:
    """The first people as they were read, as a team may see them."""
    columns = (
        Column("source_row", _("Row"), Kind.COUNT),
        Column("citizen_id", _("Citizen number")),
        Column("full_name", _("Full name")),
        Column("born_said", _("Born"), people_only=True),
        Column("sex_said", _("Sex"), people_only=True),
        Column("village", _("Village")),
        Column("stage_said", _("Stage"), people_only=True),
        Column("note", _("Note")),
        Column("phone", _("Phone")),
    )
    day_read = outcome.as_of or date.max
    (people,) = people_report(outcome.sample, day_read, Audience.TEAM).tables
    title = _("The first rows of {file} as they were read", file=outcome.file)
    return Table("sample", title, columns, people.rows)


def _settled_notes(outcome: FileOutcome) -> list[str]:
    """What is said of headings, sheets and villages settled by hand."""
    notes = []
    numbers = ", ".join(map(str, outcome.used))
    if outcome.used:
        notes.append(
            _(
                "{file} was read as settled for an earlier file of its make (mapping {numbers})."
                " To forget it: eidc mappings --forget {first}",
                file=outcome.file,
                numbers=numbers,
                first=outcome.used[0],
            )
        )
    if outcome.kept_as:
        notes.append(
            _(
                "{file}: what was settled is remembered for files of its make (mapping {numbers});"
                " see it with: eidc mappings",
                file=outcome.file,
                numbers=", ".join(map(str, outcome.kept_as)),
            )
        )
    if outcome.instead_of is not None:
        notes.append(
            _(
                "{file} was imported before and is read otherwise now: import {number} was taken"
                " back, this one is in its place.",
                file=outcome.file,
                number=outcome.instead_of,
            )
        )
    if outcome.built_upon:
        notes.append(
            _(
                "{file} would be read otherwise now, but later imports were built upon it. To read"
                " it anew, undo these, the last one first, and then {number}: {later}",
                file=outcome.file,
                number=outcome.import_id,
                later=", ".join(map(str, outcome.built_upon)),
            )
        )
    return notes


def _left_said(outcome: FileOutcome) -> str:
    """Return that a list names everybody, and how many it misses."""
    if not outcome.left:
        return _("{file} names everybody of its villages: nobody is missing.", file=outcome.file)
    return _(
        "{file} names everybody of its villages: {count} people are no longer on the list. They"
        " count as before: eidc left. If it names only some, import it again with --partial.",
        file=outcome.file,
        count=count(outcome.left),
    )


def _notes(outcomes: Sequence[FileOutcome], aside: int) -> tuple[str, ...]:
    notes = [note for outcome in outcomes for note in _settled_notes(outcome)]
    notes += [_left_said(outcome) for outcome in outcomes if outcome.left is not None]
    for outcome in outcomes:
        if outcome.kind == "roster" and outcome.as_of_source == "today":
            notes.append(
                _(
                    "{file} names no day: today, {day}, was taken. Another day: --as-of",
                    file=outcome.file,
                    day=day(outcome.as_of) if outcome.as_of else "",
                )
            )
    sources = {o.as_of_source for o in outcomes if o.as_of_source not in ("", "today")}
    if sources:
        notes.append(
            _("Days were taken: {how}.", how=", ".join(_(SOURCES[s]) for s in sorted(sources)))
        )
    if aside:
        notes.append(_("Files left aside, being no spreadsheets: {count}", count=aside))
    return tuple(notes)


_UNTOLD_VILLAGE = frozenset({"village_ambiguous", "village_unknown"})


def _next_steps(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    untold = any(p.kind in _UNTOLD_VILLAGE for outcome in outcomes for p in outcome.problems)
    tie = (_("See the spellings that fit no village, and tie them: eidc villages"),)
    return (tie if untold else ()) + _steps(outcomes)


def _steps(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    if any(outcome.dry_run for outcome in outcomes):
        return (_("To store it, give the same command without --dry-run."),)
    stored = [outcome for outcome in outcomes if outcome.stored]
    if not stored:
        return ()
    if all(outcome.kind == "review" for outcome in stored):
        return (
            _("See who is still to be verified: eidc review"),
            _("Take a decision back: eidc decide NUMBER --take-back"),
        )
    return (
        _("See where every village stands: eidc targets --by village"),
        _("Print the weekly report: eidc report weekly"),
        _("Take this import back: eidc undo"),
    )
