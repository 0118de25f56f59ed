"""``eidc duplicates`` typed, and its keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.app import App
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.duplicates_settling import Desk, walk
from eid_campaign.commands.options import surroundings
from eid_campaign.ledger.duplicates import duplicates
from eid_campaign.ledger.identities import settled_pairs
from tests.cli.conftest import Answer, typed

HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,Số ĐDCN,Thôn,Chủ hộ,Trạng thái,Ghi chú,Số điện thoại\n"
FIRST = """\
1,Nguyễn Văn An,03/05/1990,Nam,038090000017,Thôn 1,Nguyễn Văn An,chưa thu nhận,NVQS,0951234567
2,Lê Thị Bình,01/02/1991,Nữ,038191000002,Thôn 1,Nguyễn Văn An,chưa thu nhận,,
3,Phạm Văn Kiên,12/07/1988,Nam,038088000111,Thôn 1,Phạm Văn Kiên,chưa thu nhận,,
4,Phạm Văn Kiên,12/07/1988,Nam,038088777222,Thôn 1,Phạm Văn Lộc,chưa thu nhận,,
5,Hà Thị Thuý,12/05/1970,Nữ,,Thôn 1,Hà Văn Sáu,chưa thu nhận,,
"""
SECOND = """\
1,Nguyen Van An,03/05/1990,Nam,038090000071,Thôn 2,Nguyễn Văn An,M2 đã kích hoạt,,0951234567
2,Hà Thị Thúy,05/12/1970,Nữ,,Thôn 2,Hà Văn Sáu,chưa thu nhận,,
"""
TODAY = "2024-11-20"
NUMBERS = ("038090000017", "038090000071", "038088000111", "038088777222")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign and two weeks' lists; work in it, on 20/11/2024."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EIDC_AS_OF", TODAY)
    assert eidc("init", "--preset", "cam-thuy-2024").code == 0
    for file, rows, day in (("a.csv", FIRST, "2024-11-05"), ("b.csv", SECOND, "2024-11-12")):
        Path(file).write_text(HEAD + rows, encoding="utf-8")
        answer = eidc("import", file, "--commune", "Cẩm Tân", "--as-of", day)
        assert answer.code in (0, 3), answer.all
    return tmp_path


def eidc(*words: object) -> Answer:
    """Return what ``eidc`` answers on that day, in English."""
    return typed(*words, lang="en", EIDC_AS_OF=TODAY)


def shown(*words: object) -> dict[str, list[tuple[str, str, str]]]:
    """Return by table the pairs as (name, name, band)."""
    tables = eidc("duplicates", "--format", "json", *words).json["tables"]
    return {
        table["id"]: [
            (row["one_full_name"], row["other_full_name"], row["band"]) for row in table["rows"]
        ]
        for table in tables
    }


def code_of(name: str) -> str:
    """Return the code of the pair whose first person is called ``name``."""
    for table in eidc("duplicates", "--format", "json").json["tables"]:
        for row in table["rows"]:
            if row["one_full_name"] == name:
                return str(row["pair"])
    raise AssertionError(name)


AN = ("Nguyễn Văn An", "Nguyen Van An", "one")
THUY = ("Hà Thị Thuý", "Hà Thị Thúy", "one")
KIEN = ("Phạm Văn Kiên", "Phạm Văn Kiên", "two")


@pytest.mark.usefixtures("place")
def test_pairs_for_machines() -> None:
    """Likely ones first, those that are rather two people in a table of their own."""
    assert shown() == {"duplicates": [AN, THUY], "two_people": [KIEN]}
    assert shown("--min-score", "90") == {"duplicates": [AN]}
    assert shown("--village", "Thôn 2") == {"duplicates": [AN, THUY]}
    [row, _other] = eidc("duplicates", "--format", "json").rows("duplicates")
    assert row["reasons"].split()[:3] == ["number_swapped", "name_unmarked", "birth_same"]
    assert (row["agree"], row["differ"]) == (
        "birth_date sex household phone",
        "citizen_id full_name village",
    )


@pytest.mark.usefixtures("place")
def test_side_by_side_on_the_screen() -> None:
    """Fact by fact, what is the same and what is not, with the reasons in words."""
    said = eidc("duplicates").out
    [line] = [line for line in said.splitlines() if "03/05/1990" in line]
    assert line.split() == ["birth", "date", "03/05/1990", "03/05/1990", "="]
    assert "May be two people" not in said
    assert "may be two people" in said
    assert "one name is written without marks" in " ".join(said.split())


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_numbers_and_phones_are_masked(form: str) -> None:
    """For all but the police, in every format and in what merging says."""
    said = eidc("duplicates", "--format", form).all
    said += eidc("duplicates", "--merge", code_of(AN[0]), "--dry-run").all
    assert not [number for number in (*NUMBERS, "0951234567") if number in said]
    police = eidc("duplicates", "--format", form, "--audience", "police").all
    assert NUMBERS[0] in police


@pytest.mark.usefixtures("place")
def test_merging_says_first_what_will_be() -> None:
    """A dry run stores nothing; a merge keeps the whole name and the newest stage."""
    code = code_of(AN[0])
    tried = eidc("duplicates", "--merge", code, "--dry-run")
    assert (tried.code, shown()["duplicates"]) == (0, [AN, THUY])
    expected = "Nguyễn Văn An, 03/05/1990, male, 038******017, Thôn 2"
    assert expected in tried.out
    assert "Rows of lists joined in it: 2" in tried.out
    done = eidc("duplicates", "--merge", code)
    assert (done.code, shown()["duplicates"]) == (0, [THUY])
    assert expected in done.out
    rows = eidc("people", "--format", "json", "--audience", "police").rows()
    [one] = [row for row in rows if row["full_name"] == "Nguyễn Văn An"]
    assert (one["citizen_id"], one["stage"], one["note"]) == (NUMBERS[0], "l2_activated", "NVQS")
    assert not [row for row in rows if row["full_name"] == "Nguyen Van An"]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(("keep", "at"), [("1", 0), ("2", 1)])
def test_the_officer_says_whose_facts_stay(keep: str, at: int) -> None:
    """With --keep the number of that person stays, whatever the newer list says, and an older one
    that comes late with the other number.
    """
    assert eidc("duplicates", "--merge", code_of(AN[0]), "--keep", keep).code == 0
    for late in (False, True):
        if late:
            row = SECOND.splitlines()[0].replace(NUMBERS[1], NUMBERS[1 - at])
            Path("c.csv").write_text(HEAD + row + "\n", encoding="utf-8")
            asked = ("--commune", "Cẩm Tân", "--as-of", "2024-11-19")
            assert eidc("import", "c.csv", *asked).code == 0
        rows = eidc("people", "--format", "json", "--audience", "police").rows()
        numbers = [row["citizen_id"] for row in rows if row["stage"] == "l2_activated"]
        assert numbers == [NUMBERS[at]]


@pytest.mark.usefixtures("place")
def test_answers_are_listed_and_undone() -> None:
    """What was settled, by whom; undone by its number the pair is open again."""
    assert eidc("duplicates", "--two", code_of(AN[0])).code == 0
    assert eidc("duplicates", "--later", code_of(THUY[0])).code == 0
    assert shown()["duplicates"] == [THUY]
    later, two = eidc("duplicates", "--settled", "--format", "json").rows()
    assert (two["verdict"], later["verdict"], two["who"]) == ("two", "later", "trucban")
    assert "number_swapped" in two["reason"]
    assert eidc("undo", two["number"]).code == 0
    assert shown()["duplicates"] == [AN, THUY]
    [left] = eidc("duplicates", "--settled", "--format", "json").rows()
    assert left["number"] == later["number"]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--merge", "1-2-AAAA"), 6),
        (("--two", "nothing"), 6),
        (("--merge", "1-6-AAAA", "--two", "1-6-AAAA"), 2),
        (("--keep", "1"), 2),
        (("--dry-run",), 2),
        (("--ask",), 2),
        (("--village", "Thôn 99"), 6),
        (("--audience", "public"), 2),
    ],
)
def test_what_cannot_be_meant(words: tuple[str, ...], code: int) -> None:
    """Refused in words, with what to do, and nothing is stored."""
    before = eidc("duplicates", "--settled", "--format", "csv").out
    answer = eidc("duplicates", *words)
    assert answer.code == code
    assert answer.err
    assert eidc("duplicates", "--settled", "--format", "csv").out == before


@pytest.mark.usefixtures("place")
def test_a_pair_made_one_is_no_pair_any_more() -> None:
    """The same answer typed again is refused in words."""
    code = code_of(AN[0])
    assert eidc("duplicates", "--merge", code).code == 0
    again = eidc("duplicates", "--merge", code)
    assert again.code == 6
    assert "--settled" in again.err


@dataclass
class Scripted:
    """An officer who presses keys written beforehand."""

    keys: list[str]
    heard: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.heard.append(line)

    def key(self) -> str:
        return self.keys.pop(0)

    def line(self, question: str) -> str:
        raise AssertionError(question)


@pytest.mark.parametrize(
    ("keys", "settled"),
    [
        ("q", []),
        ("xq", []),
        ("sss", ["later", "later", "later"]),
        ("hq", ["two"]),
        ("ggq", ["same"]),
        ("gxq", []),
        ("g1gq", ["same"]),
        ("gghh", ["same", "two", "two"]),
    ],
)
def test_keys(place: Path, keys: str, settled: list[str]) -> None:
    """Each answer is stored at once; a merge shows what will be and is pressed twice."""
    app: App = surroundings(place)
    officer = Scripted(list(keys))
    day = date.fromisoformat(TODAY)
    with app.read_ledger() as ledger:
        pairs = duplicates(ledger, day, elderly_age=60)
        asked = walk(pairs, Desk(app, ledger, day, Audience.TEAM), officer)
        assert [each.verdict for each in settled_pairs(ledger)] == settled
    assert asked == sum(verdict != "later" for verdict in settled)
    assert officer.keys == []
    assert not [line for line in officer.heard if NUMBERS[0] in line]


def test_a_pair_is_not_asked_once_an_earlier_answer_made_it_one(place: Path) -> None:
    """Three listings of one person: two merges answer the third pair by themselves."""
    again = SECOND.splitlines()[0].replace("Thôn 2", "Thôn 3").replace("071", "171")
    Path("c.csv").write_text(HEAD + again + "\n", encoding="utf-8")
    answer = eidc("import", "c.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-19")
    assert answer.code in (0, 3), answer.all
    app, day = surroundings(place), date.fromisoformat(TODAY)
    with app.read_ledger() as ledger:
        pairs = [
            each for each in duplicates(ledger, day, elderly_age=60) if "An" in each.one.full_name
        ]
        officer = Scripted(list("gggg"))
        walk(pairs, Desk(app, ledger, day, Audience.TEAM), officer)
        left = duplicates(ledger, day, elderly_age=60)
    assert (len(pairs), officer.keys) == (3, [])
    assert not [each for each in left if "An" in each.one.full_name]


@pytest.mark.usefixtures("place")
def test_a_merge_says_which_answer_it_denies() -> None:
    """Two people, but a third row is merged with each of them: it is said before and in the log."""
    rows = "".join(
        f"{at},Đỗ Văn Bảy,01/02/1971,Nam,{number},Thôn 1,,chưa thu nhận,,\n"
        for at, number in enumerate(("038071000017", "038071000071", ""), start=1)
    )
    Path("c.csv").write_text(HEAD + rows, encoding="utf-8")
    assert eidc("import", "c.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-19").code == 0
    pairs = {
        (row["one_source_row"], row["other_source_row"]): row["pair"]
        for table in eidc("duplicates", "--format", "json").json["tables"]
        for row in table["rows"]
        if row["one_full_name"] == "Đỗ Văn Bảy"
    }
    assert "entry 5" in eidc("duplicates", "--two", pairs[2, 3]).out
    assert "they are two" not in eidc("duplicates", "--merge", pairs[2, 4], "--yes").out
    denied = "Entry 5 says that they are two people"
    assert denied in eidc("duplicates", "--merge", pairs[3, 4], "--dry-run").out
    assert denied in eidc("duplicates", "--merge", pairs[3, 4], "--yes").out
    status = {row["entry"]: row["undone_by"] for row in eidc("log", "--format", "json").rows()}
    assert (status[5], status[6], status[7]) == (7, None, None)
    assert "replaced by entry 7" in eidc("log").out
    assert eidc("undo", "7").code == 0
    assert "replaced" not in eidc("log").out
