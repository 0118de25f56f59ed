"""How long somebody has waited for activation, in the three buckets of a report: counts alone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Bucket(IntEnum):
    """Days since the account was first seen approved.

    Within 7 days the account is activated as it should be (Nghị định 69/2024/NĐ-CP, Điều 14).
    """

    WEEK = 0
    """Up to 7 days."""
    MONTH = 1
    """8 to 30 days."""
    LONGER = 2
    """More than 30 days."""


class Aged(NamedTuple):
    """People who wait alike."""

    commune: str
    village: str
    bucket: Bucket
    at_least: bool
    """Whether they were approved already on the first list that names them: nobody knows how
    long before."""


Ageing = Mapping[Aged, int]
"""How many people wait, additive: a district is the sum of its communes."""


def bucket_of(days: int) -> Bucket:
    """Return the bucket of a wait of ``days`` whole days."""
    return Bucket.WEEK if days <= 7 else Bucket.MONTH if days <= 30 else Bucket.LONGER


class Waiting(NamedTuple):
    """One place's people who wait."""

    week: int = 0
    month: int = 0
    longer: int = 0
    at_least: int = 0
    """Of all these: approved already on the first list that names them."""

    @property
    def people(self) -> int:
        """All who wait."""
        return self.week + self.month + self.longer


def waiting(found: Ageing, commune: str = "", village: str = "") -> Waiting:
    """Return who waits in a village, a commune, or everywhere."""
    buckets = dict.fromkeys(Bucket, 0)
    at_least = 0
    for aged, people in found.items():
        if commune in ("", aged.commune) and village in ("", aged.village):
            buckets[aged.bucket] += people
            at_least += people * aged.at_least
    return Waiting(buckets[Bucket.WEEK], buckets[Bucket.MONTH], buckets[Bucket.LONGER], at_least)
