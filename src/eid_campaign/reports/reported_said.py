"""Who has not reported, in sentences: unknown is not zero; for any report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.reports.period_rows import name_of
from eid_campaign.wording import _, day


def not_reported_said(
    silent: Sequence[WeekLine], never: Sequence[WeekLine], last: Mapping[Place, date], *, of: int
) -> tuple[str, ...]:
    """Return who has not reported of ``of`` lines; unknown is not zero."""
    said = []
    if never and len(never) == of > 1:
        said.append(_("Nobody has ever reported."))
    elif never:
        said.append(
            _("Never reported: {names}.", names=", ".join(name_of(line.now) for line in never))
        )
    if silent and len(silent) == of > 1:
        days = [last[place] for line in silent if (place := place_of(line.now)) in last]
        said.append(
            _(
                "Nobody has reported this week: the figures are those of the last reports, the"
                " latest of {day}.",
                day=day(max(days)) if days else "–",
            )
        )
    elif silent:
        names = ", ".join(_last_said(line, last) for line in silent)
        said.append(
            _(
                "No report this week: {names}. Their figures are those of their last report.",
                names=names,
            )
        )
    return tuple(said)


def names_said(lines: Sequence[WeekLine], *, of: int) -> str:
    """Return the names of ``lines``, or that they are all of ``of``."""
    if len(lines) == of > 1:
        return _("all villages") if lines[0].now.village else _("all units")
    return ", ".join(name_of(line.now) for line in lines)


def _last_said(line: WeekLine, last: Mapping[Place, date]) -> str:
    when = last.get(place_of(line.now))
    name = name_of(line.now)
    return name if when is None else _("{name} (last on {day})", name=name, day=day(when))
