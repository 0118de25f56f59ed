"""The queue of people to verify: in order, by keys, on a sheet that is handed back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from eid_campaign.campaign.conclusions import HEADINGS, conclusions, find_conclusion
from eid_campaign.campaign.decisions import Wanted, find_fault
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.review import Heap, queue
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing, Verdict
from eid_campaign.commands.reviewing import Seat, walk
from tests.cli.conftest import Answer

from .conftest import BINH, GIANG, HOA, KHANG, NUMBERS, OTHER_AN
from .test_decide_command import eidc, said

NVQS, ILL = Reason.MILITARY_SERVICE, Reason.ILL
TODAY = date(2024, 11, 20)


def person(
    number: int, village: str, reason: Reason, note: str, standing: Standing = Standing.TO_VERIFY
) -> Person:
    """Return an invented person to verify."""
    return Person(
        citizen_id=f"038090{number:06d}",
        full_name=f"Nguyễn Văn {number}",
        birth_date="1990-05-03",
        sex="M",
        commune="Cẩm Tân",
        village=village,
        stage=Stage.NOT_COLLECTED,
        verdict=Verdict(standing, reason),
        note=note,
        household="",
        phone="",
        source_file="",
        source_sheet="",
        source_row=0,
        number=number,
    )


PEOPLE = (
    person(1, "Thôn 10", NVQS, "NVQS"),
    person(2, "Thôn 2", NVQS, "đi bộ đội"),
    person(3, "Thôn 2", NVQS, "NVQS"),
    person(4, "Thôn 2", NVQS, "nvqs "),
    person(5, "Thôn 2", ILL, "tâm thần"),
    person(6, "Thôn 2", ILL, "tai biến"),
    person(7, "Thôn 1", Reason.NONE, "", Standing.ELIGIBLE),
)


def drawn(heaps: Sequence[Heap]) -> list[tuple[str, str, str, list[int]]]:
    """Return heaps as (reason, village, note, numbers)."""
    return [(h.reason, h.village, h.note, [p.number for p in h.people]) for h in heaps]


def test_the_queue_is_in_order() -> None:
    """The most frequent reason first, its villages in order, the most frequent remark first."""
    assert drawn(queue(PEOPLE, Audience.POLICE)) == [
        ("military_service", "Thôn 2", "NVQS", [3, 4]),
        ("military_service", "Thôn 2", "đi bộ đội", [2]),
        ("military_service", "Thôn 10", "NVQS", [1]),
        ("ill", "Thôn 2", "tai biến", [6]),
        ("ill", "Thôn 2", "tâm thần", [5]),
    ]


def test_a_team_sees_no_sensitive_reason_nor_remark() -> None:
    """What a team may not know keeps nobody apart in its queue."""
    assert drawn(queue(PEOPLE, Audience.TEAM))[-1] == ("other", "Thôn 2", "", [5, 6])


@dataclass
class Scripted:
    """An officer who presses keys and types lines written beforehand."""

    keys: list[str]
    lines: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.heard.append(line)

    def key(self) -> str:
        return self.keys.pop(0)

    def line(self, question: str) -> str:
        return self.lines.pop(0)


CAN, MOVED = ("eligible", ""), ("exempt", "moved_away")


@pytest.mark.parametrize(
    ("keys", "lines", "stored"),
    [
        ("q", [], []),
        ("llllll", [], []),
        ("vq", [], [([3, 4], *CAN)]),
        ("Vq", [], [([3, 4, 1], *CAN)]),
        ("e6lq", ["30/06/2025", "giấy"], [([3, 4], *MOVED)]),
        ("e6lq", ["", ""], [([3, 4], *MOVED)]),
        ("e6vq", ["30/06/2020", ""], [([3, 4], *CAN)]),
        ("e6vq", ["hôm nào", ""], [([3, 4], *CAN)]),
        ("e9vq", [], [([3, 4], *CAN)]),
        ("xvq", [], [([3, 4], *CAN)]),
        ("svlq", [], [([3], *CAN)]),
        ("oo2lq", [""], [([3], "off_list", "duplicate")]),
        ("lllvvq", [], [([6], *CAN), ([5], *CAN)]),
    ],
)
def test_the_queue_by_keys(
    keys: str, lines: list[str], stored: list[tuple[list[int], str, str]]
) -> None:
    """A heap by one key, all villages by a capital one; the sick one by one; q leaves."""
    done: list[tuple[list[int], str, str]] = []

    def store(people: Sequence[Person], wanted: Wanted) -> None:
        assert wanted.because
        done.append(([p.number for p in people], wanted.standing.id, wanted.reason.value))

    talk = Scripted(list(keys), lines)
    settled = walk(queue(PEOPLE, Audience.POLICE), Seat(talk, store, TODAY, Audience.POLICE))
    assert done == stored
    assert settled == sum(len(numbers) for numbers, _standing, _reason in stored)


def test_by_keys_a_team_sees_no_number() -> None:
    """Numbers are masked and only the year of birth is shown."""
    talk = Scripted(["l"] * 10)
    walk(queue(PEOPLE, Audience.TEAM), Seat(talk, lambda *_: None, TODAY, Audience.TEAM))
    told = "\n".join(talk.heard)
    assert "038******003" in told
    assert not re.search(r"\d{9,}|03/05|tâm thần|tai biến", told)


def test_every_conclusion_offered_can_be_decided() -> None:
    """No line of the drop-down is refused, a child's needing its last day; all words are found."""
    for each in conclusions():
        assert find_conclusion(f" {each.words.upper()} ") == each
        if each.standing is not None:
            until = date(2025, 1, 1) if each.reason is Reason.CHILD else None
            assert not find_fault(Wanted(each.standing, each.reason, TODAY, until), TODAY)
    reasons = {each.reason for each in conclusions() if each.standing is Standing.EXEMPT}
    assert len(reasons) == 7


