"""Where every unit stands on a day, from all that is known: appendix, tallies, later totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.plan import (
    Appendix,
    Rules,
    Target,
    target_of,
    target_without_appendix,
    village_targets,
)
from eid_campaign.campaign.progress import Counts, Progress, counted, estimated, progress
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.unit_tables import UnitTable, counts_of, planned
from eid_campaign.campaign.units import UnitCounts


class Known(NamedTuple):
    """What is known up to a day; ``totals`` are the units of later tables of the same shape."""

    as_of: date
    rules: Rules
    appendix: Appendix | None
    tally: Tally
    totals: Mapping[str, UnitCounts]
    villages: Mapping[str, Sequence[str]]
    """The villages that have handed in rosters, by commune."""
    tables: Mapping[str, UnitTable] = MappingProxyType({})
    """What communes handed in as counts alone. It takes the place of their rosters, so that
    nobody is counted twice."""
    left: Mapping[tuple[str, str], int] = MappingProxyType({})
    """People no longer on a complete list, by (commune, village); they are in the tally too."""

    @property
    def communes(self) -> tuple[str, ...]:
        """The communes of the appendix in its order, then those known by rosters only."""
        listed = tuple(unit.unit for unit in self.appendix.units) if self.appendix else ()
        counted = sorted({*self.tally.communes, *self.tables})
        return (*listed, *(name for name in counted if name not in listed))

    def usual_lines(self, commune: str, own: str) -> str:
        """Return what a report has a line for when nobody says: villages where they are known."""
        wanted = commune or own
        alone = not commune and len(self.villages) > 1
        return "village" if wanted in self.villages and not alone else "commune"


def commune_target(known: Known, commune: str) -> Target:
    """Return a commune's targets: of the appendix where it has the commune, else of its people."""
    if known.appendix is not None:
        for unit in known.appendix.units:
            if unit.unit == commune:
                return target_of(unit, known.rules)
    if commune in known.tables:
        told = target_of(planned(commune, known.tables[commune].whole), known.rules)
        # Handed in, not published; one that the rate does not give is shown as told.
        as_computed = told.level2 == told.level2_computed
        return told._replace(level2_published=None) if as_computed else told
    counts = counted(known.tally.within(commune))
    return target_without_appendix(commune, counts.base_level2, counts.base_activation, known.rules)


def by_commune(known: Known, only: str = "") -> tuple[Progress, ...]:
    """Return where each commune stands, or the one named ``only``."""
    parts = known.tally.split(lambda group: group.commune)
    return tuple(
        progress(
            commune_target(known, commune),
            _counts(known, commune, parts.get(commune)),
            known.rules,
            known.as_of,
        )
        for commune in known.communes
        if not only or commune == only
    )


def by_village(known: Known, commune: str) -> tuple[Progress, ...]:
    """Return where each village of ``commune`` stands; their targets sum to the commune's."""
    counts = _village_counts(known, commune)
    targets = village_targets(
        commune_target(known, commune),
        {village: found.base_level2 for village, found in counts.items()},
        {village: found.base_activation for village, found in counts.items()},
    )
    return tuple(
        progress(targets[village], counts[village], known.rules, known.as_of, village=village)
        for village in counts
    )


def _village_counts(known: Known, commune: str) -> dict[str, Counts]:
    if commune in known.tables and known.tables[commune].villages:
        told = known.tables[commune].villages
        return {village: counts_of(told[village]) for village in sorted(told, key=village_order)}
    parts = known.tally.within(commune).split(lambda group: group.village)
    for village in known.villages.get(commune, ()):
        parts.setdefault(village, Tally(known.as_of, {}))
    return {village: counted(parts[village]) for village in sorted(parts, key=village_order)}


def _counts(known: Known, commune: str, part: Tally | None) -> Counts | None:
    if commune in known.tables:
        return counts_of(known.tables[commune].whole)
    if part is not None:
        return counted(part)
    if known.appendix is None or commune not in known.totals:
        return None
    before = next(unit for unit in known.appendix.units if unit.unit == commune)
    return estimated(before, known.totals[commune])


def lines(known: Known, *, commune: str, by: str, own: str) -> tuple[Progress, ...]:
    """Return the lines asked for: communes or villages, of one commune or of all.

    ``by`` is ``commune`` or ``village``; with villages and no ``commune`` named, the campaign's
    ``own`` commune is meant, or every commune with rosters.
    """
    if by == "commune":
        return by_commune(known, commune)
    wanted = (commune,) if commune else (own,) if own in known.villages else tuple(known.villages)
    found = tuple(line for name in wanted for line in by_village(known, name))
    if not found:
        raise NothingKnown(
            "No roster of {unit} was imported: its villages are not known.",
            "Import the rosters of its villages, or ask by commune: --by commune",
            unit=commune or own or "–",
        )
    return found
