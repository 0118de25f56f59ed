"""Who is purged is gone: not a byte of them is left, and all else stands as before."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from eid_campaign.ledger import database
from eid_campaign.ledger.identities import settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purging import person_meant, purge_person
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import settle
from tests.cli.conftest import SAID, Answer, typed
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, number, people, roster
from tests.encryption.speaking import FIRST, is_encrypted, small_campaign, told

TODAY = "2024-11-30"
LIST = """\
STT,Họ và tên,Ngày sinh,Số ĐDCN,Điện thoại,Thôn,Chủ hộ,Trạng thái,Ghi chú
1,Nguyễn Văn An,03/05/1990,038090000001,0912345678,Thôn 1,Nguyễn Văn An,chưa thu nhận,chờ vay vốn
2,Lê Thị Bình,01/02/1991,038191000002,0987654321,Thôn 1,Nguyễn Văn An,chưa thu nhận,NVQS
3,Hà Văn Sáu,28/02/1985,038085000003,,Thôn 2,Hà Văn Sáu,chưa thu nhận,NVQS
4,Bùi Văn Dũng,01/06/1980,038080000004,,Thôn 1,Bùi Văn Dũng,M1 chưa kích hoạt,
5,Phạm Thị Êm,09/09/1988,038188000005,,Thôn 2,Bùi Văn Dũng,M2 chưa kích hoạt,
"""
LATER = """\
STT,Họ và tên,Ngày sinh,Số ĐDCN,Điện thoại,Thôn,Chủ hộ,Trạng thái,Ghi chú
1,Nguyễn Văn An,03/05/1990,038090000001,0912345678,Thôn 1,Nguyễn Văn An,{an},đã hẹn lịch thợ hàn
2,Lê Thị Bình,01/02/1991,038191000002,0987654321,Thôn 1,Nguyễn Văn An,{binh},NVQS
4,Bùi Văn Dũng,01/06/1980,038080000004,,Thôn 1,Bùi Văn Dũng,M1 đã kích hoạt,
"""
AN, BINH = "038090000001", "038191000002"
OF_AN = (
    AN,
    "0912345678",
    "Nguyễn Văn An",
    "chờ vay vốn",
    "đã hẹn lịch thợ hàn",
    "quyết định riêng",
)
OF_BINH = (BINH, "Lê Thị Bình", "0987654321")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign of three weeks, a decision and an automatic copy; work in it."""
    folder = tmp_path / "chiến dịch"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setitem(SAID, "EIDC_AS_OF", TODAY)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    Path("a.csv").write_text(LIST, encoding="utf-8")
    stages = (("đã thu nhận", "chưa thu nhận"), ("M2 đã kích hoạt", "M2 chưa kích hoạt"))
    for name, (an, binh) in zip("bc", stages, strict=True):
        Path(f"{name}.csv").write_text(LATER.format(an=an, binh=binh), encoding="utf-8")
    for name, day in zip("abc", ("2024-11-05", "2024-11-12", "2024-11-19"), strict=True):
        asked = ("import", f"{name}.csv", "--commune", "Cẩm Tân", "--as-of", day)
        assert typed(*asked).code == 0
    wanted = ("exempt", "abroad", "--as-of", "2024-11-20", "--because", "quyết định riêng")
    decided = typed("decide", AN, *wanted)
    assert decided.code == 0, decided.all
    assert typed("backup").code == 0
    for name in "abc":
        Path(f"{name}.csv").unlink()  # the lists themselves are not the ledger's to remove
    return folder


def held(folder: Path, texts: Iterable[str]) -> set[str]:
    """Return which of ``texts`` stand in any byte of any file of ``folder``, in any encoding."""
    raw = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        text
        for text in texts
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if any(text.encode(code) in content for content in raw)
    }


def silent_check() -> None:
    """Assert that ``eidc check`` finds nothing to say."""
    answer = typed("check")
    assert (answer.code, answer.all) == (0, ""), answer.all


def test_nothing_of_a_purged_person_is_left(place: Path, eidc: Callable[..., Answer]) -> None:
    """Number, phone, name, remarks of every week and the ground of a decision are in no byte."""
    assert held(place, OF_AN) == set(OF_AN)
    assert held(place / "eidc-copies", OF_AN[:1]) == {AN}
    answer = eidc("purge", "--person", AN, "--yes", "--format", "json")
    assert answer.code == 0, answer.all
    assert held(place, OF_AN) == set()
    assert held(place, OF_BINH) == set(OF_BINH)  # a test that can fail: the others are there
    assert held(place / "eidc-copies", OF_BINH[:1]) == {BINH}
    assert {path.name for path in place.iterdir()} == {"eidc.ledger", "eidc.toml", "eidc-copies"}
    silent_check()