def test_on_no_terminal_it_says_to_use_a_sheet(place: Path) -> None:
    """Keys need a terminal."""
    answer = eidc("review")
    assert (answer.code, answer.out) == (2, "")
    assert "-o can-xac-minh.xlsx" in answer.err


SHEET = "can-xac-minh.xlsx"
LATER = "để sau"
ABROAD = "không đủ điều kiện: đang ở nước ngoài"
CHILD = "không đủ điều kiện: trẻ em chưa đủ 14 tuổi (ghi Đến ngày)"
Fill = tuple[str, object, str]


def filled(answers: Sequence[Fill], change: Callable[[Worksheet], None] | None = None) -> Answer:
    """Write the sheet, fill its rows in with ``answers``, and import it."""
    Path(SHEET).unlink(missing_ok=True)
    assert eidc("review", "--audience", "police", "-o", SHEET).code == 0
    book = openpyxl.load_workbook(SHEET)
    sheet = book.worksheets[0]
    top, place_of = columns(sheet)
    for row, answer in enumerate(answers, start=top + 1):
        for name, value in zip(("conclusion", "until", "because"), answer, strict=True):
            sheet.cell(row, place_of[name], value)
    if change is not None:
        change(sheet)
    book.save(SHEET)
    return eidc("import", SHEET, "--format", "json")


def columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and the column of each field that is read back."""
    for row in sheet.iter_rows():
        titles = {str(cell.value): cell.column for cell in row}
        if HEADINGS["code"] in titles:
            return row[0].row, {name: titles[title] for name, title in HEADINGS.items()}
    raise AssertionError("no heading")


def counts(answer: Answer) -> tuple[int, int, int, int, int]:
    """Return (read, refused, new, changed, same)."""
    (row,) = answer.rows("files")
    return row["rows_read"], row["refused"], row["new"], row["changed"], row["same"]


def test_a_sheet_goes_out_and_comes_back(place: Path) -> None:
    """Filled in and imported it is decided; the very same sheet again changes nothing."""
    can, later = ("Đủ điều kiện", "", "đã gặp"), (LATER, "", "")
    answer = filled([can, (ABROAD, "30/06/2025", "giấy báo"), later])
    assert (answer.code, counts(answer)) == (0, (5, 0, 2, 0, 3))
    assert [row["row"] for row in answer.rows("decisions")] == [5, 6]
    # In the queue: military service in Thôn 1 (Bình, Giang), in Thôn 2; then the others.
    assert [said(BINH), said(GIANG), said(OTHER_AN)] == [
        "eligible",
        "exempt abroad",
        "to_verify military_service",
    ]
    assert said(GIANG, "2025-07-01") == "to_verify military_service"
    again = eidc("import", SHEET, "--format", "json")
    assert (again.code, counts(again)) == (0, (5, 0, 0, 0, 5))


def test_an_old_sheet_does_not_beat_a_later_decision(place: Path) -> None:
    """What was decided, or taken back, since the sheet was taken in stands."""
    assert filled([("đủ điều kiện", "", "")] * 2).code == 0
    assert eidc("decide", BINH, "exempt", "abroad", "--because", "giấy").code == 0
    assert eidc("decide", GIANG, "--take-back").code == 0
    again = eidc("import", SHEET, "--format", "json")
    assert counts(again)[2:] == (0, 0, 5)
    assert [row["problem"] for row in again.rows("problems")] == ["decided_since"]
    assert [said(BINH), said(GIANG)] == ["exempt abroad", "to_verify military_service"]


def test_a_row_that_cannot_be_taken_is_refused_alone(place: Path) -> None:
    """Unknown words, past or unreadable days, a child for good: named row by row."""
    answer = filled(
        [
            ("có lẽ", "", ""),
            (ABROAD, "30/06/2020", ""),
            (ABROAD, "hè sang năm", ""),
            (CHILD, "", ""),
            ("đủ điều kiện", "", ""),
        ]
    )
    assert (answer.code, counts(answer)) == (3, (5, 4, 1, 0, 0))
    assert sorted(row["problem"] for row in answer.rows("problems")) == [
        "review_child_without_until",
        "review_conclusion_unknown",
        "review_until_past",
        "review_until_unreadable",
    ]


def test_a_code_that_was_changed_is_nobodys(place: Path) -> None:
    """A number typed over, a code blanked, a code twice: refused, the others taken."""

    def change(sheet: Worksheet) -> None:
        top, place_of = columns(sheet)
        codes = [sheet.cell(top + row, place_of["code"]) for row in (1, 2, 3, 4)]
        codes[0].value = "9" + str(codes[0].value)
        codes[1].value = None
        codes[3].value = codes[2].value

    answer = filled([("đủ điều kiện", "", "")] * 4, change)
    assert counts(answer)[:3] == (5, 3, 1)
    assert sorted(row["problem"] for row in answer.rows("problems")) == [
        "review_code_missing",
        "review_code_twice",
        "review_code_unknown",
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("30/06/2025", "2025-06-30"),
        ("05-06-2025", "2025-06-05"),
        ("6/2025", "2025-06-30"),
        ("2025-06-30", "2025-06-30"),
        (date(2025, 6, 30), "2025-06-30"),
    ],
)
def test_a_last_day_is_read_day_first(place: Path, until: object, last: str) -> None:
    """As typed or as Excel's own date; a month alone ends on its last day."""
    answer = filled([(ABROAD, until, "")])
    assert [row["until"] for row in answer.rows("decisions")] == [last]


