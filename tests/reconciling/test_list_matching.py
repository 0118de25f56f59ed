"""A row of the system's list beside the ledger's person."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.list_matching import Place, compared
from eid_campaign.campaign.stages import Stage

DAY = date(2024, 11, 19)
NC, CO, L1, L1A, L2, L2A = Stage


def at(stage: Stage | None, village: str = "Thôn 1") -> Place:
    """Return where somebody stands."""
    return Place("Cẩm Tân", village, stage)


@pytest.mark.parametrize(
    ("there", "here", "then", "since", "expected"),
    [
        (at(NC), at(NC), at(NC), DAY, [("same", False)]),
        (at(None), at(L2), at(L2), DAY, [("same", False)]),  # no stage told: none compared
        (at(L2, ""), at(L2), at(L2), DAY, [("same", False)]),  # no village told
        (at(L2), at(NC), at(NC), DAY, [("other_stage", False)]),
        (at(NC), at(L2), at(NC), DAY, [("other_stage", True)]),  # the ledger has news since
        (at(NC), at(CO), at(CO), date(2024, 11, 15), [("other_stage", True)]),  # not arrived
        (at(L2), at(CO), at(CO), date(2024, 11, 8), [("other_stage", True)]),  # approved
        (at(L2), at(CO), at(CO), date(2024, 11, 7), [("other_stage", False)]),  # 8 days
        (at(L2A), at(CO), at(CO), DAY, [("other_stage", False)]),  # approval activates nobody
        (at(NC, "Thôn 5"), at(NC), at(NC), DAY, [("other_village", False)]),
        (at(NC, "Thôn 5"), at(NC), at(NC, "Thôn 5"), DAY, [("other_village", True)]),
        (
            at(L2, "Thôn 5"),
            at(NC),
            None,
            DAY,
            [("other_village", False), ("other_stage", False)],
        ),
    ],
)
def test_compared(
    there: Place, here: Place, then: Place | None, since: date, expected: list[tuple[str, bool]]
) -> None:
    """What differs, and whether it is only a known delay."""
    found = compared(there, here, then, since, DAY)
    assert [(each.kind, each.is_delay) for each in found] == expected
