"""The words of a review sheet: its headings, and what its drop-down offers (conclusions.tsv)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.spelling import plain
from eid_campaign.campaign.standings import Reason, Standing

HEADINGS = {
    "code": "Mã (eidc)",
    "conclusion": "Kết luận",
    "until": "Đến ngày",
    "because": "Căn cứ",
}
"""The columns that are read back, headed alike in whatever language the user is served."""


class Conclusion(NamedTuple):
    """A line of the drop-down; no standing: to be settled later."""

    words: str
    standing: Standing | None
    reason: Reason


@cache
def conclusions() -> tuple[Conclusion, ...]:
    """Return what the drop-down offers, in its order."""
    standings = {standing.id: standing for standing in Standing}
    table = Path(__file__).with_name("conclusions.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in table.splitlines()[1:])
    return tuple(
        Conclusion(words, standings.get(standing), Reason(reason))
        for words, standing, reason in lines
    )


def find_conclusion(words: str) -> Conclusion | None:
    """Return the conclusion written, whatever its case and blanks; None for other words."""
    return _by_words().get(plain(words))


@cache
def _by_words() -> dict[str, Conclusion]:
    return {plain(each.words): each for each in conclusions()}