def test_a_dry_run_and_strict_store_nothing(place: Path) -> None:
    """Both say what would be, and leave everybody as they were."""
    answer = filled([("có lẽ", "", ""), ("có lẽ", "", "")])
    assert counts(answer)[:2] == (5, 2)
    book = openpyxl.load_workbook(SHEET)
    sheet = book.worksheets[0]
    top, place_of = columns(sheet)
    sheet.cell(top + 1, place_of["conclusion"], "đủ điều kiện")
    book.save(SHEET)
    dry = eidc("import", SHEET, "--dry-run", "--format", "json")
    assert counts(dry) == (5, 1, 1, 0, 3)
    assert eidc("import", SHEET, "--strict").code == 4
    assert said(BINH) == "to_verify military_service"


def test_a_team_gets_a_sheet_without_numbers(place: Path) -> None:
    """Birth years, no number, no sensitive word; the police's own sheet has the numbers."""
    assert eidc("review", "-o", "to.xlsx").code == 0
    assert eidc("review", "--audience", "police", "-o", "cong-an.xlsx").code == 0
    told = {}
    for file in ("to.xlsx", "cong-an.xlsx"):
        sheet = openpyxl.load_workbook(file).worksheets[0]
        told[file] = "\n".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
    assert not re.search(r"\d{9,}|tâm thần|07/07/1977", told["to.xlsx"])
    assert "1977" in told["to.xlsx"]
    wanted = {BINH, OTHER_AN, GIANG, HOA, KHANG}
    assert {number for number in NUMBERS if number in told["cong-an.xlsx"]} == wanted


def test_a_sheet_has_a_drop_down_on_every_row(place: Path) -> None:
    """The cells of the conclusion offer the words and nothing else."""
    assert eidc("review", "-o", SHEET).code == 0
    book = openpyxl.load_workbook(SHEET)
    sheet = book.worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    top, place_of = columns(sheet)
    letter = openpyxl.utils.get_column_letter(place_of["conclusion"])
    assert str(rule.sqref) == f"{letter}{top + 1}:{letter}{top + 5}"
    offered = [cell.value for cell in book.worksheets[1]["A"]]
    assert offered == [each.words for each in conclusions()]


def test_a_sheet_is_not_written_over(place: Path) -> None:
    """Answers in it would be lost."""
    Path(SHEET).write_bytes(b"x")
    answer = eidc("review", "-o", SHEET)
    assert answer.code == 4
    assert "eidc import" in answer.err
    assert Path(SHEET).read_bytes() == b"x"


def test_a_text_file_comes_back_too(place: Path) -> None:
    """A CSV has the ids for headings, and is known by them."""
    assert eidc("review", "-o", "bang.csv").code == 0
    text = Path("bang.csv").read_text(encoding="utf-8-sig").splitlines()
    head = text[0].split(",")
    first = text[1].split(",")
    first[head.index("conclusion")] = "đủ điều kiện"
    Path("bang.csv").write_text("\n".join([text[0], ",".join(first), *text[2:]]), "utf-8")
    answer = eidc("import", "bang.csv", "--format", "json")
    assert counts(answer) == (5, 0, 1, 0, 4)
    assert said(BINH) == "eligible"
