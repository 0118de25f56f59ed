"""A line's figures of a period by column id, their sum, and figures in words, for every report."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.week import WeekLine
from eid_campaign.document import Row, Value
from eid_campaign.reports import targets
from eid_campaign.wording import count, rate


def period_row(line: WeekLine) -> Row:
    """Return the figures of ``targets`` with those of the period beside them."""
    return {
        **targets.row(line.now),
        "collected_in_week": line.collected,
        "issued_in_week": line.issued,
        "activated_in_week": line.activated,
        "achieved_activation_in_week": line.achieved_activation,
        "issued_change": line.issued_change,
        "rank": line.rank,
        "rank_activation": line.rank_activation,
        "reported": "yes" if line.reported else "no",
    }


def period_total(lines: Sequence[WeekLine]) -> Row:
    """Return the sum of ``lines``, of one line too; a sum of unknowns is unknown."""
    total: dict[str, Value] = dict(targets.total_row([line.now for line in lines]))
    rows = [period_row(line) for line in lines]
    for name in (
        "collected_in_week",
        "issued_in_week",
        "activated_in_week",
        "achieved_activation_in_week",
        "issued_change",
    ):
        values = [value for row in rows if isinstance(value := row[name], int)]
        total[name] = sum(values) if values else None
    return total


def name_of(line: Progress) -> str:
    """Return what a line is called: its village, else its unit."""
    return line.village or line.target.unit


def figure(row: Row, name: str) -> str:
    """Return a count as it is read, "–" where it is not known."""
    value = row.get(name)
    return count(value) if isinstance(value, int) else "–"


def share(row: Row, name: str) -> str:
    """Return a rate as it is read, "–" where it is not known."""
    value = row.get(name)
    return rate(value) if isinstance(value, Fraction) else "–"
