"""Part I of the weekly report: what was done, the figures, each village's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from eid_campaign.campaign.series import WHOLE
from eid_campaign.campaign.week import place_of
from eid_campaign.document import Block, Chart, Row, Table, Text, Tiles
from eid_campaign.reports.ageing_said import ageing
from eid_campaign.reports.outlook_said import outlooks_said
from eid_campaign.reports.outlook_table import outlook_table
from eid_campaign.reports.period_rows import figure, period_total, share
from eid_campaign.reports.ranking_said import (
    in_order,
    named_with_rate,
    ranks_by_effort,
    singled_out,
)
from eid_campaign.reports.ranking_tables import effort_table, ranking_table
from eid_campaign.reports.reported_said import not_reported_said
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.wording import _, count, rate


def results(week: WeeklyFacts, table: Table, short: Table) -> tuple[Block, ...]:
    """Return part I; ``table`` is the table of the week's figures, ``short`` a part of it."""
    first, *others = week.pictures.results or (None,)
    return (
        Text(_("I. RESULTS"), (), level=1),
        Text(_("1. Direction"), _direction(), is_draft=True, pages_only=True),
        Text(_("2. Spreading the word"), _spreading(), is_draft=True, pages_only=True),
        Text(_("3. Collected, issued, activated"), _figures(week), pages_only=True),
        table,
        # A picture is not divided: here, below a few sentences, it finds room on the page.
        *((first,) if first is not None else ()),
        short,
        *_outlook(week, others),
        *ageing(week),
        *_places(week),
        *week.corrections,
    )


def _direction() -> tuple[str, ...]:
    return (
        _(
            "The Party committee and the People's Committee were advised to issue …… documents and"
            " to hold …… meetings on the plan; …… officers were assigned to the villages."
        ),
        _("The task force of Project 06 met …… times; villages inspected: ……"),
    )


def _spreading() -> tuple[str, ...]:
    return (
        _(
            "…… sessions to inform and help people were held, with …… people; …… loudspeaker"
            " broadcasts; …… posts on Zalo and Facebook; …… leaflets handed out."
        ),
        _("Good ways of working: ……"),
    )


def _figures(week: WeeklyFacts) -> tuple[str, ...]:
    """The week's figures in sentences, each rate with its base."""
    total = period_total(week.lines) if week.lines else {}
    if not isinstance(total.get("issued"), int):
        return (_("No figures are known yet."),)
    said = [
        _(
            "In the week: {collected} collected, {issued} level-2 accounts issued, {activated}"
            " level-2 accounts activated; {pending} of the accounts approved at the baseline"
            " activated.",
            collected=figure(total, "collected_in_week"),
            issued=figure(total, "issued_in_week"),
            activated=figure(total, "activated_in_week"),
            pending=figure(total, "achieved_activation_in_week"),
        ),
        _(
            "Cumulative, of {base} people not collected at the baseline: {collected} collected,"
            " {issued} issued, {activated} activated. Against the target of {target}: {rate},"
            " {remaining} remaining, {needed} a day needed.",
            base=figure(total, "base_level2"),
            collected=figure(total, "collected"),
            issued=figure(total, "issued"),
            activated=figure(total, "activated"),
            target=figure(total, "target_level2"),
            rate=share(total, "rate_achieved_level2"),
            remaining=figure(total, "remaining_level2"),
            needed=figure(total, "needed_per_day_level2"),
        ),
        _(
            "Activation, of {target} accounts approved but not activated at the baseline: {done}"
            " ({rate}), {remaining} remaining, {needed} a day needed.",
            target=figure(total, "target_activation"),
            done=figure(total, "achieved_activation"),
            rate=share(total, "rate_achieved_activation"),
            remaining=figure(total, "remaining_activation"),
            needed=figure(total, "needed_per_day_activation"),
        ),
        *_second_rate(total),
        *_drop_out(total),
    ]
    return tuple(said)


def _second_rate(total: Row) -> tuple[str, ...]:
    if not isinstance(total.get("base_eligible"), int) or not total["base_eligible"]:
        return ()
    return (
        _(
            "Second rate: {issued} of the {eligible} people who are eligible or to verify have an"
            " account ({rate}).",
            issued=figure(total, "issued"),
            eligible=figure(total, "base_eligible"),
            rate=share(total, "rate_issued_of_eligible"),
        ),
    )


def _drop_out(total: Row) -> tuple[str, ...]:
    """Say who was registered and is not activated: where they stopped."""
    collected, issued, activated = (total.get(n) for n in ("collected", "issued", "activated"))
    if not (isinstance(collected, int) and isinstance(issued, int) and isinstance(activated, int)):
        return ()
    left = collected - activated
    if left <= 0:
        return ()
    return (
        _(
            "Registered but not activated: {left} of {collected} collected ({rate}): {waiting}"
            " without a level-2 account yet, {issued} with one that is not activated.",
            left=count(left),
            collected=count(collected),
            rate=rate(Fraction(left, collected)),
            waiting=count(collected - issued),
            issued=count(issued - activated),
        ),
    )


def _outlook(week: WeeklyFacts, pictures: Sequence[Chart | Tiles]) -> tuple[Block, ...]:
    """An annex: the summary has said already where all together go."""
    if not any(line.now.counts for line in week.lines):
        return ()
    return (
        Text(
            _("Outlook at the pace of the last weeks"),
            outlooks_said(week.outlooks[WHOLE], week.known.rules.compare, never=len(week.never)),
            pages_only=True,
            annex=True,
        ),
        *_for_annex(pictures),
        outlook_table([line.now for line in week.lines], week.outlooks, one_unit=week.one_unit),
    )


def _for_annex(pictures: Sequence[Chart | Tiles]) -> list[Chart | Tiles]:
    return [replace(each, annex=True) for each in pictures]


def _places(week: WeeklyFacts) -> tuple[Block, ...]:
    """Who is singled out, who has not reported; each line's place with why in an annex."""
    if len(week.lines) < 2 or not any(line.rank for line in week.lines):
        return ()
    lines, rules, compare = week.lines, week.rules, week.known.rules.compare
    title = _("4. Results of each village") if week.has_villages else _("4. Results of each unit")
    blocks: list[Block] = [
        Text(title, singled_out_said(week), pages_only=True),
        Text(_("Rankings, and why each has its place"), (), pages_only=True, annex=True),
        ranking_table(lines, compare, rules, one_unit=week.one_unit),
    ]
    if any(ranks_by_effort(lines).values()):
        blocks.append(effort_table(lines, one_unit=week.one_unit))
    return (*blocks, *_for_annex(week.pictures.ranking))


def singled_out_said(week: WeeklyFacts) -> tuple[str, ...]:
    """Return who is put forward, who is reminded, and who has not reported, in sentences."""
    chosen = singled_out(week.lines, week.rules)
    ranks = {place_of(line.now): line.rank for line in week.lines}
    order = in_order(week.lines, ranks)
    commended = [line for line in order if place_of(line.now) in chosen.commended]
    reminded = [line for line in order if place_of(line.now) in chosen.reminded]
    said = [
        _("Proposed for commendation: {names}.", names=named_with_rate(commended))
        if commended
        else _(
            "Nobody is proposed for commendation: none of the first has reached {rate} of the"
            " target and reported this week.",
            rate=rate(week.rules.commend_from),
        )
    ]
    if reminded:
        said.append(_("To be reminded and supported: {names}.", names=named_with_rate(reminded)))
    return (
        *said,
        *not_reported_said(week.silent, week.never, week.last_reports, of=len(week.lines)),
    )
