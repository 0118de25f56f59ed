"""Who is first: by rate of target, equal ones equal (1, 1, 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from eid_campaign.campaign.progress import Against

Name = TypeVar("Name")


def ranked(results: Mapping[Name, Against]) -> dict[Name, int | None]:
    """Return each unit's place: higher rate first, then fewer remaining; ties share a place.

    A unit with a target of 0 has no rate and no place.
    """
    keys = {
        name: (-result.rate, result.remaining)
        for name, result in results.items()
        if result.rate is not None
    }
    places = sorted(keys.values())
    return {name: places.index(keys[name]) + 1 if name in keys else None for name in results}
