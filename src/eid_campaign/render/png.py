"""A picture for a chat, 1080 pixels wide: the card of a report, which never holds a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typst

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Card, CardFigure, CardLine, Document, Kind
from eid_campaign.render.values import one_line, shown
from eid_campaign.wording import N_, _, count, language, rate

_PAGE: Final = Path(__file__).with_name("card.typ")
_POINTS_AN_INCH: Final = 72.0
"""A point of the page is a pixel."""
_MOST: Final = 30
"""Lines that a picture shows in full."""
_ON_A_LINE: Final = 26
"""Letters of a title that fit on one line for certain."""
_FIRST, _LAST = 10, 5
"""Lines that are left of more."""


def render(document: Document) -> bytes:
    """Return the card as PNG; UsageProblem for an answer that has none."""
    if document.card is None:
        raise UsageProblem(
            N_("This answer has no picture for a chat."),
            N_("These have one: eidc report daily, weekly, final."),
        )
    data = json.dumps(_content(document.card), ensure_ascii=False)
    return typst.compile(
        _PAGE,
        format="png",
        ppi=_POINTS_AN_INCH,
        font_paths=[_letters()],
        ignore_system_fonts=True,
        sys_inputs={"card": data},
    )


@lru_cache(maxsize=1)
def _letters() -> Path:
    """Return the folder of DejaVu Sans, which comes with matplotlib; it need not be loaded."""
    found = find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


def _content(card: Card) -> dict[str, Any]:
    return {
        "language": language(),
        "title": _together(one_line(card.title)),
        "period": one_line(card.period),
        "figures": [_figure(each) for each in card.figures],
        "ranking_title": one_line(card.ranking_title),
        "ranking": list(_ranking(card.ranking)),
        "foot": one_line(card.foot),
    }


def _together(title: str) -> str:
    """Return a title with the name of its place, behind the comma, on one line."""
    before, comma, place = title.rpartition(", ")
    if not comma or len(place) > _ON_A_LINE:
        return title
    return before + comma + place.replace(" ", "\u00a0")


def _figure(figure: CardFigure) -> dict[str, Any]:
    in_period = figure.in_period
    gained = "" if in_period is None else _("in the period: {change}", change=_signed(in_period))
    return {
        "title": one_line(figure.title),
        "achieved": None if figure.achieved is None else count(figure.achieved),
        "target": count(figure.target),
        "rate": None if figure.rate is None else float(figure.rate),
        "rate_said": "" if figure.rate is None else _rate(figure.rate),
        "in_period": gained,
        "said": one_line(figure.said),
    }


def _ranking(lines: tuple[CardLine, ...]) -> Iterator[dict[str, Any]]:
    if len(lines) <= _MOST:
        yield from map(_line, lines)
        return
    yield from map(_line, lines[:_FIRST])
    yield {"gap": True}
    yield from map(_line, lines[-_LAST:])


def _line(line: CardLine) -> dict[str, Any]:
    silent = line.rate is None
    return {
        "gap": False,
        "rank": "" if line.rank is None else shown(line.rank, Kind.RANK),
        "name": one_line(line.name),
        "silent": silent,
        "rate": _("not reported") if line.rate is None else _rate(line.rate),
        "moved": "" if line.moved is None else _moved(line.moved),
    }


def _rate(share: Fraction) -> str:
    return rate(share).replace(" ", "\u00a0")


def _moved(places: int) -> str:
    """Return the places gained or lost with their arrow: ▲2, ▼1, =."""
    if places == 0:
        return "="
    return f"{'▲' if places > 0 else '▼'}{count(abs(places))}"


def _signed(number: int) -> str:
    return f"+{count(number)}" if number > 0 else count(number)
