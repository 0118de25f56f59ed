"""``eidc import``: what it takes, what it says of it, what it stores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from . import lists
from .conftest import SAMPLE, Answer

COUNTS = ("rows_read", "kept", "refused", "new", "changed", "same", "conflict")


def counts(row: dict[str, int]) -> tuple[int, ...]:
    """Return rows read, kept, refused, new, changed, same, conflict."""
    return tuple(row[name] for name in COUNTS)


def test_a_roster_is_taken_in(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """Kind, day and where it was found, village, counts: said per file."""
    answer = eidc("import", lists.roster(Path("a.csv")), "--format", "json")
    (row,) = answer.rows("files")
    assert (answer.code, counts(row)) == (0, (3, 3, 0, 3, 0, 0, 0))
    assert (row["kind"], row["as_of"], row["as_of_source"]) == ("roster", "2024-11-05", "title")
    assert (row["places"], row["status"]) == ("Thôn 3", "stored")
    found = eidc("people", "--audience", "police", "--format", "json").rows()
    assert tuple(person["citizen_id"] for person in found) == lists.NUMBERS
    assert [person["stage"] for person in found] == [
        "not_collected",
        "l2_activated",
        "not_collected",
    ]
    assert [person["reason"] for person in found] == ["", "", "abroad"]


@pytest.mark.parametrize("again", [["a.csv"], ["."], ["a.csv", "a.csv"]], ids=" ".join)
def test_the_same_file_again(campaign: Path, eidc: Callable[..., Answer], again: list[str]) -> None:
    """Imported on that day, 0 changes, exit 0; nothing is stored a second time."""
    lists.roster(Path("a.csv"))
    eidc("import", "a.csv")
    answer = eidc("import", *again)
    assert answer.code == 0
    assert "đã nhập ngày" in answer.out
    assert "0 thay đổi" in answer.out
    assert len(eidc("imports", "--format", "json").rows()) == 1
    assert "0 changes" in eidc("import", *again, lang="en").out


def test_a_copy_under_another_name_is_the_same_file(
    campaign: Path, eidc: Callable[..., Answer]
) -> None:
    """The content tells, not the name."""
    eidc("import", lists.roster(Path("a.csv")))
    (row,) = eidc("import", lists.roster(Path("b.csv")), "--format", "json").rows("files")
    assert (row["status"], row["changed"], row["new"]) == ("already_imported", 0, 0)


def test_a_file_without_a_day_is_the_same_on_another_day(
    campaign: Path, eidc: Callable[..., Answer]
) -> None:
    """Bytes that tell no day tell nothing new tomorrow; a day by option is another roster."""
    lists.roster(Path("a.csv"), day="")
    assert eidc("import", "a.csv", "--as-of", "2024-11-05").code == 0
    again = eidc("import", "a.csv", "--format", "json").rows("files")[0]
    assert again["status"] == "already_imported"
    other = eidc("import", "a.csv", "--as-of", "2024-11-12", "--format", "json").rows("files")[0]
    assert (other["status"], other["same"]) == ("stored", 3)


@pytest.mark.parametrize(
    ("name", "day", "options", "expected", "source"),
    [
        ("a 12-11-2024.csv", "05/11/2024", ["--as-of", "19/11/2024"], "2024-11-19", "option"),
        ("a 12-11-2024.csv", "05/11/2024", [], "2024-11-05", "title"),
        ("a 12-11-2024.csv", "", [], "2024-11-12", "file_name"),
        ("a.csv", "", [], date.today().isoformat(), "today"),  # noqa: DTZ011
    ],
    ids=["the option first", "then its title", "then its file name", "else today"],
)
def test_the_day_of_a_roster(
    campaign: Path,
    eidc: Callable[..., Answer],
    name: str,
    day: str,
    options: list[str],
    expected: str,
    source: str,
) -> None:
    """The day comes from the option, the title, the file's name or the clock, and is said."""
    lists.roster(Path(name), day=day)
    (row,) = eidc("import", name, *options, "--format", "json").rows("files")
    assert (row["as_of"], row["as_of_source"]) == (expected, source)


