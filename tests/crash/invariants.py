"""What holds of a ledger and its folder whatever happened: all of it in one place."""

from __future__ import annotations

import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from eid_campaign.ledger import log, seal_checks
from eid_campaign.ledger.copies import FOLDER
from eid_campaign.ledger.decisions import decisions
from eid_campaign.ledger.identities import roots_now, settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rebuild import differing
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.told import told
from tests.crash.commands import BACKUP, LEDGER, Stopped
from tests.crash.contents import DAMAGED, Content, content, facts_in, names_in
from tests.crash.told import DAYS, FACTS, RULES, Said, facts_by_number, reckoned
from tests.crash.warm import Ended, Warm

SOME_REFUSED = 3
TAKEN_AWAY = "đã được gỡ bỏ, nhưng chưa ghi đè được tệp cũ"
STORED_WITH_AN_ERROR = (
    *("mọi thứ đã được ghi vào sổ", "trước đó đã được ghi vào sổ"),
    "trước đó đã ghi vào sổ",
)
NOTHING_STORED = ("vẫn như trước", "chưa ghi gì vào sổ", "chưa được ghi vào sổ")
BROKEN_OFF = "Việc xóa bị dừng giữa chừng"
ENDS_IN_WORDS = (0, SOME_REFUSED, 4, 7)
"""Done; some files refused; refused; the ledger is in use."""

_SQLITE = b"SQLite format 3\x00"


def assert_whole(path: Path) -> None:
    """The database is sound, no row refers to nothing, and the log's chain is unbroken."""
    opened = sqlite3.connect(path)
    try:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        if opened.execute("PRAGMA user_version").fetchone() != (0,):
            assert log.first_broken(opened) is None
    finally:
        opened.close()


def assert_no_half_files(folder: Path) -> None:
    """Every report and every copy of a ledger in ``folder`` is whole."""
    for path in folder.rglob("*"):
        if not path.is_file() or path.name.startswith("."):
            continue  # what is being made beside: gone after the next command, see below
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
        with path.open("rb") as file:
            is_ledger = file.read(len(_SQLITE)) == _SQLITE
        if is_ledger:
            assert_whole(path)


def sources_of(folder: Path) -> dict[str, bytes]:
    """Return the files the officer made, which no command may touch."""
    return {path.name: path.read_bytes() for path in (folder / "lists").iterdir()}


def assert_before_or_after(stopped: Stopped, folder: Path) -> Content:
    """Ledger and reports are as before or as after the stopped command, and its sources untouched.

    Returns what the ledger says.
    """
    ledger = folder / LEDGER
    said = content(ledger)
    if ledger.exists() and DAMAGED not in said:
        assert_whole(ledger)
    assert said in stopped.allowed
    for name, versions in stopped.reports.items():
        assert (folder / name).read_bytes() in versions
    assert_no_half_files(folder)
    assert sources_of(folder) == sources_of(stopped.start)
    return said


def assert_goes_on(stopped: Stopped, folder: Path, warm: Warm, said: Content) -> None:
    """The next commands work, and nothing is left of the one that was stopped; a removal that is
    not done is done by giving it again, and then stands in no byte any more.
    """
    if stopped.words[0] == "purge" and said != stopped.allowed[-1]:
        ended = warm.run(folder, *stopped.words)
        assert ended.code == 0, ended.said
        # Its entry in the log counts the copies: less than the first time, which took some.
        known = facts_in(folder / LEDGER) if (folder / LEDGER).exists() else []
        assert known == stopped.facts
    for words in stopped.again:
        ended = warm.run(folder, *words)
        assert ended.code == 0, ended.said
        if words == stopped.words and words[0] == "import":
            assert facts_in(folder / LEDGER) == stopped.facts
    assert_no_half_files(folder)
    assert names_in(folder) == stopped.left
    left = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"]
    for text in stopped.gone:
        assert [path for path in left if text.encode() in path.read_bytes()] == []


def assert_said_in_words(stopped: Stopped, folder: Path, ended: Ended, said: Content) -> None:
    """A command whose disk failed ended well with its work done, or with an error in words.

    Of a report or a backup the files are the work; the log's line about them may be missing
    where the ledger cannot be written.
    """
    assert "Traceback" not in ended.said
    if stopped.words[0] == "purge":
        assert_purge_is_true(stopped, folder, ended, said)
    assert ended.code in ENDS_IN_WORDS, ended.said
    if ended.code == 0 and stopped.reports:
        for name, (_before, after) in stopped.reports.items():
            assert (folder / name).read_bytes() == after
    elif ended.code == 0 and stopped.words[0] == "backup":
        assert content(folder / BACKUP) == stopped.allowed[0]
    elif ended.code == 0:
        assert said == stopped.allowed[-1]
    elif ended.code == SOME_REFUSED:
        assert "Các tệp không được ghi vào sổ" in ended.said
    else:
        assert "Lỗi: " in ended.said
        assert "Cách xử lý: " in ended.said
        if stopped.words[0] in ("import", "undo", "decide", "duplicates"):
            if any(claim in ended.said for claim in NOTHING_STORED):
                assert said == stopped.allowed[0], ended.said
            if any(claim in ended.said for claim in STORED_WITH_AN_ERROR):
                assert said != stopped.allowed[0], ended.said


