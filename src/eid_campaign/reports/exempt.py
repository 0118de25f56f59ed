"""What ``eidc report exempt`` says: who has no account and why, and whether the target can be met.

Counts only: no audience finds a person here.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from eid_campaign.campaign.exempting import Feasibility
from eid_campaign.campaign.office import Office
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.document import Document, Letter, Text
from eid_campaign.reports import targets
from eid_campaign.reports.exempt_tables import (
    Exempting,
    by_line,
    by_reason,
    feasibility_table,
    line_row,
    mending_table,
    number_of,
    obstacles_table,
    total_of,
)
from eid_campaign.reports.letter import letter_of
from eid_campaign.reports.words import Campaign, unit_said
from eid_campaign.wording import _, count, day, rate


def exempt_report(
    found: Exempting, campaign: Campaign, *, office: Office | None = None
) -> Document:
    """Return the report of who is exempt, why, and what can be done; with a letter where an
    ``office`` sends it.
    """
    as_of = found.known.as_of
    place = f"{found.village}, {campaign.place}" if found.village else campaign.place
    tables = [by_line(found)]
    if found.tells_reasons and not found.village and _anybody(found):
        tables.append(by_reason(found))
    tables.append(feasibility_table(found))
    if found.tells_reasons:
        mending = mending_table(found)
        tables += [obstacles_table(found), *([mending] if mending.rows else [])]
    return Document(
        "report_exempt",
        _("Who cannot have an account, and why: {place}, {day}", place=place, day=day(as_of)),
        as_of,
        (Text(_("Summary"), _summary(found, place)), *tables),
        notes=(*_notes(found), *targets.campaign_notes(campaign)),
        source=targets.source_said(found.known),
        next_steps=_next_steps(found),
        letter=None if office is None else _letter(office, campaign, as_of, place),
    )


def _letter(office: Office, campaign: Campaign, as_of: date, place: str) -> Letter:
    subject = _(
        "Review of the citizens of {place} who cannot have an e-ID account, up to {day}",
        place=place,
        day=day(as_of),
    )
    return letter_of(office, campaign, day=as_of, subject=subject)


def _anybody(found: Exempting) -> bool:
    """Whether any list tells who is exempt."""
    return any(line.counts is not None and line.counts.exempt is not None for line in found.lines)


def _summary(found: Exempting, place: str) -> tuple[str, ...]:
    if not _anybody(found):
        return (
            _("No list tells yet who cannot have an account."),
            *_feasibility_said(found.whole, place, found),
        )
    total = total_of([line_row(line, found) for line in found.lines])
    base, eligible = number_of(total, "base_level2"), number_of(total, "base_eligible")
    exempt, issued = number_of(total, "exempt"), number_of(total, "issued")
    said = [
        _(
            "Of {base} people not collected at the baseline {exempt} are exempt ({share} of the"
            " base), {to_verify} are to verify, {off_list} are off the list.",
            base=count(base),
            exempt=count(exempt),
            share=_share(exempt, base),
            to_verify=count(number_of(total, "to_verify")),
            off_list=count(number_of(total, "off_list")),
        ),
        _(
            "Level-2 accounts issued: {issued}, {of_base} of the base of {base}; second rate:"
            " {of_eligible} of the {eligible} people who are eligible or to verify.",
            issued=count(issued),
            of_base=_share(issued, base),
            base=count(base),
            of_eligible=_share(issued, eligible),
            eligible=count(eligible),
        ),
        *_feasibility_said(found.whole, place, found),
    ]
    return tuple(said)


def _feasibility_said(whole: Feasibility, place: str, found: Exempting) -> list[str]:
    if not whole.target:
        return []
    if whole.missing:
        return [
            _(
                "The target cannot be met: {target} accounts are asked for, {able} people can have"
                " one, {missing} are missing. The target stays as it is until the superior"
                " changes it.",
                target=count(whole.target),
                able=count(whole.able),
                missing=count(whole.missing),
            ),
            _(
                "To send upward: “We ask the superior to consider adjusting the target: {place}"
                " was given {target} level-2 accounts ({rate} of the {base} people not collected"
                " at the baseline); by the review up to {day} only {able} people can have an"
                " account, {missing} fewer than the target.”",
                place=place,
                target=count(whole.target),
                rate=_share(whole.target, whole.base),
                base=count(whole.base),
                day=day(found.known.as_of),
                able=count(whole.able),
                missing=count(whole.missing),
            ),
        ]
    said = _(
        "The target can be met: {target} accounts are asked for, {able} people can have one"
        " ({spare} to spare).",
        target=count(whole.target),
        able=count(whole.able),
        spare=count(whole.able - whole.target),
    )
    if not whole.depends_on_verifying:
        return [said]
    needed = whole.target - (whole.able - whole.to_verify)
    return [
        said,
        _(
            "That holds only if at least {needed} of the {to_verify} people to verify are found"
            " eligible: settle them first.",
            needed=count(needed),
            to_verify=count(whole.to_verify),
        ),
    ]


def _notes(found: Exempting) -> tuple[str, ...]:
    said = []
    children = found.tally.total(
        lambda group: group.reason is Reason.CHILD and group.standing is Standing.EXEMPT
    )
    if children:
        said.append(
            _(
                "Children under 14 in the lists: {count}. They are outside the base, which is of"
                " people of 14 and over; each is counted from the 14th birthday on.",
                count=count(children),
            )
        )
    if found.whole.unlisted:
        said.append(
            _(
                "{unlisted} of the {base} people of the base stand in no roster yet; they are"
                " taken to be able to have an account.",
                unlisted=count(found.whole.unlisted),
                base=count(found.whole.base),
            )
        )
    poor = [
        line.village or unit_said(line.target.unit)
        for line, each in zip(found.lines, found.feasible, strict=True)
        if each.missing
    ]
    if poor and len(found.lines) > 1:
        said.append(_("The share of the target cannot be met in: {names}.", names=", ".join(poor)))
    return tuple(said)


def _next_steps(found: Exempting) -> tuple[str, ...]:
    steps = []
    if any(group.standing is Standing.TO_VERIFY for group in found.tally.counts):
        steps.append(_("Settle the people to verify: eidc review"))
    if any(group.standing is Standing.OFF_LIST for group in found.tally.counts):
        steps.append(_("List who is off the list: eidc people --standing off_list"))
    if found.conflicts:
        steps.append(_("List who is in conflict: eidc people --conflicts"))
    return tuple(steps)


def _share(part: int, whole: int) -> str:
    return rate(Fraction(part, whole)) if whole else "–"
