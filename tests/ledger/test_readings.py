"""A file read anew takes the place of its earlier reading, which counts again when it goes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.seal_marks import doubtful_mark
from eid_campaign.ledger.undo import redo, undo
from eid_campaign.wording import said
from tests.checking import life
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster
from tests.drawn import people as drawn

HEADER = "citizen_id  full_name      village  phone       stage"
READINGS = (
    f"{HEADER}\n#1  Nguyễn Văn An  Thôn 1   0912345678  collected\n#2  Lê Thị Bình  Thôn 1  -  -",
    f"{HEADER}\n#1  Nguyễn Văn An  Thôn 2   -  l2_approved\n#3  Hà Thị Cúc  Thôn 2  -  collected",
    f"{HEADER}\n#1  Nguyễn Văn An  -  0987654321  collected\n#2  Lê Thị Bình  Thôn 3  -  collected",
)
"""One file as it was read three times."""
EARLIER = roster(
    f"{HEADER}\n#1  Nguyễn Văn An  Thôn 1  0987654321  -\n#4  Vũ An  -  -  -", BASELINE
)
LATER = roster(f"{HEADER}\n#1  Nguyễn Văn An  Thôn 2  0912345678  collected", WEEK_3)
FILE = roster(READINGS[0], WEEK_2)
DAYS = (BASELINE, WEEK_2, WEEK_3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger lies."""
    return tmp_path / "eidc.ledger"


