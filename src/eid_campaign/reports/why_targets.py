"""How a target came about: published or computed, shared out among villages, and of which base."""

from __future__ import annotations

from fractions import Fraction

from eid_campaign.campaign.situation import Known, commune_target
from eid_campaign.campaign.tracing import share_of
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.reports.why_words import MEANS, Traced
from eid_campaign.wording import _, count, rate, rounded


def target_level2(found: Traced, known: Known) -> list[str]:
    """Return the steps of a level-2 target: of a village, then of its commune."""
    line = found.place.line
    assert line is not None
    if line.now.village:
        return [_share_said(found, known), *_commune_target_said(known, line.now.target.unit)]
    return _commune_target_said(known, line.now.target.unit)


def _commune_target_said(known: Known, unit: str) -> list[str]:
    target = commune_target(known, unit)
    exact = target.rate_level2 * target.base_level2
    computed = _(
        "{unit}: {rate} of the base {base} is {exact}, rounded up {computed}.",
        unit=unit,
        rate=rate(target.rate_level2),
        base=count(target.base_level2),
        exact=_decimal(exact),
        computed=count(target.level2_computed),
    )
    if target.level2_published is None:
        return [computed, *_base_said(known, unit)]
    published = _(
        "{unit}: the published target is {published}, {where}.",
        unit=unit,
        published=count(target.level2_published),
        where=where_said(known, unit),
    )
    return [published, computed, *_base_said(known, unit)]


def _base_said(known: Known, unit: str) -> list[str]:
    listed = listed_unit(known, unit)
    if listed is None:
        return [_(MEANS["base_level2"])]
    return [
        _(
            "{unit}: the base {base} is the column “not collected” of the appendix, {where}.",
            unit=unit,
            base=count(listed.not_collected),
            where=where_said(known, unit),
        )
    ]


def listed_unit(known: Known, unit: str) -> UnitCounts | None:
    """Return the unit's row of the appendix; None where it has none."""
    units = known.appendix.units if known.appendix is not None else ()
    return next((each for each in units if each.unit == unit), None)


def where_said(known: Known, unit: str) -> str:
    """Return where the unit stands in the appendix, in words."""
    listed, appendix = listed_unit(known, unit), known.appendix
    if listed is None or appendix is None:
        return _("as handed in by the unit")
    if listed.row:
        return _(
            "file {file}, sheet {sheet}, row {row}",
            file=appendix.file,
            sheet=listed.sheet,
            row=listed.row,
        )
    place = appendix.units.index(listed) + 1
    return _("file {file}, unit number {place}", file=appendix.file, place=place)


def _share_said(found: Traced, known: Known) -> str:
    line = found.place.line
    assert line is not None
    unit = line.now.target.unit
    whole = commune_target(known, unit)
    bases = {
        each.now.village: each.now.target.base_level2
        for each in found.place.lines
        if each.now.target.unit == unit
    }
    rest = max(0, whole.base_level2 - sum(bases.values()))
    share = share_of(whole.level2, bases, line.now.village, rest=rest)
    if share is None:
        return _("The commune's target shared out among its villages.")
    shared = {
        "target": count(whole.level2),
        "base": count(line.now.target.base_level2),
        "whole": count(sum(bases.values()) + rest),
        "exact": _decimal(share.exact),
        "floor": count(share.exact.__floor__()),
        "left": count(share.left_over),
        "place": count(share.place),
    }
    if share.rounded_up:
        return _(
            "The commune's {target} shared out by base: {target} × {base} / {whole} = {exact}, the"
            " whole part {floor}; {left} were left over for the largest remainders, and this one"
            " is the {place}. largest: one more.",
            **shared,
        )
    return _(
        "The commune's {target} shared out by base: {target} × {base} / {whole} = {exact}, the"
        " whole part {floor}; {left} were left over for the largest remainders, and this one is"
        " the {place}. largest: none more.",
        **shared,
    )


def _decimal(value: Fraction) -> str:
    """Return a fraction with two decimals as the language writes them."""
    if value.denominator == 1:
        return count(value.numerator)
    hundredths = rounded(value, 2)
    point = rate(Fraction(1, 200))[1]  # "0,50 %" or "0.50 %": the language's decimal sign
    return f"{count(hundredths // 100)}{point}{hundredths % 100:02d}"


def base_level2(found: Traced, known: Known) -> list[str]:
    """Return the steps of the base of the level-2 target."""
    line = found.place.line
    if line is None or line.now.village:
        return [_(MEANS["base_level2"])]
    return _base_said(known, line.now.target.unit)