def test_the_receipt_counts_and_names_nobody(place: Path, eidc: Callable[..., Answer]) -> None:
    """When, who, on what basis, how much, and the log's head; no name, no number."""
    files = [f"bien-ban.{ending}" for ending in ("txt", "md", "json")]
    outputs = [word for file in files for word in ("-o", file)]
    assert eidc("purge", "--person", AN, "--yes", *outputs).code == 0
    for file in files:
        text = Path(file).read_text(encoding="utf-8")
        assert "Điều 14 Luật 91/2025/QH15" in text
        assert "trucban" in text
        assert not [each for each in OF_AN if each in text]
    with Ledger.open(Path("eidc.ledger")) as ledger:
        (entry, head) = ledger.connection.execute(
            "SELECT id, hash FROM operation WHERE kind = 'purge'"
        ).fetchone()
    assert head in Path("bien-ban.txt").read_text(encoding="utf-8")
    assert entry == 6


def test_the_others_are_as_before(place: Path, eidc: Callable[..., Answer]) -> None:
    """Everyone else keeps every fact; a household loses its head's name and stays together."""
    asked = ("people", "--audience", "police", "--format", "json")
    before = [row for row in eidc(*asked).rows() if row["citizen_id"] != AN]
    assert eidc("purge", "--person", AN, "--yes").code == 0
    after = eidc(*asked).rows()
    assert [row["full_name"] for row in after] == [row["full_name"] for row in before]
    for old, new in zip(before, after, strict=True):
        assert {**old, "household": ""} == {**new, "household": ""}
    homes = {row["full_name"]: row["household"] for row in after if "household" in row}
    if homes:
        assert homes["Lê Thị Bình"] == "#1"


def test_a_dry_run_says_what_would_go_and_removes_nothing(
    place: Path, eidc: Callable[..., Answer]
) -> None:
    """The counts of a dry run are those of the purge; not a byte has changed."""
    before = {path: path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}
    said = eidc("purge", "--person", AN, "--dry-run")
    assert said.code == 0, said.all
    assert {p: p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()} == before
    tried = eidc("purge", "--person", AN, "--dry-run", "--format", "json").rows()
    done = eidc("purge", "--person", AN, "--yes", "--format", "json").rows()
    assert tried == done
    counts = {row["counted"]: row["count"] for row in done}
    assert counts["records"] == 3
    assert counts["decisions"] == 1
    assert counts["households"] >= 1
    assert counts["copies"] >= 1


@pytest.mark.parametrize("asked", ["038090999999", "12", "Nguyễn Văn An", "1-AAAA"])
def test_nobody_is_purged_by_mistake(place: Path, eidc: Callable[..., Answer], asked: str) -> None:
    """A number nobody has, a name or a wrong code removes nobody."""
    answer = eidc("purge", "--person", asked, "--yes")
    assert answer.code == 6, answer.all
    assert held(place, OF_AN) == set(OF_AN)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--campaign", "--person", AN),
        ("--person", AN),
        ("--campaign",),
        ("--before", "2024-11-12"),
        ("--before", "2024-12-31", "--yes"),
    ],
    ids=str,
)
def test_nothing_goes_unasked(
    place: Path, eidc: Callable[..., Answer], words: tuple[str, ...]
) -> None:
    """Without one clear wish, or without --yes where nobody can be asked, nothing is removed."""
    assert eidc("purge", *words).code == 2
    assert held(place, OF_AN) == set(OF_AN)


def test_a_number_is_never_given_again(place: Path, eidc: Callable[..., Answer]) -> None:
    """Who is listed anew after a purge is another person: codes once given out lead nowhere."""
    last = "038188000005"
    assert eidc("purge", "--person", last, "--yes").code == 0
    Path("d.csv").write_text(LIST.replace(last, "038188000009").replace("Êm", "Gấm"), "utf-8")
    asked = ("import", "d.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-26")
    assert eidc(*asked).code == 0
    with Ledger.open(Path("eidc.ledger")) as ledger:
        (person,) = ledger.connection.execute(
            "SELECT DISTINCT person FROM version WHERE citizen_id = '038188000009'"
        ).fetchone()
    assert person == 6
    silent_check()


