"""The lines of a report to be pasted into a chat: at most 25, never a person or a reason.

Public servants' groups chat on Zalo, where a table falls apart and a long text is not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eid_campaign.campaign.office import Office
from eid_campaign.document import Row
from eid_campaign.reports.period_rows import figure, share
from eid_campaign.reports.told import NAMED, Told, ToldLine, ahead_said, listed
from eid_campaign.wording import _, count, rate

MOST_LINES = 25
_MOST_NAMES = 8
_MOST_MEETINGS = 3


def brief_of(told: Told, office: Office) -> tuple[str, ...]:
    """Return the text for a chat. Pictographs stand at the start of lines only, so that it reads
    well without them.
    """
    above = (_headline(told), *_results(told), *_ahead(told), *_first_and_last(told))
    below = (*_silent(told), *_help(office))
    return (*above, *_ranking(told.ranking, MOST_LINES - len(above) - len(below)), *below)


def _headline(told: Told) -> str:
    return _("📌 E-ID RESULTS, {place}, {when}", place=told.campaign.place.upper(), when=told.when)


def _results(told: Told) -> tuple[str, ...]:
    whole, gains = told.whole, told.gains
    if whole.get("collected") is None:
        return (_("📝 Nothing was reported yet: the results are not known."),)
    named = {
        "collected": _("collected"),
        "issued": _("issued at level 2"),
        "activated": _("activated"),
    }
    parts = [
        _part(
            title,
            getattr(gains, name) if gains else None,
            _against(whole, name, "level2") if name == told.compare else figure(whole, name),
        )
        for name, title in named.items()
    ]
    pending = _part(
        _("approved accounts activated"),
        gains.achieved_activation if gains else None,
        _against(whole, "achieved_activation", "activation"),
    )
    return _opened("📝", told, "; ".join(parts)), _opened("✅", told, pending)


def _opened(sign: str, told: Told, said: str) -> str:
    when = told.in_period if told.gains and told.in_period else _("Cumulative")
    return f"{sign} {when}: {said}."


def _part(title: str, gain: int | None, total: str) -> str:
    if gain is None:
        return _("{total} {title}", title=title, total=total)
    return _("{gain} {title} (in all {total})", title=title, gain=count(gain), total=total)


def _against(whole: Row, name: str, target: str) -> str:
    if not whole.get(f"target_{target}"):
        return figure(whole, name)
    wanted = figure(whole, f"target_{target}")
    return f"{figure(whole, name)}/{wanted} = {share(whole, f'rate_achieved_{target}')}"


def _ahead(told: Told) -> tuple[str, ...]:
    return (
        _("⏰ Level-2 accounts: {ahead}.", ahead=ahead_said(told.whole, "level2")),
        _("⏰ Activation: {ahead}.", ahead=ahead_said(told.whole, "activation")),
    )


def _first_and_last(told: Told) -> tuple[str, ...]:
    if len(told.ranking) < 2 * NAMED:
        return ()
    first = listed([_named(line) for line in told.first], _MOST_NAMES)
    if not told.last:
        return (_("🏆 In front: {first}.", first=first),)
    last = listed([_named(line) for line in told.last], _MOST_NAMES)
    return (_("🏆 In front: {first}. Behind: {last}.", first=first, last=last),)


def _ranking(ranking: Sequence[ToldLine], room: int) -> tuple[str, ...]:
    """Everybody's place, several in a line where there is no room for a line each."""
    if not ranking or room < 2:
        return ()
    each = -(-len(ranking) // (room - 1))
    entries = [f"{line.rank}. {_named(line)}{_moved(line.moved)}" for line in ranking]
    rows = ["; ".join(entries[at : at + each]) for at in range(0, len(entries), each)]
    return _("📊 Places by rate of the level-2 target:"), *rows


def _named(line: ToldLine) -> str:
    return f"{line.name} {rate(line.rate if line.rate is not None else Fraction(0))}"


def _moved(moved: int | None) -> str:
    if not moved:
        return ""
    places = abs(moved)
    said = _("up {places}", places=places) if moved > 0 else _("down {places}", places=places)
    return f" ({said})"


def _silent(told: Told) -> tuple[str, ...]:
    said = []
    if told.silent:
        said.append(_("⏳ Not reported yet: {names}.", names=listed(told.silent, _MOST_NAMES)))
    if told.never:
        said.append(_("⏳ Never reported: {names}.", names=listed(told.never, _MOST_NAMES)))
    return tuple(said)


def _help(office: Office) -> tuple[str, ...]:
    said = [f"📍 {meeting.rstrip('.')}." for meeting in office.meetings[:_MOST_MEETINGS]]
    if office.hotline:
        said.append(_("☎️ Questions about VNeID: {hotline}.", hotline=office.hotline))
    return tuple(said)
