"""How long accounts have been approved but not activated: counts by place and bucket of days.

Notice of approval is to be answered within 7 days; afterwards a citizen has to ask the hotline
(Nghị định 69/2024/NĐ-CP, Điều 14). The ledger knows lists, not days of approval: somebody waits
since the first list of an unbroken run that shows the account as approved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from eid_campaign import __version__
from eid_campaign.campaign.ageing import Aged, Bucket, bucket_of
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger import kept
from eid_campaign.ledger.ledger import Ledger


def ageing(ledger: Ledger, as_of: date) -> Mapping[Aged, int]:
    """Return how many people wait for activation on ``as_of``; counted once, then kept."""
    key = f"{__version__} ageing"
    rows = kept.kept(ledger, as_of, key)
    if rows is None:
        counted = _counted(ledger, as_of)
        rows = [[*aged, people] for aged, people in counted.items()]
        kept.keep(ledger, {(as_of, key): rows})
    return {
        Aged(commune, village, Bucket(bucket), bool(at_least)): people
        for commune, village, bucket, at_least, people in rows
    }


def _counted(ledger: Ledger, as_of: date) -> Counter[Aged]:
    """Count who waits now, in one pass over the versions of those alone.

    The lines of a person come in their order; the last one tells where the person lives now.
    """
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    counted: Counter[Aged] = Counter()
    before, since, at_least, place = 0, 0, False, (0, 0)
    for person, day, commune, village, is_first in ledger.connection.execute(
        _WAITING, {"day": as_of.toordinal()}
    ):
        if person != before:
            if before:
                counted[_aged(as_of, since, place, words, at_least=at_least)] += 1
            before, since, at_least = person, day, bool(is_first)
        place = (commune, village)
    if before:
        counted[_aged(as_of, since, place, words, at_least=at_least)] += 1
    return counted


def _aged(
    as_of: date, since: int, place: tuple[int, int], words: Mapping[int, str], *, at_least: bool
) -> Aged:
    days = as_of.toordinal() - since
    return Aged(words[place[0]], words[place[1]], bucket_of(days), at_least)


_WAITS = f"stage IN ({int(Stage.L1_APPROVED)}, {int(Stage.L2_APPROVED)})"
# A version's place in a person's story: its day, then its import, as one number.
_AT = "(as_of * 4294967296 + import_id)"
_WAITING = f"""
SELECT v.person, v.as_of, v.commune, v.village, w.free IS NULL
FROM (
    SELECT person, max({_AT}) AS last, max(CASE WHEN {_WAITS} THEN NULL ELSE {_AT} END) AS free
    FROM version WHERE as_of <= :day GROUP BY person
    HAVING free IS NULL OR last > free
) w JOIN version v ON v.person = w.person
WHERE v.as_of <= :day AND (w.free IS NULL OR (v.as_of * 4294967296 + v.import_id) > w.free)
ORDER BY v.person, v.as_of, v.import_id
"""
"""The versions of the last unbroken run of waiting, of everybody who waits now, and whether
nothing earlier is known of the person."""
