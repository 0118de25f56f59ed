"""How many rosters of the corpus are read as a careful clerk reads them.

``python benchmarks/rosters_read.py [first|blind|all] [--failures]``
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from shape_files import Person
from shapes import FIRST, Shape, corpus
from shapes_blind import BLIND

from eid_campaign.campaign.errors import EidcError
from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.reading import Request, RosterReading
from eid_campaign.intake.recognise import read_file
from eid_campaign.intake.villages import village_key

COMMUNES = ("TT Phong Sơn", "Cẩm Tâm", "Cẩm Tân", "Cẩm Tú", "Cẩm Vân")
ASKED = Request(today=date(2024, 11, 30), communes=COMMUNES, default_commune="Cẩm Tân")
FIELDS = ("number", "name", "birth", "sex", "village", "stage")


@dataclass
class Score:
    """What one file, or all of them, came to."""

    expected: int = 0
    exact: int = 0
    missing: int = 0
    invented: int = 0
    refused: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    """Values that differ, of rows of which nothing was said."""
    failures: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take another score in."""
        for name in ("expected", "exact", "missing", "invented", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.cells += other.cells
        self.right += other.right
        self.wrong += other.wrong


def score_of(shape: Shape, folder: Path) -> Score:
    """Return how ``shape`` was read."""
    score = Score(expected=len(shape.people))
    for name in FIELDS:
        score.cells[name] = len(shape.people)
    path = folder / shape.file
    path.write_bytes(shape.content)
    try:
        reading = read_file(path, ASKED)
    except EidcError as error:
        return _refused(score, str(error))
    except Exception as error:
        return _refused(score, f"CRASH {error!r}")
    if not isinstance(reading, RosterReading):
        return _refused(score, "read as an appendix")
    said = {
        (problem.sheet, problem.row)
        for problem in reading.problems
        if problem.severity in (Severity.DOUBT, Severity.REFUSED)
    }
    whole = {p.sheet for p in reading.problems if p.row == 0 and p.severity is Severity.DOUBT}
    people, rows = _read_people(reading)
    pairs, lost, extra = _matched(shape.people, people)
    score.missing, score.invented = len(lost), len(extra)
    score.failures += [f"missing {p}" for p in lost]
    score.failures += [f"invented {people[at]} row {rows[at][1]}" for at in extra]
    for person, at in pairs:
        spoken = rows[at] in said or rows[at][0] in whole
        _compare(score, person, people[at], spoken=spoken, row=rows[at][1])
    kinds = Counter(f"{p.severity.value}:{p.kind}" for p in reading.problems)
    if score.failures:
        score.failures.append(f"problems {dict(kinds)}")
    return score


def _refused(score: Score, why: str) -> Score:
    score.refused, score.missing = 1, score.expected
    score.failures.append(f"refused: {why}")
    return score


def _read_people(reading: RosterReading) -> tuple[list[Person], list[tuple[str, int]]]:
    people, rows = [], []
    for row in reading.people.records():
        stage = Stage(row["stage"]).id if row["stage"] >= 0 else ""
        people.append(
            Person(
                row["citizen_id"],
                row["full_name"],
                row["birth_date"],
                row["sex"],
                row["village"],
                stage,
            )
        )
        rows.append((row["sheet"], int(row["row"])))
    return people, rows


def _matched(
    expected: Sequence[Person], people: Sequence[Person]
) -> tuple[list[tuple[Person, int]], list[Person], list[int]]:
    """Pair the people by number and name, then by number, then by name, then by birth date."""
    free = list(range(len(people)))
    open_ = list(range(len(expected)))
    pairs: list[tuple[int, int]] = []
    for key in (
        lambda p: (p.number, p.name, p.birth),
        lambda p: p.number and (p.number,),
        lambda p: (p.name.casefold(), p.birth[:4]),
        lambda p: (p.name.casefold(),),
        lambda p: p.birth and (p.birth,),
    ):
        for at in list(open_):
            wanted = key(expected[at])
            found = next((i for i in free if wanted and key(people[i]) == wanted), None)
            if found is not None:
                pairs.append((at, found))
                free.remove(found)
                open_.remove(at)
    return [(expected[a], i) for a, i in sorted(pairs)], [expected[a] for a in open_], free


def _compare(score: Score, wanted: Person, got: Person, *, spoken: bool, row: int) -> None:
    exact = True
    for name in FIELDS:
        want, have = getattr(wanted, name), getattr(got, name)
        same = want == have or (
            name == "village" and bool(have) and village_key(want) == village_key(have)
        )
        score.right[name] += same
        if same:
            continue
        exact = False
        silent = bool(have) and not spoken
        score.wrong[name] += silent
        mark = "WRONG" if silent else ("lost" if not have else "said")
        score.failures.append(f"{mark} {name} row {row}: {have!r} for {want!r}")
    score.exact += exact


def _line(title: str, score: Score) -> str:
    right = " ".join(f"{name} {score.right[name]}/{score.cells[name]}" for name in FIELDS)
    wrong = sum(score.wrong.values())
    return (
        f"{title:32} exact {score.exact}/{score.expected} missing {score.missing} "
        f"invented {score.invented} wrong {wrong} refused {score.refused} | {right}"
    )


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str]) -> int:
    """Read the corpus and print what came of it; 1 where a wrong value was taken for right."""
    batch = next((word for word in arguments if not word.startswith("-")), "all")
    total, clean = Score(), 0
    shapes = corpus({"first": FIRST, "blind": BLIND, "all": [*FIRST, *BLIND]}[batch])
    with tempfile.TemporaryDirectory() as made:
        for shape in shapes:
            score = score_of(shape, Path(made))
            total.add(score)
            clean += score.exact == score.expected and not score.invented
            _write(_line(shape.name, score))
            if "--failures" in arguments:
                for failure in score.failures:
                    _write(f"    {failure}")
    _write(_line(f"TOTAL, {clean}/{len(shapes)} files clean", total))
    by_field = " ".join(f"{name} {total.wrong[name]}" for name in FIELDS)
    _write(f"wrong taken for right: {by_field}")
    return 1 if sum(total.wrong.values()) or total.invented else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