@pytest.fixture(params=["alone", "after another", "before another", "between"])
def ledger(path: Path, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """A ledger in which nobody, or others too, told of the people of the file."""
    with Ledger.open(path) as opened:
        if request.param in ("after another", "between"):
            add_roster(opened, EARLIER, ME)
        if request.param in ("before another", "between"):
            add_roster(opened, LATER, ME)
        yield opened


def read(ledger: Ledger, which: int, author: Author = ME) -> int:
    """Store a reading of the file in the place of the one that counts; return its entry."""
    file = dataclasses.replace(FILE, people=drawn(READINGS[which]))
    before = ledger.active_import(file.sha256, file.as_of)
    number = add_roster(ledger, file, author, instead_of=before).import_id
    assert number is not None
    return number


def known(ledger: Ledger) -> list[object]:
    """Return everybody as known on three days, and which imports count."""
    counting = [each.id for each in ledger.imports() if each.undone_by is None]
    return [*(list(people(ledger, day, elderly_age=60)) for day in DAYS), counting]


def test_the_seal_of_a_reading_fits_what_was_written(ledger: Ledger, path: Path) -> None:
    """Each of three readings, and what it took back, is sealed as it stands in the ledger."""
    for which in range(3):
        read(ledger, which)
        assert life.found_in(path) == []


def test_undoing_a_reading_brings_the_earlier_one_back(ledger: Ledger, path: Path) -> None:
    """One command, however often the file was read; done again, the earlier one gives way; each
    moment is answered as it was.
    """
    answered: dict[int, list[object]] = {}

    def step(do: Callable[[], object]) -> list[object]:
        do()
        answered[ledger.revision] = known(ledger)
        return answered[ledger.revision]

    nothing = known(ledger)
    numbers: list[int] = []
    after = [step(lambda which=which: numbers.append(read(ledger, which))) for which in range(3)]
    first, second, third = numbers
    assert undo(ledger, third, ME, dry_run=True).in_place == ((second, FILE.file),)
    assert known(ledger) == after[2]
    assert step(lambda: undo(ledger, third, ME)) == after[1]
    assert step(lambda: undo(ledger, second, ME)) == after[0]
    assert step(lambda: undo(ledger, first, ME)) == nothing
    for state in after:
        assert step(lambda: redo(ledger, None, ME)) == state
    assert step(lambda: undo(ledger, third, ME)) == after[1]
    assert step(lambda: redo(ledger, third, ME)) == after[2]
    assert undo(ledger, third, ME, dry_run=True).in_place == ((second, FILE.file),)
    assert life.found_in(path) == []
    for moment, then_known in answered.items():
        with Ledger.open(path) as then:
            as_known(then, moment)
            assert known(then) == then_known, moment


def test_a_middle_reading_is_left_out_by_redoing_the_last(ledger: Ledger) -> None:
    """The reading that counts gives way to the one done again, and comes back when that goes."""
    first, second, third = (read(ledger, which) for which in range(3))
    as_third = known(ledger)
    undo(ledger, third, ME)
    undo(ledger, second, ME)
    as_first = known(ledger)
    assert redo(ledger, third, ME).in_place == ((first, FILE.file),)
    assert known(ledger) == as_third
    with pytest.raises(UsageProblem) as refused:
        redo(ledger, second, ME)
    assert f"eidc undo {third}" in said(refused.value)[1]
    undo(ledger, third, ME)
    assert known(ledger) == as_first


@pytest.mark.parametrize("done_again", [False, True], ids=["as read", "done again"])
def test_an_earlier_reading_is_refused_while_a_later_one_stands(
    ledger: Ledger, *, done_again: bool
) -> None:
    """It can neither be undone nor done again: the sentence names the later one."""
    first, second = read(ledger, 0), read(ledger, 1)
    if done_again:
        undo(ledger, second, ME)
        redo(ledger, second, ME)
    before = known(ledger), ledger.revision
    for ask in (undo, redo):
        with pytest.raises(UsageProblem) as refused:
            ask(ledger, first, ME)
        assert "the same file, read anew" in refused.value.message
        assert f"eidc undo {second}" in said(refused.value)[1]
    assert (known(ledger), ledger.revision) == before


def test_redo_without_a_number_passes_over_what_was_only_read_anew(ledger: Ledger) -> None:
    """Nobody undid the earlier reading: there is nothing to redo."""
    read(ledger, 0)
    read(ledger, 1)
    with pytest.raises(UsageProblem, match="nothing to redo"):
        redo(ledger, None, ME)


def test_a_reading_in_a_ledger_of_before_is_undone_alike(ledger: Ledger, path: Path) -> None:
    """Older ledgers tell by the command alone that one entry made room for the next."""
    first = read(ledger, 0)
    as_first = known(ledger)
    author = ME._replace(command="import --partial")
    undo(ledger, first, author)
    second = read(ledger, 1, author)
    as_second = known(ledger)
    assert undo(ledger, second, ME).in_place == ((first, FILE.file),)
    assert known(ledger) == as_first
    redo(ledger, second, ME)
    assert known(ledger) == as_second
    undo(ledger, second, ME)
    assert known(ledger) == as_first
    assert life.found_in(path) == []


def test_what_an_officer_undid_stays_undone(ledger: Ledger) -> None:
    """A file taken in anew after its import was undone by hand replaces nothing."""
    before = known(ledger)
    first = read(ledger, 0)
    undo(ledger, first, ME._replace(command="undo"))
    second = read(ledger, 0, ME._replace(command="import"))
    assert undo(ledger, second, ME).in_place == ()
    assert known(ledger) == before


def test_the_log_says_what_was_read_anew_and_what_counts(ledger: Ledger) -> None:
    """The earlier reading is marked only while it does not count."""
    first, second = read(ledger, 0), read(ledger, 1)

    def ended() -> dict[int, int | None]:
        return {each.number: each.undone_by for each in log.entries(ledger.connection)}

    assert (ended()[first], ended()[second]) == (second - 1, None)
    undo(ledger, second, ME)
    undone = ledger.revision
    assert (ended()[first], ended()[second - 1], ended()[second]) == (None, undone, undone)
    redo(ledger, second, ME)
    assert (ended()[first], ended()[second]) == (second, None)


def test_a_mark_set_by_another_program_is_still_found(ledger: Ledger) -> None:
    """A reading that gave way when a later one was done again is not taken for tampered with."""
    read(ledger, 0)
    second = read(ledger, 1)
    undo(ledger, second, ME)
    redo(ledger, second, ME)
    other = add_roster(ledger, roster(READINGS[0], WEEK_3), ME).import_id
    assert doubtful_mark(ledger.connection) is None
    ledger.connection.execute("UPDATE import SET undone_by = ? WHERE id = ?", (other, other))
    assert doubtful_mark(ledger.connection) == other