def test_work_goes_on_after_a_purge(place: Path, eidc: Callable[..., Answer]) -> None:
    """An import can be taken back and given again; who was purged does not come back by it."""
    assert eidc("purge", "--person", AN, "--yes").code == 0
    assert eidc("undo", "3").code == 0
    silent_check()
    assert eidc("redo").code == 0
    silent_check()
    assert held(place, OF_AN) == set()
    names = {row["full_name"] for row in eidc("people", "--format", "json").rows()}
    assert names == {"Lê Thị Bình", "Hà Văn Sáu", "Bùi Văn Dũng", "Phạm Thị Êm"}


def test_what_is_older_than_a_day_goes(place: Path, eidc: Callable[..., Answer]) -> None:
    """Earlier states go; today's answers stand, and earlier weeks keep their counts."""
    asked = ("--format", "json")
    days = ("2024-11-12", "2024-11-15", "2024-11-19", "2024-11-30")
    questions = [
        ("targets", "--by", by, "--as-of", day) for by in ("commune", "village") for day in days
    ]
    questions += [("report", "weekly", "--as-of", day) for day in days]
    before = [eidc(*words, *asked).json["tables"] for words in questions]
    today = eidc("people", "--audience", "police", *asked).rows()
    tried = eidc("purge", "--before", "2024-11-19", "--dry-run", *asked).rows()
    assert held(place, ("chờ vay vốn",))
    answer = eidc("purge", "--before", "2024-11-30", "--yes", *asked)
    assert answer.code == 0, answer.all
    assert {row["counted"]: row["count"] for row in tried}["records"] == 0
    assert {row["counted"]: row["count"] for row in answer.rows()}["records"] == 1
    assert eidc("people", "--audience", "police", *asked).rows() == today
    for words, wanted in zip(questions, before, strict=True):
        found = eidc(*words, *asked).json["tables"]
        if words[-1] < "2024-11-30":
            # Of earlier weeks counts were kept: who waited how long, and remarks, are gone.
            wanted = [table for table in wanted if table["id"] not in ("ageing", "difficulties")]
        assert found == wanted, words
    silent_check()


@pytest.mark.parametrize("asked", [("undo", "1"), ("undo", "2", "--yes"), ("undo", "6")])
def test_what_was_done_in_the_days_removed_stays_as_it_is(
    place: Path, eidc: Callable[..., Answer], asked: tuple[str, ...]
) -> None:
    """Neither an import of those days nor the counts kept of them can be taken back: said in a
    sentence, and nothing changes.
    """
    assert eidc("purge", "--before", "2024-11-19", "--yes").code == 0
    before = [eidc("targets", "--as-of", day).out for day in ("2024-11-12", "2024-11-30")]
    answer = eidc(*asked)
    assert answer.code == 2, answer.all
    assert "đã bị xóa vĩnh viễn" in answer.err
    assert "Cách xử lý" in answer.err
    assert [eidc("targets", "--as-of", day).out for day in ("2024-11-12", "2024-11-30")] == before
    silent_check()


def test_what_was_undone_before_its_days_were_removed_is_not_redone(
    place: Path, eidc: Callable[..., Answer]
) -> None:
    """What it told is gone: that is said, and nothing counts again."""
    assert eidc("undo", "2").code == 0
    assert eidc("purge", "--before", "2024-11-19", "--yes").code == 0
    for asked in (("redo",), ("redo", "2")):
        answer = eidc(*asked)
        assert answer.code == 2, answer.all
        assert "đã bị xóa vĩnh viễn" in answer.err


def test_damaged_ledgers_that_were_kept_go_too(place: Path, eidc: Callable[..., Answer]) -> None:
    """They name who is removed; so does half a copy of a command that was killed."""
    folder = place / "eidc-copies"
    old = folder / "eidc.2024-11-20-abcdef.ledger.damaged"
    old.write_text(AN, encoding="utf-8")
    copy = next(folder.glob("*.ledger"))
    copy.with_name(f".{copy.name}.old").write_text(AN, encoding="utf-8")
    assert eidc("purge", "--person", AN, "--yes").code == 0
    assert held(folder, [AN]) == set()
    assert not old.exists()


