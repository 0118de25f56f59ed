"""The sentence beside figures that tells how many are no longer on the list."""

from __future__ import annotations

from collections.abc import Mapping

from eid_campaign.wording import _, count


def left_note(counts: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the sentence that goes beside figures of these (commune, village); none for 0."""
    people = sum(counts.values())
    if not people:
        return ()
    return (
        _(
            "Of the people counted, {count} are no longer on the list; they count at their last"
            " stage until that is settled: eidc left",
            count=count(people),
        ),
    )
