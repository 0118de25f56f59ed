"""All that ``eidc report exempt`` is made of, asked from the ledger once."""

from __future__ import annotations

from collections import Counter
from datetime import date

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.exempting import (
    Feasibility,
    exempt_by,
    feasibility,
    has_achieved,
    obstacles,
)
from eid_campaign.campaign.places import find_commune, find_village
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known, commune_target, lines
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.tally import Tally
from eid_campaign.ledger import tallies
from eid_campaign.ledger.conflicts import conflicts
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.exempt_tables import Exempting, key_of


def exempting(
    app: App,
    ledger: Ledger,
    as_of: date,
    *,
    commune: str,
    village: str,
    by: str,
    audience: Audience,
) -> Exempting:
    """Return the figures of a district, a commune or a village on ``as_of``.

    Raises UnknownPlace where the commune or the village is not known.
    """
    known = knowing.known_for(app, ledger, as_of)
    refuse_without_people(ledger, as_of)
    commune = find_commune(commune, known.communes) if commune else ""
    if village:
        by = "village"
        commune = commune or app.settings.commune
        village = find_village(village, known.villages.get(commune, ()))
    by = by or known.usual_lines(commune, app.settings.commune)
    if by == "village" and not commune and app.settings.commune in known.villages:
        commune = app.settings.commune
    every = lines(known, commune=commune, by=by, own=app.settings.commune)
    parts = {key_of(line): known.tally.within(line.target.unit, line.village) for line in every}
    shown = [line for line in every if not village or line.village == village]
    compare = known.rules.compare
    feasible = [feasibility(line.target, parts[key_of(line)], compare) for line in shown]
    part = known.tally.within(commune, village)
    whole = feasible[0] if village else _whole(known, commune, by, every, feasible)
    gap = max(0, whole.target - _achieved(part, compare))
    topics = tallies.topics(ledger, as_of, app.settings.rules)
    age = app.settings.rules.elderly_age
    contradicting = Counter(
        each.kind
        for each in conflicts(ledger, as_of, elderly_age=age)
        if (not commune or each.commune == commune) and (not village or each.village == village)
    )
    return Exempting(
        known=known,
        tally=part,
        lines=shown,
        shown=exempt_by(parts, audience, below_commune=by == "village"),
        feasible=feasible,
        whole=whole,
        gap=gap,
        obstacles=obstacles(
            {
                (group, topic): people
                for (group, topic), people in topics.items()
                if (not commune or group.commune == commune)
                and (not village or group.village == village)
            },
            gap,
            compare,
            audience,
            below_commune=bool(village),
        ),
        conflicts=contradicting,
        audience=audience,
        commune=commune,
        village=village,
    )


def _whole(
    known: Known, commune: str, by: str, every: tuple[Progress, ...], feasible: list[Feasibility]
) -> Feasibility:
    """Return all lines together; villages together are their commune with its own target."""
    if by == "village" and commune:
        part = known.tally.within(commune)
        return feasibility(commune_target(known, commune), part, known.rules.compare)
    return Feasibility(*(sum(figures) for figures in zip(*feasible, strict=True)))


def _achieved(part: Tally, compare: str) -> int:
    return part.total(
        lambda group: group.baseline is Stage.NOT_COLLECTED and has_achieved(group.stage, compare)
    )
