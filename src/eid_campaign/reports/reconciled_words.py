"""The words of what is held against the national system: figures, reasons, kinds, places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from eid_campaign.campaign.logged import Noted
from eid_campaign.reports.words import unit_said
from eid_campaign.wording import N_, _, count, day

FIGURES = {
    "collected": N_("Collected since the baseline"),
    "issued": N_("Level-2 accounts issued since the baseline"),
    "activated": N_("Level-2 accounts activated since the baseline"),
    "achieved_activation": N_("Activated of the baseline's list"),
    "base_level2": N_("Not collected at the baseline"),
    "base_activation": N_("Approved, not activated at the baseline"),
    "not_collected": N_("Not collected"),
    "waiting": N_("Collected, waiting for approval"),
    "l1_approved": N_("Level 1, not activated"),
    "l1_activated": N_("Level 1, activated"),
    "l2_approved": N_("Level 2, not activated"),
    "l2_activated": N_("Level 2, activated"),
}
REASONS = {
    "known_later": N_("told otherwise by lists newer than the system's day"),
    "waiting_3": N_("waiting for approval, up to 3 working days: a known delay"),
    "waiting_7": N_("waiting for approval, 4 to 7 working days: a known delay without a card"),
    "approved_later": N_("approved after the baseline: not on the frozen list"),
    "level1_before": N_("held level 1 at the baseline: not in the base"),
    "turned_14": N_("turned 14 since the baseline"),
    "came_later": N_("on no list at the baseline: moved in, or missed then"),
    "moved_in": N_("lived elsewhere at the baseline: moved in"),
    "moved_out": N_("lived here at the baseline: moved away"),
    "left": N_("no longer on a complete list"),
    "off_list": N_("deceased or listed twice: off the list"),
    "moved_away": N_("moved to another province"),
}
KINDS = {
    "same": N_("the same"),
    "missing_here": N_("not in the ledger"),
    "missing_there": N_("not in the system"),
    "other_village": N_("other village"),
    "other_stage": N_("other stage"),
    "other_person": N_("same number, other person"),
}


def figure_said(figure: str) -> str:
    """Return a figure in words."""
    return _(FIGURES[figure]) if figure in FIGURES else figure


def place_said(unit: str, village: str) -> str:
    """Return a place in words: "Thôn 3, xã Cẩm Tân"."""
    whole = unit_said(unit) if unit else _("all units")
    return f"{village}, {whole}" if village else whole


def held_said(held: Sequence[tuple[int, date, Noted]]) -> tuple[str, ...]:
    """Return the figures that are held, entry by entry: those with a known difference one by
    one, of the others how many.
    """
    lines = []
    for (entry, when), found in groupby(held, key=lambda each: each[:2]):
        figures = [each for _entry, _when, each in found]
        equal = sum(each.number == each.counted for each in figures)
        lines.append(
            _(
                "Entry {entry}, {day}: {count} figures, {equal} of them equal when compared.",
                entry=entry,
                day=day(when),
                count=count(len(figures)),
                equal=count(equal),
            )
        )
        lines += [_gap_said(each) for each in figures if each.number != each.counted]
    return tuple(lines)


def _gap_said(each: Noted) -> str:
    return _(
        "{figure}, {place}: system {number}, ledger {counted}, known difference {gap}",
        figure=figure_said(each.figure),
        place=place_said(each.unit, each.village),
        number=count(each.number),
        counted=count(each.counted),
        gap=signed(each.number - each.counted),
    )


def signed(number: int) -> str:
    """Return a number with its sign: +3, −2."""
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{count(abs(number))}"
