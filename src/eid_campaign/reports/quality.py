"""What ``eidc report quality`` says: how good the villages' lists are, and what to mend first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import Formatter

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.quality import Rows, ToMend, VillageQuality, share, total_of
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.problem_rows import remedy_said
from eid_campaign.reports.problem_words import SEVERITIES, sentences
from eid_campaign.reports.rule_words import to_do_said
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import N_, _, count, rate

CONFLICTS = {
    "child_by_remark": N_("The remark says child, the birth date does not."),
    "away_but_active": N_("The remark says away, yet the account was activated meanwhile."),
    "deceased_but_active": N_("The remark says deceased, yet the account is activated."),
    "duplicate_but_active": N_("The remark says listed twice, yet the account is activated."),
    "decision_against_stage": N_("Decided against an account, yet it is activated."),
}
_MOST_PLACES = 3


def quality_report(
    lines: Sequence[VillageQuality], mend: Sequence[ToMend], as_of: date, *, campaign: Campaign
) -> Document:
    """Return how complete, right, consistent and timely the lists of ``lines`` are."""
    total = total_of(lines)
    return Document(
        "report_quality",
        _("Quality of the lists, {place}", place=campaign.place),
        as_of,
        (
            Text(_("Summary"), _summary(lines, total, as_of)),
            _table(lines, total, as_of),
            *([_mend_table(mend)] if mend else []),
        ),
        notes=(
            _(
                "Complete: the 12-digit number, the day of birth and the stage are known. Right:"
                " rows of the last list without anything to look at; what was mended beyond doubt"
                " is right. On time: weeks since the baseline in which a list came."
            ),
        ),
    )


def _summary(
    lines: Sequence[VillageQuality], total: VillageQuality, as_of: date
) -> tuple[str, ...]:
    filled = total.filled
    said = [
        _(
            "Complete: {part} of {whole} people ({rate}); without number {number}, without day of"
            " birth {born}, without stage {stage}.",
            part=count(filled.complete),
            whole=count(filled.people),
            rate=_rate(filled.complete, filled.people),
            number=count(filled.without_number),
            born=count(filled.without_birth_date),
            stage=count(filled.without_stage),
        )
    ]
    if total.last is not None:
        said.append(
            _(
                "Right: {part} of {whole} rows of the last lists ({rate}).",
                part=count(total.last.right),
                whole=count(total.last.rows),
                rate=_rate(total.last.right, total.last.rows),
            )
        )
    said.append(
        _(
            "Consistent: {part} of {whole} people; {count} contradict themselves.",
            part=count(filled.people - total.conflicts),
            whole=count(filled.people),
            count=count(total.conflicts),
        )
    )
    if total.weeks:
        said.append(
            _(
                "On time: {part} of {whole} weekly lists came ({rate}).",
                part=count(total.weeks_reported),
                whole=count(total.weeks),
                rate=_rate(total.weeks_reported, total.weeks),
            )
        )
    late = [line for line in lines if line.weeks and (line.last is None or _days(line, as_of) >= 7)]
    if late:
        said.append(
            _(
                "No list in the last seven days: {names}.",
                names=", ".join(line.village or line.unit for line in late),
            )
        )
    return tuple(said)


def _days(line: VillageQuality, as_of: date) -> int:
    return (as_of - line.last.day).days if line.last else 0


def _rate(part: int, whole: int) -> str:
    found = share(part, whole)
    return "–" if found is None else rate(found)


def _table(lines: Sequence[VillageQuality], total: VillageQuality, as_of: date) -> Table:
    complete, right = _("Complete (people)"), _("Right (rows of the last list)")
    on_time = _("On time (weeks)")
    one_unit = len({line.unit for line in lines}) < 2
    columns = (
        Column("unit", _("Unit"), machine_only=one_unit),
        Column("village", _("Village")),
        Column("people", _("People"), Kind.COUNT, complete),
        Column("complete", _("Complete"), Kind.COUNT, complete),
        Column("rate_complete", "%", Kind.RATE, complete),
        Column("without_number", _("No number"), Kind.COUNT, complete),
        Column("without_birth_date", _("No day of birth"), Kind.COUNT, complete),
        Column("without_stage", _("No stage"), Kind.COUNT, complete),
        Column("without_phone", _("No phone"), Kind.COUNT, machine_only=True),
        Column("rows", _("Rows"), Kind.COUNT, right),
        Column("rows_right", _("Right"), Kind.COUNT, right),
        Column("rate_right", "%", Kind.RATE, right),
        Column("conflicts", _("In conflict"), Kind.COUNT),
        Column("last_list", _("Last list"), Kind.DATE, on_time),
        Column("days_ago", _("Days ago"), Kind.COUNT, machine_only=True),
        Column("weeks_reported", _("Lists came"), Kind.COUNT, on_time),
        Column("weeks", _("Lists due"), Kind.COUNT, on_time),
    )
    rows = tuple(_row(line, as_of) for line in lines)
    sum_row = {**_row(total, as_of), "unit": _("Total"), "village": _("Total"), "last_list": None}
    return Table(
        "quality",
        _("Quality by village"),
        columns,
        rows,
        {**sum_row, "days_ago": None} if len(lines) > 1 else None,
    )


def _row(line: VillageQuality, as_of: date) -> Row:
    filled, last = line.filled, line.last
    return {
        "unit": line.unit,
        "village": line.village or None,
        **filled._asdict(),
        "rate_complete": share(filled.complete, filled.people),
        **_rows(last),
        "conflicts": line.conflicts,
        "last_list": last.day if last else None,
        "days_ago": _days(line, as_of) if last else None,
        "weeks_reported": line.weeks_reported,
        "weeks": line.weeks,
    }


def _rows(last: Rows | None) -> Row:
    if last is None:
        return {}
    return {
        "rows": last.rows,
        "rows_right": last.right,
        "rate_right": share(last.right, last.rows),
    }


def _mend_table(mend: Sequence[ToMend]) -> Table:
    columns = (
        Column("severity", _("Severity"), machine_only=True),
        Column("severity_said", _("How grave"), people_only=True),
        Column("problem", _("Problem"), machine_only=True),
        Column("problem_said", _("Problem"), people_only=True),
        Column("count", _("Count"), Kind.COUNT),
        Column("where", _("Where most")),
        Column("to_do", _("What to do")),
    )
    rows: list[Row] = [
        {
            "severity": each.severity,
            "severity_said": _("contradiction")
            if each.severity == "conflict"
            else _(SEVERITIES[Severity(each.severity)]),
            "problem": each.kind,
            "problem_said": _problem(each),
            "count": each.people,
            "where": ", ".join(
                f"{village or unit} ({count(number)})"
                for unit, village, number in each.places[:_MOST_PLACES]
            ),
            "to_do": to_do_said(each.kind)
            if each.severity == "conflict"
            else remedy_said(Problem(each.kind, Severity(each.severity), "")),
        }
        for each in mend
    ]
    return Table("mend_first", _("What to mend first"), columns, tuple(rows))


def _problem(each: ToMend) -> str:
    """Return the sentence of a kind of fault, with "…" for what differs from row to row."""
    if each.severity == "conflict":
        return _(CONFLICTS[each.kind])
    message = sentences()[each.kind]
    blanks = {name for _text, name, _form, _how in Formatter().parse(message) if name}
    return _(message, **dict.fromkeys(blanks, "…"))
