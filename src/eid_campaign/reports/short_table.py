"""Both targets by line in few columns: what a page has in its body, the whole in an annex."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.wording import _


def short_table(
    title: str,
    rows: Sequence[Row],
    total: Row | None,
    *,
    villages: bool,
    one_unit: bool,
    in_week: bool = False,
) -> Table:
    """Return the table of ``rows``, which have the column ids of ``targets``.

    ``in_week`` has what was achieved in the week beside what was achieved in all.
    """
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    gained = Column("achieved_level2_in_week", _("In the week"), Kind.COUNT, level2)
    columns = (
        Column("unit", _("Unit"), machine_only=villages and one_unit),
        Column("village", _("Village"), machine_only=not villages),
        Column("target_level2", _("Target"), Kind.COUNT, level2),
        Column("achieved_level2", _("Achieved"), Kind.COUNT, level2),
        Column("rate_achieved_level2", _("% of target"), Kind.RATE, level2),
        *((gained,) if in_week else ()),
        Column("remaining_level2", _("Remaining"), Kind.COUNT, level2),
        Column("rank", _("Rank"), Kind.RANK, level2),
        Column("target_activation", _("Target"), Kind.COUNT, activation),
        Column("achieved_activation", _("Achieved"), Kind.COUNT, activation),
        Column("rate_achieved_activation", _("% of target"), Kind.RATE, activation),
        Column("remaining_activation", _("Remaining"), Kind.COUNT, activation),
    )
    return Table("villages_short", title, columns, tuple(rows), total, pages_only=True)