def test_a_dry_run_stores_nothing(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """The counts are those of the import, and how the file was understood is shown."""
    lists.roster(Path("a.csv"))
    dry = eidc("import", "a.csv", "--dry-run", "--format", "json")
    assert dry.code == 0
    assert counts(dry.rows("files")[0]) == (3, 3, 0, 3, 0, 0, 0)
    understood = {row["heading"]: row["field"] for row in dry.rows("understood")}
    assert {"Họ và tên", "Số ĐDCN", "Tình trạng"} <= set(understood)
    assert eidc("targets").code == 5
    assert counts(eidc("import", "a.csv", "--format", "json").rows("files")[0]) == counts(
        dry.rows("files")[0]
    )


def test_a_refused_row_keeps_no_other_back(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """The row without a name is refused with its sheet row and reason; the others are stored."""
    lists.roster(Path("a.csv"), lists.PEOPLE + lists.WITHOUT_NAME)
    answer = eidc("import", "a.csv", "--format", "json")
    assert answer.code == 3
    assert counts(answer.rows("files")[0]) == (4, 3, 1, 3, 0, 0, 0)
    (problem,) = (row for row in answer.rows("problems") if row["severity"] == "refused")
    assert (problem["problem"], problem["count"]) == ("name_missing", 1)
    assert problem["where"].split(":")[-1].strip() == "7"
    assert len(eidc("people", "--format", "json").rows()) == 3


def test_strict_stores_nothing_of_a_file_with_a_refused_row(
    campaign: Path, eidc: Callable[..., Answer]
) -> None:
    """With ``--strict`` the whole file is refused, exit 4; a file without fault is stored."""
    lists.roster(Path("bad.csv"), lists.PEOPLE + lists.WITHOUT_NAME)
    lists.roster(Path("good.csv"), day="12/11/2024")
    answer = eidc("import", "bad.csv", "--strict", "--format", "json")
    assert answer.code == 4
    assert answer.rows("files")[0]["status"] == "refused"
    assert answer.rows("problems")
    assert eidc("targets").code == 5
    assert eidc("import", "good.csv", "--strict").code == 0
    assert eidc("import", "bad.csv", "good.csv", "--strict").code == 3


def test_commune_and_village_by_option(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """A list that names neither is of the place the options name, however they are typed."""
    Path("a.csv").write_text(lists.HEADINGS + lists.PEOPLE, encoding="utf-8")
    answer = eidc(
        "import", "a.csv", "--commune", "xa cam phu", "--village", "Thôn 5", "--as-of", "5/11/2024"
    )
    assert answer.code == 0
    places = {(row["commune"], row["village"]) for row in eidc("people", "--format", "json").rows()}
    assert places == {("Cẩm Phú", "Thôn 5")}


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
def test_kinds_of_files(campaign: Path, eidc: Callable[..., Answer], suffix: str) -> None:
    """The same list in several kinds of files holds the same people."""
    text = lists.TITLE.format(day="05/11/2024") + lists.HEADINGS + lists.PEOPLE
    path = Path(f"a.{suffix}")
    if suffix == "xlsx":
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append(line.split(";"))
        book.save(path)
    else:
        path.write_text(
            text.replace(";", "\t") if suffix == "tsv" else text, encoding="utf-8", newline=""
        )
    assert counts(eidc("import", path, "--format", "json").rows("files")[0])[:4] == (3, 3, 0, 3)


def test_rows_read_are_kept_or_refused(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """Of every sample file: read = kept + refused, kept = new + changed + same + conflict."""
    rows = eidc("import", SAMPLE, "--format", "json").rows("files")
    assert len(rows) == 1 + 11 + 11 + 10
    for row in rows:
        read, kept, refused, *told = counts(row)
        assert read == kept + refused
        assert kept == sum(told)


def test_undo_and_import_again(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """Undo takes the last import back; the list of imports shows it; the file can come again."""
    lists.roster(Path("a.csv"))
    lists.roster(
        Path("b.csv"), lists.PEOPLE.replace("Chưa thu nhận", "Mức 1 đã kích hoạt"), day="12/11/2024"
    )
    eidc("import", "a.csv")
    before = eidc("targets", "--format", "json").json["tables"]
    eidc("import", "b.csv")
    assert eidc("targets", "--format", "json").json["tables"] != before
    undone = eidc("undo")
    assert undone.code == 0
    assert "b.csv" in undone.out
    assert eidc("targets", "--format", "json").json["tables"] == before
    status = {row["file"]: row["status"] for row in eidc("imports", "--format", "json").rows()}
    assert status == {"a.csv": "active", "b.csv": "undone"}
    assert eidc("import", "b.csv", "--format", "json").rows("files")[0]["status"] == "stored"
    assert eidc("undo", 1).code == 0  # the second stays