def assert_purge_is_true(stopped: Stopped, folder: Path, ended: Ended, said: Content) -> None:
    """A removal that failed removed nobody, or says how far it came: copies are gone, or the ledger
    is and its bytes are not.
    """
    if ended.code == 0 or (TAKEN_AWAY in ended.said and said == {}):
        return
    assert said == stopped.allowed[0] or BROKEN_OFF in ended.said, ended.said
    start, now = (sorted((at / FOLDER).glob("eidc*")) for at in (stopped.start, folder))
    assert (BROKEN_OFF in ended.said) == (len(now) < len(start)), ended.said


def assert_ledger(ledger: Ledger, since: date = date.min) -> None:
    """Everything that holds of an open ledger after any step of work; of days ``since`` one on.

    Sound, chained and sealed; what is stored is what the imports that count say; of one file one
    reading counts; no answer denies another; everybody is one person; a person of whom something
    is known is on a list that counts, and everyone on one is known; a tally is the people counted
    one by one.
    """
    connection = ledger.connection
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert log.first_broken(connection) is None
    assert seal_checks.first_unchained(connection) is None
    assert seal_checks.changed_entries(connection) == ()
    assert differing(ledger) == 0
    readings = Counter((r.sha256, r.as_of) for r in ledger.imports() if not r.undone_by and r.file)
    assert set(readings.values()) <= {1}
    assert_answers_agree(ledger)
    for day in (day for day in DAYS if day >= since):
        known = list(people(ledger, day, elderly_age=60))
        numbers = [person.number for person in known]
        assert len(set(numbers)) == len(numbers)
        assert set(numbers) == _listed(ledger, day)
        alone = Counter(
            (one.commune, one.village, one.stage, one.verdict.standing, one.verdict.reason)
            for one in known
        )
        together: Counter[tuple[object, ...]] = Counter()
        for group, count in tally(ledger, day, RULES).counts.items():
            together[group.commune, group.village, *group[3:]] += count
        assert together == alone


def assert_answers_agree(ledger: Ledger) -> None:
    """Nobody is called two people, or asked about later, and made one person all the same."""
    roots = roots_now(ledger)
    for pair in settled_pairs(ledger):
        if pair.verdict != "same":
            assert roots.get(pair.kept, pair.kept) != roots.get(pair.other, pair.other)


def _listed(ledger: Ledger, day: date) -> set[int]:
    """Return the persons of whom a list that counts told anything by ``day``."""
    roots = roots_now(ledger)
    spoken = set(ledger.connection.execute("SELECT import_id, person FROM said").fetchall())
    found = set()
    for number, seen, blob in ledger.connection.execute(
        "SELECT id, seen, told FROM import WHERE kind = 'roster' AND undone_by IS NULL"
        " AND as_of <= ?",
        (day.toordinal(),),
    ).fetchall():
        of_all = told(seen, blob)
        found |= {
            roots.get(person, person)
            for person, bits in zip(of_all.persons.tolist(), of_all.bits.tolist(), strict=True)
            if bits or (number, person) in spoken
        }
    return found


def assert_nothing_known(ledger: Ledger) -> None:
    """Of what was taken back nothing remains in any answer."""
    for day in DAYS:
        assert list(people(ledger, day, elderly_age=60)) == []
        assert dict(tally(ledger, day, RULES).counts) == {}
    assert ledger.villages() == {}
    assert ledger.report_days() == {}
    assert decisions(ledger) == ()


def assert_as_told(ledger: Ledger, said: Iterable[Said]) -> None:
    """Everyone's facts are what lists and edits that count told, the last day's word last; a
    blank wiped nothing.
    """
    told_of = list(said)
    for day in DAYS:
        known = {
            person.citizen_id: {name: getattr(person, name) for name in FACTS}
            for person in people(ledger, day, elderly_age=60)
        }
        assert known == reckoned(told_of, day)


def assert_same_facts(one: Ledger, other: Ledger) -> None:
    """Two ledgers know the same of the same people."""
    for day in DAYS:
        assert facts_by_number(one, day) == facts_by_number(other, day)
