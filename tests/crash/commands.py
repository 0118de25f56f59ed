"""The commands that are stopped, each in a campaign folder that is ready for it."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path

from eid_campaign.ledger.database import APPLICATION_ID
from eid_campaign.ledger.log import Author, append
from eid_campaign.ledger.migrations import MIGRATIONS
from tests.crash.contents import Content, content, facts_in, names_in
from tests.crash.warm import Warm

LEDGER = "eidc.ledger"
STAGES = ("Chưa thu nhận", "Đã thu nhận", "Đã kích hoạt mức 2")
REPORTS = ("tuan.xlsx", "tuan.md")
BACKUP = "sao-luu.ledger"
PERSON = "038090010001"
TITLE = "DANH SÁCH CÔNG DÂN XÃ CẨM TÂN (tính đến ngày {day})"
HEADINGS = "STT;Họ và tên;Ngày sinh;Số CCCD;Thôn;Tình trạng"
WEEKS = (("Thôn 1", "05/11/2024"), ("Thôn 2", "05/11/2024"), ("Thôn 1", "12/11/2024"))


@dataclass(frozen=True, slots=True)
class Stopped:
    """A command that will be stopped, where it starts from, and how it may end."""

    name: str
    start: Path
    """The folder before the command; copied for each stop, never touched."""
    words: tuple[str, ...]
    again: tuple[tuple[str, ...], ...]
    """The next commands, given after the stop."""
    allowed: tuple[Content, ...]
    """What the ledger may say after a stop, in the order of the work; the last is all of it."""
    reports: dict[str, tuple[bytes, bytes]]
    """The reports it writes: as they were before, as they are when it has ended."""
    facts: list[Mapping[str, object]]
    """What is known of everyone when it has ended."""
    left: frozenset[str]
    """The names in the folder when nothing went wrong in either command."""
    writes: int
    seconds: float
    gone: tuple[str, ...] = ()
    """Of a removal: what stands in no byte of the folder once it is done, less the lists."""

    def copied(self, place: Path) -> Path:
        """Return a copy of the start at ``place``, in the place of what was there."""
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.start, place)
        return place


def write_list(path: Path, village: str, day: str, *, stage: int = 0, people: int = 6) -> None:
    """Write a village's roster of invented people as a csv file."""
    place = int(village[-1])
    rows = (
        f"{at};Nguyễn Văn {'ABCDEGHKLM'[at % 10]}n;{at % 28 + 1:02}/02/1990;"
        f"0380900{place}{at:04};{village};{STAGES[(at + stage) % 3]}"
        for at in range(people)
    )
    lines = (TITLE.format(day=day), HEADINGS, *rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _campaign(warm: Warm, place: Path, weeks: int) -> Path:
    """Make a campaign with the lists of ``weeks`` weeks beside it, nothing imported."""
    (place / "tmp").mkdir(parents=True)
    (place / "lists").mkdir()
    (place / "later").mkdir()
    assert warm.run(place, "init", "--preset", "cam-thuy-2024").code == 0
    for at, (village, day) in enumerate(WEEKS[:weeks]):
        write_list(place / "lists" / f"{at}.csv", village, day, stage=at % 2)
    write_list(place / "later" / "9.csv", "Thôn 3", "19/11/2024")
    return place


def _imported(warm: Warm, place: Path) -> Path:
    """Make a campaign with its lists imported; the work is done once for all."""
    first = place.parent.parent / "imported"
    if not first.exists():
        _campaign(warm, first, len(WEEKS))
        assert warm.run(first, "import", "lists").code == 0
    shutil.copytree(first, place)
    return place


def _old_ledger(warm: Warm, place: Path) -> Path:
    """Make a campaign whose ledger is of the first release: two people of one list."""
    _campaign(warm, place, 1)
    opened = sqlite3.connect(place / LEDGER)
    MIGRATIONS[0](opened)
    append(opened, "import", Author("trucban", "2024-11-05T08:00:00+00:00"), {"file": "a.csv"})
    opened.execute(
        "INSERT INTO import VALUES (1, 'roster', 'a.csv', 'x', 739195, 'title', 2, 0, 2, 0, 0, 0,"
        " 0, '', '', x'', NULL)"
    )
    opened.executemany("INSERT INTO word VALUES (?, ?)", [(1, "Cẩm Tân"), (2, "Thôn 1"), (3, "")])
    opened.executemany(
        "INSERT INTO version VALUES (?, 739195, 1, ?, '', ?, '1990-05-03', 'M', 1, 2, 3, '', '',"
        " 3, 3, 0, 5)",
        [(1, "038090000001", "Nguyễn Văn An"), (2, "038090000002", "Lê Văn Bình")],
    )
    opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    opened.execute("PRAGMA user_version = 1")
    opened.commit()
    opened.close()
    return place


def _after_imports(warm: Warm, place: Path) -> tuple[Content, ...]:
    """Return what the ledger says after an import of which only some files were stored."""
    said = []
    files = range(len(WEEKS))
    for some in chain.from_iterable(combinations(files, count) for count in (1, 2)):
        folder = _campaign(warm, place / f"after-{some}", len(WEEKS))
        for at in set(files).difference(some):
            (folder / "lists" / f"{at}.csv").unlink()
        assert warm.run(folder, "import", "lists").code == 0
        said.append(content(folder / LEDGER))
    return tuple(said)


def _stopped(
    warm: Warm,
    place: Path,
    start: Callable[[Warm, Path], Path],
    *words: str,
    again: tuple[tuple[str, ...], ...] = (("import", "later"),),
    between: tuple[Content, ...] = (),
    gone: tuple[str, ...] = (),
) -> Stopped:
    name = place.name
    begun = start(warm, place / "start")
    before = content(begun / LEDGER)
    done = shutil.copytree(begun, place / "done")
    ended = warm.run(done, *words)
    assert ended.code == 0, ended.said
    after = content(done / LEDGER)
    reports = {
        path.name: (path.read_bytes(), (done / path.name).read_bytes())
        for path in map(begun.joinpath, REPORTS)
        if path.exists()
    }
    facts = facts_in(done / LEDGER) if (done / LEDGER).exists() else []
    for next_words in again:
        next_one = warm.run(done, *next_words)
        assert next_one.code == 0, next_one.said
    left = frozenset(names_in(done))
    return Stopped(
        name,
        begun,
        words,
        again,
        (before, *between, after),
        reports,
        facts,
        left,
        ended.writes,
        ended.seconds,
        gone,
    )


def _alike(warm: Warm, place: Path) -> str:
    """Make a campaign in which two may be one person; return the code of the pair."""
    _imported(warm, place)
    row = f"1;Nguyễn Văn Bn;02/02/1990;{PERSON[:-1]}8;Thôn 1;Đã thu nhận"
    lines = (TITLE.format(day="12/11/2024"), HEADINGS, row)
    (place / "lists" / "9.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = warm.run(place, "import", "lists/9.csv")
    assert ended.code == 0, ended.said
    asked = warm.run(place, "duplicates", "--format", "json")
    return re.findall(r'"pair": "([^"]+)"', asked.said)[0]


def stopped_commands(warm: Warm, place: Path) -> dict[str, Stopped]:
    """Return the commands by name."""
    between = ({}, *_after_imports(warm, place))
    decide = ("decide", PERSON, "exempt", "abroad", "--because", "giấy xác nhận")
    restore = ("restore", BACKUP)
    purge = ("purge", "--yes")
    alike = place / "alike" / "start"
    merge = ("duplicates", "--merge", _alike(warm, alike), "--keep", "2", "--yes")
    weekly = ("report", "weekly", "-o", REPORTS[0], "-o", REPORTS[1])

    def reported(warm: Warm, at: Path) -> Path:
        _imported(warm, at)
        for name in REPORTS:
            (at / name).write_bytes(b"")
        ended = warm.run(at, "report", "weekly", "--as-of", "2024-11-05", *weekly[2:])
        assert ended.code == 0, ended.said
        return at

    def backed_up(warm: Warm, at: Path) -> Path:
        _imported(warm, at)
        for words in (("backup", BACKUP), decide):
            ended = warm.run(at, *words)
            assert ended.code == 0, ended.said
        return at

    def damaged(warm: Warm, at: Path) -> Path:
        backed_up(warm, at)
        content = bytearray((at / LEDGER).read_bytes())
        content[:100] = bytes(100)
        (at / LEDGER).write_bytes(content)
        return at

    def kept(warm: Warm, at: Path) -> Path:
        _imported(warm, at)
        ended = warm.run(at, "backup")
        assert ended.code == 0, ended.said
        return at

    def campaign(warm: Warm, at: Path) -> Path:
        return _campaign(warm, at, len(WEEKS))

    found = (
        _stopped(
            warm,
            place / "import",
            campaign,
            "import",
            "lists",
            again=(("import", "lists"), ("import", "later")),
            between=between,
        ),
        _stopped(warm, place / "undo", _imported, "undo"),
        _stopped(warm, place / "decide", _imported, *decide),
        _stopped(warm, place / "merge", lambda _warm, at: shutil.copytree(alike, at), *merge),
        _stopped(warm, place / "report", reported, *weekly, again=(weekly, ("import", "later"))),
        _stopped(warm, place / "migration", _old_ledger, "imports"),
        _stopped(
            warm,
            place / "backup",
            _imported,
            "backup",
            BACKUP,
            again=(("backup", BACKUP), ("import", "later")),
        ),
        _stopped(warm, place / "restore", backed_up, *restore, "--force"),
        _stopped(
            warm,
            place / "restore damaged",
            damaged,
            *restore,
            again=((*restore, "--force"), ("import", "later")),
        ),
        _stopped(warm, place / "purge", kept, *purge, "--person", PERSON, gone=(PERSON,)),
        _stopped(warm, place / "purge before", kept, *purge, "--before", "2024-11-12"),
        _stopped(warm, place / "purge campaign", kept, *purge, "--campaign", gone=(PERSON,)),
    )
    return {each.name: each for each in found}