def test_a_campaign_goes_as_a_whole(place: Path, eidc: Callable[..., Answer]) -> None:
    """Ledger, journal, note and copies are gone; the receipt and the campaign file stay."""
    answer = eidc("purge", "--campaign", "--yes", "-o", "bien-ban.json")
    assert answer.code == 0, answer.all
    assert {path.name for path in place.iterdir()} == {"eidc.toml", "bien-ban.json"}
    assert held(place, (*OF_AN, *OF_BINH)) == set()
    assert eidc("targets").code == 5


def test_a_campaign_is_overwritten_before_it_goes(
    place: Path, eidc: Callable[..., Answer], tmp_path: Path
) -> None:
    """The bytes themselves are zeroed: a second name of the file shows nothing either."""
    second = tmp_path / "second"
    second.hardlink_to(place / "eidc.ledger")
    size = second.stat().st_size
    assert eidc("purge", "--campaign", "--yes").code == 0
    assert second.read_bytes() == bytes(size)


@pytest.mark.parametrize("words", [("--campaign",), ("--person", AN)], ids=" ".join)
def test_a_ledger_that_may_only_be_read_is_left_whole(
    place: Path,
    eidc: Callable[..., Answer],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    """Refused before anything is touched: ledger and copies stand as they did, byte by byte."""

    def only_to_read(path: Path, *_others: Any, **_also: Any) -> sqlite3.Connection:
        # What SQLite does with a file of mode 0400, which stops everyone but root.
        asked = f"{path.resolve().as_uri()}?mode=ro"
        return sqlite3.connect(asked, uri=True, isolation_level=None)

    def refused(path: Path, flags: int, *others: int) -> int:
        if Path(path).suffix == ".ledger" and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "no", str(path))
        return opened(path, flags, *others)

    opened = os.open
    monkeypatch.setattr(database, "opened", only_to_read)
    monkeypatch.setattr("eid_campaign.ledger.purging.os.open", refused)
    before = {path: path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}
    answer = eidc("purge", *words, "--yes")
    assert answer.code == 4
    assert "chưa ghi gì vào sổ" in answer.err
    assert {p: p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()} == before


def test_one_known_by_two_numbers_goes_with_both() -> None:
    """A corrected number, an old identity number: all that was made one person is removed."""
    with Ledger.open(Path(":memory:")) as ledger:
        drawn = "full_name  citizen_id  old_id  stage\nLê Văn An  {}  172000111  collected"
        add_roster(ledger, roster(people(drawn.format("#7")), BASELINE), ME)
        add_roster(ledger, roster(people(drawn.format("#8")), WEEK_2), ME)
        add_roster(ledger, roster(people("full_name  citizen_id\nHà Thị Bé  #9"), WEEK_3), ME)
        if not settled_pairs(ledger):
            settle(ledger, 1, 2, "same", ME)
        asked = person_meant(ledger, "172000111")
        assert asked == (1, 2)
        purge_person(ledger, asked, ME)
        rows = ledger.connection.execute("SELECT citizen_id, full_name FROM record").fetchall()
    assert {row for row in rows if any(row)} == {(number(9), "Hà Thị Bé")}


def test_a_purge_is_refused_while_another_writes(place: Path, eidc: Callable[..., Answer]) -> None:
    """Somebody who is writing ends first; nothing is removed under their hands."""
    with Ledger.open(place / "eidc.ledger") as other:
        other.connection.execute("BEGIN IMMEDIATE")
        answer = eidc("purge", "--person", AN, "--yes")
        assert answer.code == 7
        other.connection.execute("ROLLBACK")
    assert held(place, OF_AN) == set(OF_AN)


def test_an_encrypted_ledger_is_purged_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under a passphrase: gone from the ledger and its copy, which stay encrypted."""
    pytest.importorskip("sqlcipher3")
    monkeypatch.chdir(tmp_path)
    small_campaign("--encrypt")
    assert told(FIRST, "backup").code == 0
    answer = told(FIRST, "purge", "--person", "038090000001", "--yes")
    assert answer.code == 0, answer.all
    ledgers = [path for path in tmp_path.rglob("*.ledger") if path.is_file()]
    assert len(ledgers) == 2
    assert all(is_encrypted(path) for path in ledgers)
    assert told(FIRST, "check").all == ""
    assert told(FIRST, "decrypt", "--yes").code == 0
    assert held(tmp_path, ("038090000001", "Nguyễn Văn Ổi", "0912345678")) == set()
    assert held(tmp_path, ("038191000002",)) == {"038191000002"}
