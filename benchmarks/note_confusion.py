"""Print how remarks are decided against an officer's labels, as a confusion table.

What is measured: each labelled remark of ``tests/rules/note_cases.tsv`` (the cases given) and
``note_cases_more.tsv`` (the campaign's own), as written and without marks, as a table of label
against decision; then the same with a random half of the vocabulary taken out, phrase by phrase,
ten seeds, which tells how the rules fare on words they have never seen. Both tables were used
while the rules were written, so these figures are an upper bound; the half without vocabulary is
the nearer to a village not yet seen. A guard's words go with the rest, so with half of them gone
false exemptions can occur: they show how much depends on the words that guard.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from eid_campaign.campaign import notes
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.note_model import Tables
from eid_campaign.campaign.note_rules import tables
from eid_campaign.campaign.spelling import without_marks

RULES = Path(__file__).parent.parent / "tests" / "rules"
AS_OF = date(2024, 11, 5)
LABELS = {
    "KHONG_DU_DK": "EXEMPT",
    "DU_DK": "ELIGIBLE",
    "DA_XONG": "ELIGIBLE",
    "XAC_MINH": "TO_VERIFY",
    "NGOAI_DS": "OFF_LIST",
}
NAMES = ("EXEMPT", "ELIGIBLE", "TO_VERIFY", "OFF_LIST")
Table = Counter[tuple[str, str]]


def main() -> None:
    for name in ("note_cases.tsv", "note_cases_more.tsv"):
        rows = rows_of(name)
        for folded in (False, True):
            show(f"{name}, {'without marks' if folded else 'as written'}", confusion(rows, folded))
        halves(name, rows)
    speed()


def rows_of(name: str) -> list[dict[str, str]]:
    with (RULES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def confusion(rows: list[dict[str, str]], folded: bool = False) -> Table:
    table: Table = Counter()
    for row in rows:
        note = without_marks(row["note"] or "") if folded else row["note"] or ""
        birth = BirthDate(AS_OF.year - int(row["age"])) if row["age"] else None
        said = verdict(birth=birth, finding=notes.read_note(note), stage=None, as_of=AS_OF)
        table[LABELS[row["decision"]], said.standing.name] += 1
    return table


def show(title: str, table: Table) -> None:
    print(f"\n{title}: {sum(table.values())} remarks")
    print(f"{'label':>12}" + "".join(f"{name:>11}" for name in NAMES))
    for label in NAMES:
        print(f"{label:>12}" + "".join(f"{table[label, name]:>11}" for name in NAMES))
    print(summary(table))


def summary(table: Table) -> str:
    exempt = sum(count for (label, _), count in table.items() if label == "EXEMPT")
    wrong = sum(count for (label, name), count in table.items() if name == "EXEMPT" != label)
    right = sum(count for (label, name), count in table.items() if label == name)
    found = table["EXEMPT", "EXEMPT"]
    return (
        f"exempt found {found}/{exempt} = {found / exempt:.1%}, false exemptions {wrong}, "
        f"right {right / sum(table.values()):.1%}"
    )


def halves(name: str, rows: list[dict[str, str]], seeds: int = 10) -> None:
    print(f"\n{name}, half of the vocabulary taken out")
    known = tables()
    for seed in range(seeds):
        reduced = half_of(known, random.Random(seed))
        notes.tables = lambda own="", reduced=reduced: reduced  # type: ignore[attr-defined]
        notes.read_note.cache_clear()
        print(f"  seed {seed}: {summary(confusion(rows))}")
    notes.tables = tables  # type: ignore[attr-defined]
    notes.read_note.cache_clear()


def half_of(known: Tables, chance: random.Random) -> Tables:
    phrases = {
        first: tuple(phrase for phrase in group if chance.random() < 0.5)
        for first, group in known.phrases.items()
    }
    return replace(known, phrases=phrases)


def speed() -> None:
    remarks = [row["note"] or "" for row in rows_of("note_cases_more.tsv")]
    notes.read_note.cache_clear()
    start = time.perf_counter()
    for remark in remarks:
        notes.read_note(remark)
    each = (time.perf_counter() - start) / len(remarks)
    tables.cache_clear()
    start = time.perf_counter()
    tables()
    load = time.perf_counter() - start
    print(f"\n{each * 1e6:.0f} µs a distinct remark, tables read in {load * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
