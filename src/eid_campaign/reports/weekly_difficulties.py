"""Part II of the weekly report: what stands in the way, from remarks, lists and silence."""

from __future__ import annotations

from collections.abc import Mapping

from eid_campaign.campaign.exempting import NOTHING, Obstacle
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.progress import reasons
from eid_campaign.campaign.series import WHOLE
from eid_campaign.campaign.standings import Standing
from eid_campaign.document import Block, Column, Kind, Row, Table, Text
from eid_campaign.reports.problem_words import SEVERITIES, kind_said
from eid_campaign.reports.standing_tables import in_annex, standing_tables
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.reports.weekly_words import obstacle_said, solution_said
from eid_campaign.wording import _, count


def difficulties(week: WeeklyFacts) -> tuple[Block, ...]:
    """Return part II."""
    tally = week.known.tally.within(week.campaign.commune)
    exempt, to_verify = reasons(tally), reasons(tally, Standing.TO_VERIFY)
    return (
        Text(_("II. DIFFICULTIES"), _main(week), level=1, is_draft=True),
        Text(_("What the figures show"), _said(week), is_draft=True, pages_only=True),
        *_obstacles(week),
        # The sentences above have named them, their number and what weighs most.
        *in_annex(
            _("Exempt, to verify, problems of the lists"),
            (
                *standing_tables(exempt, to_verify, week.audience),
                *_list_problems(week),
                *_silent(week),
            ),
        ),
        Text(_("Other difficulties"), ("……",), is_draft=True, pages_only=True),
    )


_MOST_NAMED = 3


def _main(week: WeeklyFacts) -> tuple[str, ...]:
    """Who cannot have an account, and the largest obstacles, for who reads no further."""
    named = [each for each in _named(week) if each.name != NOTHING][:_MOST_NAMED]
    free = [each for each in _named(week) if each.name == NOTHING]
    if not any(line.now.counts for line in week.lines):
        return (_("No figures are known yet."),)
    said = list(_standing(week))
    if named or free:
        parts = [f"{obstacle_said(each.name)} {count(each.people)}" for each in (*named, *free)]
        said.append(
            _(
                "{people} people of the base are not done; most often noted: {list}.",
                people=count(_open(week)),
                list="; ".join(parts),
            )
        )
    return tuple(said)


def _standing(week: WeeklyFacts) -> tuple[str, ...]:
    """How many of the base cannot have an account, and how many are to verify: totals alone."""
    counts = [line.now.counts for line in week.lines if line.now.counts]
    base = sum(each.base_level2 for each in counts)
    if not base or any(each.exempt is None or each.to_verify is None for each in counts):
        return ()
    return (
        _(
            "Of {base} people not collected at the baseline {exempt} cannot have an account"
            " and {to_verify} are still to verify; the target is not lowered for them.",
            base=count(base),
            exempt=count(sum(each.exempt or 0 for each in counts)),
            to_verify=count(sum(each.to_verify or 0 for each in counts)),
        ),
    )


def _named(week: WeeklyFacts) -> list[Obstacle]:
    """The obstacles an audience may be told of: the public is told no reason."""
    return [] if week.audience is Audience.PUBLIC else list(week.obstacles)


def _open(week: WeeklyFacts) -> int:
    """How many people of the base have no account that counts, whatever the reason."""
    base = sum(line.now.counts.base_level2 for line in week.lines if line.now.counts)
    return max(0, base - week.outlooks[WHOLE].level2.achieved)


def _said(week: WeeklyFacts) -> tuple[str, ...]:
    said = []
    refused = _rows_of(week.problems, Severity.REFUSED)
    doubtful = _rows_of(week.problems, Severity.DOUBT)
    if refused or doubtful:
        said.append(
            _(
                "The lists of the week hold {doubtful} cells or rows in doubt and {refused} that"
                " could not be taken over; the villages are to check them.",
                doubtful=count(doubtful),
                refused=count(refused),
            )
        )
    silent = len(week.silent) + len(week.never)
    if silent:
        said.append(
            _(
                "{silent} of {all} have not reported this week.",
                silent=count(silent),
                all=count(len(week.lines)),
            )
        )
    return tuple(said) or (_("The figures show no difficulty."),)


def _rows_of(problems: Mapping[tuple[str, Severity], int], wanted: Severity) -> int:
    return sum(rows for (_kind, severity), rows in problems.items() if severity is wanted)


def _obstacles(week: WeeklyFacts) -> tuple[Table, ...]:
    rows: list[Row] = [
        {
            "obstacle": each.name,
            "obstacle_said": obstacle_said(each.name),
            "people": each.people,
            "share_of_gap": each.share,
            "to_do": solution_said(each.name),
        }
        for each in _named(week)
    ]
    if not rows:
        return ()
    gap = week.outlooks[WHOLE].level2.remaining
    return (
        Table(
            "difficulties",
            _("Difficulties by the remarks, {gap} accounts remaining", gap=count(gap)),
            (
                Column("obstacle", _("Difficulty"), machine_only=True),
                Column("obstacle_said", _("Difficulty"), people_only=True),
                Column("people", _("People"), Kind.COUNT),
                Column("share_of_gap", _("% of what remains"), Kind.RATE),
                Column("to_do", _("What to do")),
            ),
            tuple(rows),
            notes=(
                _(
                    "People of the base who are not done, by their remark. Above 100 %: more"
                    " people than accounts that remain."
                ),
            ),
            pages_only=True,
        ),
    )


def _list_problems(week: WeeklyFacts) -> tuple[Table, ...]:
    order = sorted(
        week.problems.items(), key=lambda item: (list(Severity).index(item[0][1]), -item[1])
    )
    rows: list[Row] = [
        {
            "problem": kind,
            "severity": severity.value,
            "severity_said": _(SEVERITIES[severity]),
            "said": kind_said(kind),
            "count": number,
        }
        for (kind, severity), number in order
    ]
    if not rows:
        return ()
    return (
        Table(
            "list_problems",
            _("What is wrong in the lists of the week"),
            (
                Column("severity", _("Severity"), machine_only=True),
                Column("severity_said", _("Severity"), people_only=True),
                Column("problem", _("Problem"), machine_only=True),
                Column("said", _("Problem"), people_only=True),
                Column("count", _("Count"), Kind.COUNT),
            ),
            tuple(rows),
            pages_only=True,
        ),
    )


def _silent(week: WeeklyFacts) -> tuple[Table, ...]:
    rows: list[Row] = []
    for line in (*week.never, *week.silent):
        last = week.last_report(line)
        rows.append(
            {
                "unit": line.now.target.unit,
                "village": line.now.village or None,
                "last_report": last,
                "days_ago": (week.known.as_of - last).days if last else None,
            }
        )
    if not rows:
        return ()
    return (
        Table(
            "silent",
            _("No report this week"),
            (
                Column("unit", _("Unit"), machine_only=week.has_villages and week.one_unit),
                Column("village", _("Village"), machine_only=not week.has_villages),
                Column("last_report", _("Last report"), Kind.DATE),
                Column("days_ago", _("Days ago"), Kind.COUNT),
            ),
            tuple(rows),
            notes=(_("Not reported is not zero: the figures are those of the last report."),),
            pages_only=True,
        ),
    )
