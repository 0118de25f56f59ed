"""What ``eidc report daily`` says: three sentences and a table, to the level above.

"Hàng ngày, Công an xã tổng hợp kết quả … báo cáo về UBND huyện (qua Công an huyện)" (plan of
Cẩm Tân, "Chế độ thông tin báo cáo").
"""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.day import DayLine
from eid_campaign.campaign.office import Office
from eid_campaign.campaign.situation import Known
from eid_campaign.document import Document, Table, Text
from eid_campaign.reports import targets
from eid_campaign.reports.daily_table import daily_table
from eid_campaign.reports.leaving import leaving
from eid_campaign.reports.period_rows import figure, share
from eid_campaign.reports.told import Told, ahead_said, told_of_day
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _, count, day


def daily_report(
    known: Known,
    lines: Sequence[DayLine],
    *,
    by: str,
    campaign: Campaign,
    office: Office,
    words: bool = False,
    corrections: Sequence[Text | Table] = (),
) -> Document:
    """Return the report of ``known.as_of``; ``corrections`` are of the daily report sent before.

    ``words`` writes the loudspeaker's numbers in words.
    """
    told = told_of_day(known, lines, campaign)
    now = [line.now for line in lines]
    subject = _(
        "Results of collecting dossiers and activating e-ID accounts on {day} in {place}",
        day=day(known.as_of),
        place=campaign.place,
    )
    table = daily_table(told, lines, by=by)
    document = Document(
        "report_daily",
        _("Daily report, {place}, {day}", place=campaign.place, day=day(known.as_of)),
        known.as_of,
        (Text(_("Summary"), _sentences(told, lines)), table, *corrections),
        notes=(
            *targets.notes(known, now, whole=not campaign.commune),
            *targets.campaign_notes(campaign),
        ),
        source=targets.source_said(known),
    )
    return leaving(document, told, office, subject=subject, words=words)


def _sentences(told: Told, lines: Sequence[DayLine]) -> tuple[str, ...]:
    """The three sentences that are read out on the telephone."""
    ahead = _(
        "To do: level-2 accounts, {level2}; activation, {activation}.",
        level2=ahead_said(told.whole, "level2"),
        activation=ahead_said(told.whole, "activation"),
    )
    if told.whole.get("collected") is None:
        return (
            _("{place} has not reported yet: the results are not known.", place=_capital(told)),
            ahead,
        )
    return _level2_said(told, lines), _activation_said(told), ahead


def _level2_said(told: Told, lines: Sequence[DayLine]) -> str:
    values = {
        "place": told.campaign.place,
        "collected": figure(told.whole, "collected"),
        "issued": figure(told.whole, "issued"),
        "activated": figure(told.whole, "activated"),
        "achieved": figure(told.whole, "achieved_level2"),
        "target": figure(told.whole, "target_level2"),
        "rate": share(told.whole, "rate_achieved_level2"),
    }
    if told.gains is None:
        last = max(line.last_report for line in lines if line.last_report)
        return _(
            "Nobody in {place} has reported today; by the last report, of {last}, in all"
            " {collected} dossiers were collected, {issued} level-2 accounts issued, {activated}"
            " activated: {achieved} of the target of {target} ({rate}).",
            last=day(last),
            **values,
        )
    return _(
        "{period} {place} collected {collected_gain} dossiers, issued {issued_gain} level-2"
        " accounts, activated {activated_gain}; in all {collected} collected, {issued} issued,"
        " {activated} activated: {achieved} of the target of {target} ({rate}).",
        period=told.in_period,
        collected_gain=count(told.gains.collected),
        issued_gain=count(told.gains.issued),
        activated_gain=count(told.gains.activated),
        **values,
    )


def _activation_said(told: Told) -> str:
    values = {
        "achieved": figure(told.whole, "achieved_activation"),
        "target": figure(told.whole, "target_activation"),
        "rate": share(told.whole, "rate_achieved_activation"),
    }
    if told.gains is None:
        return _(
            "Of the accounts approved before, {achieved} of {target} ({rate}) are activated.",
            **values,
        )
    return _(
        "Of the accounts approved before, {gain} were activated {period}; in all {achieved} of"
        " {target} ({rate}).",
        gain=count(told.gains.achieved_activation),
        period=told.in_period[:1].lower() + told.in_period[1:],
        **values,
    )


def _capital(told: Told) -> str:
    place = told.campaign.place
    return place[:1].upper() + place[1:]
