"""The card of a report: both targets in large figures and the places, for a picture in a chat."""

from __future__ import annotations

from fractions import Fraction

from eid_campaign.document import Card, CardFigure, CardLine
from eid_campaign.reports.told import Told, ahead_said, number_of
from eid_campaign.wording import _, day


def card_of(told: Told) -> Card:
    """Return the card: no person and no reason, as nothing in ``told`` is."""
    gains, placed = told.gains, told.ranking
    others = [line for line in told.lines if line not in placed]
    return Card(
        title=_("E-ID results, {place}", place=told.campaign.place),
        period=told.when,
        figures=(
            _figure(
                told,
                _("Level-2 accounts"),
                "level2",
                getattr(gains, told.compare) if gains else None,
            ),
            _figure(
                told,
                _("Activation of approved accounts"),
                "activation",
                gains.achieved_activation if gains else None,
            ),
        ),
        ranking_title=_("Places by rate of the level-2 target"),
        ranking=(
            *(CardLine(line.rank, line.name, line.rate, line.moved) for line in placed),
            *(CardLine(None, line.name, line.rate) for line in others),
        ),
        foot=_("Figures of {place} up to {day}", place=told.campaign.place, day=day(told.as_of)),
    )


def _figure(told: Told, title: str, target: str, in_period: int | None) -> CardFigure:
    rate = told.whole.get(f"rate_achieved_{target}")
    ahead = ahead_said(told.whole, target)
    return CardFigure(
        title=title,
        achieved=number_of(told.whole, f"achieved_{target}"),
        target=number_of(told.whole, f"target_{target}") or 0,
        rate=rate if isinstance(rate, Fraction) else None,
        in_period=in_period,
        said=ahead[:1].upper() + ahead[1:],
    )
