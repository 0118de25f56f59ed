"""A ledger that has lived: everything that can be written into one was written, invented people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.plan import Appendix, Rules
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger import plans, settled
from eid_campaign.ledger.checking import Asked, check
from eid_campaign.ledger.decisions import decide, take_back
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.exports import Export, log_exports
from eid_campaign.ledger.frozen import freeze
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import adopt, drop
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.seals import read_code
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import redo, undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

RULES = Rules(baseline=BASELINE)
TODAY = date(2024, 11, 30)
UNIT = UnitCounts("Cẩm Tân", 2073, 881, 84, 2412, 306, 1037, 390)
TOTAL = UnitCounts("Tổng", 2073, 881, 84, 2412, 306, 1037, 390)

FIRST = """
citizen_id  full_name       village  stage          note
#1          Nguyễn Văn An   Thôn 1   not_collected  đi làm ăn xa
#2          Lê Thị Bình     Thôn 1   l1_approved    -
#3          Hà Văn Cường    Thôn 1   not_collected  đang ở nước ngoài
#9          Nguyễn Văn Ân   Thôn 2   not_collected  -
#5          Phạm Thị Êm     Thôn 2   l2_activated   -
"""
SECOND = """
citizen_id  full_name       village  stage          note
#1          Nguyễn Văn An   Thôn 1   l2_approved    -
#3          Hà Văn Cường    Thôn 1   collected      -
#5          Phạm Thị Êm     Thôn 2   not_collected  -
#6          Võ Văn Giang    Thôn 2   not_collected  -
"""
LATE = """
citizen_id  full_name       village  stage        note
#2          Lê Thị Bình     Thôn 1   l2_approved  -
#7          Bùi Thị Hạnh    Thôn 3   -            -
"""
NAMES = (
    *("Nguyễn Văn An", "Lê Thị Bình", "Hà Văn Cường", "Nguyễn Văn Ân", "Phạm Thị Êm"),
    *("Võ Văn Giang", "Bùi Thị Hạnh", "Phạm Thị Êm Ái"),
)
REFUSED = Problem("no_name", Severity.REFUSED, "thôn 1.xlsx", "Sheet1", 12, "full_name")


def live(path: Path) -> dict[str, int]:
    """Write a long mixed life into the ledger at ``path``; return entries by what they did."""
    with Ledger.open(path) as ledger:
        entry: dict[str, int] = {}
        plan = Appendix((UNIT,), TOTAL, "113/KH-UBND", "Cẩm Thủy", date(2024, 10, 30), "pl.xlsx")
        entry["appendix"] = plans.add_appendix(
            ledger,
            plan,
            sha256="a" * 64,
            as_of=date(2024, 10, 30),
            as_of_source="title",
            problems=(),
            author=ME,
        )
        entry["first"] = _import(ledger, FIRST, BASELINE, problems=(REFUSED,))
        entry["second"] = _import(ledger, SECOND, WEEK_3)
        entry["late"] = _import(ledger, LATE, WEEK_2)
        wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, None, "giấy báo của gia đình")
        (decision,) = decide(ledger, [(3, wanted)], ME)
        entry["decide"] = decision.number
        decide(ledger, [(2, wanted)], ME)
        take_back(ledger, 2, ME)
        entry["edit"] = edit(ledger, 5, {"full_name": "Phạm Thị Êm Ái"}, WEEK_3, ME)
        entry["identity"] = settle(ledger, 1, 4, "same", ME)
        tied = settled.tie(ledger, "Cẩm Tân", "T1", "Thôn 1", ME)
        entry["tie"] = tied.number
        settled.untie(ledger, settled.tie(ledger, "Cẩm Tân", "T2", "Thôn 2", ME), ME)
        mapped = settled.remember(ledger, "stt|ho ten", "a.xlsx", {"ho ten": "full_name"}, (), ME)
        entry["mapping"] = mapped or 0
        adopt(ledger, "word\n", file="rieng.tsv", rules=1, from_day=WEEK_2, author=ME)
        drop(ledger, WEEK_3, ME)
        undo(ledger, entry["second"], ME)
        entry["redo"] = redo(ledger, None, ME).entry or 0
        entry["undo"] = undo(ledger, entry["late"], ME).entry or 0
        report = ("weekly", "", WEEK_3)
        content = {"asked": {}, "language": "vi", "lines": [1, 2], "document": {}}
        entry["freeze"], _ = freeze(ledger, report, content, revision=ledger.revision, author=ME)
    export = Export("people", "csv", "danh-sach.csv", "police", 5, full_numbers=True)
    log_exports(path, [export], ME)
    with Ledger.open(path) as ledger:
        for day in (BASELINE, WEEK_3, TODAY):
            tally(ledger, day, RULES)
    return entry


def found_in(path: Path, code: str = "") -> list[tuple[str, int | None]]:
    """Return what a check finds: (kind, entry)."""
    with Ledger.open(path) as ledger:
        asked = Asked(ledger, TODAY, RULES, read_code(code) if code else None)
        return [(each.kind, each.entry) for each in check(asked).findings]


def _import(ledger: Ledger, drawn: str, day: date, problems: tuple[Problem, ...] = ()) -> int:
    file = f"thôn {day:%d}.xlsx"
    added = add_roster(ledger, roster(drawn, day, file=file, problems=problems), ME)
    assert added.import_id is not None
    return added.import_id
