"""Part I of ``eidc report final``: results against both targets."""

from __future__ import annotations

from eid_campaign.document import Block, Row, Text
from eid_campaign.reports.final_facts import FinalFacts
from eid_campaign.reports.final_table import final_short, final_table
from eid_campaign.reports.period_rows import figure, share
from eid_campaign.reports.told import ahead_said
from eid_campaign.reports.words import COMPARED
from eid_campaign.wording import _, day


def results(found: FinalFacts) -> tuple[Block, ...]:
    """Return part I: both targets in sentences, every place in a table."""
    whole = found.told.whole
    said = [_state(found), *_age(found)]
    if whole.get("collected") is None:
        said.append(_("Nothing was reported: the results are not known."))
    else:
        said.append(_level2_said(found, whole))
        said.append(
            _(
                "Activation of the accounts approved before: {achieved} of {target} ({rate});"
                " {ahead}.",
                achieved=figure(whole, "achieved_activation"),
                target=figure(whole, "target_activation"),
                rate=share(whole, "rate_achieved_activation"),
                ahead=ahead_said(whole, "activation"),
            )
        )
    if found.on_deadline is not None and found.deadline is not None:
        said.append(
            _(
                "On {day} itself: {achieved} of {target} ({rate}).",
                day=day(found.deadline),
                achieved=figure(found.on_deadline, "achieved_level2"),
                target=figure(found.on_deadline, "target_level2"),
                rate=share(found.on_deadline, "rate_achieved_level2"),
            )
        )
    first = Text(_("I. Results against the targets"), tuple(said), level=1)
    return first, final_table(found), final_short(found)


def _state(found: FinalFacts) -> str:
    as_of, deadline = found.known.as_of, found.deadline
    if deadline is None:
        return _("Figures up to {day}; the campaign file names no last day.", day=day(as_of))
    if found.is_preliminary:
        return _(
            "Preliminary: figures up to {day}; the campaign runs until {deadline}, {left} more"
            " days.",
            day=day(as_of),
            deadline=day(deadline),
            left=(deadline - as_of).days,
        )
    if as_of == deadline:
        return _("Closing figures of {day}, the campaign's last day.", day=day(as_of))
    return _(
        "Closing figures, up to {day}; the campaign's last day was {deadline}.",
        day=day(as_of),
        deadline=day(deadline),
    )


def _age(found: FinalFacts) -> list[str]:
    """What is called closing may rest on a list of weeks ago."""
    last = found.last_report
    if last is None or last >= min(found.known.as_of, found.deadline or found.known.as_of):
        return []
    return [
        _(
            "The last report is of {day}: what was done since then is not in these figures.",
            day=day(last),
        )
    ]


def _level2_said(found: FinalFacts, whole: Row) -> str:
    return _(
        "Of {base} people not collected at the baseline {collected} were collected, {issued} were"
        " issued a level-2 account, {activated} activated it; held against the target ({what}):"
        " {achieved} of {target} ({rate}); {ahead}.",
        base=figure(whole, "base_level2"),
        collected=figure(whole, "collected"),
        issued=figure(whole, "issued"),
        activated=figure(whole, "activated"),
        what=_(COMPARED[found.known.rules.compare]),
        achieved=figure(whole, "achieved_level2"),
        target=figure(whole, "target_level2"),
        rate=share(whole, "rate_achieved_level2"),
        ahead=ahead_said(whole, "level2"),
    )
