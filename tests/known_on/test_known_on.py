"""``--known-on`` answers every question as it was answered then; ``--as-of`` is another day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eid_campaign.ledger.ledger import Ledger
from tests.cli.conftest import typed
from tests.frozen import story

THEN = ("--known-on", "12/11/2024")
AS_OF = ("--as-of", "12/11/2024")
QUESTIONS = (
    ("targets", *AS_OF, "--by", "village"),
    ("status", *AS_OF),
    ("report", "weekly", *AS_OF),
    ("report", "exempt", *AS_OF),
    ("people", *AS_OF),
    ("people", *AS_OF, "--standing", "exempt"),
    ("person", "Võ Văn Giang", *AS_OF),
    ("calendar", "--from", "13/11/2024", "--days", "3000"),
    ("imports",),
    ("left", *AS_OF),
    ("duplicates", *AS_OF, "--min-score", "0"),
    ("duplicates", *AS_OF, "--settled"),
    ("report", "sent"),
    ("log",),
)
FORMATS = ("table", "text", "csv", "json", "md")


def correct_everything(place: Path) -> None:
    """Merge, import late, undo, decide, and import the next week."""
    with story.ledger_at(place) as ledger:
        for corrected in (
            story.merged,
            story.late,
            story.undone,
            story.exempted,
            story.second_week,
        ):
            corrected(ledger)


@pytest.mark.parametrize("words", QUESTIONS, ids=" ".join)
def test_the_same_answer_as_then(place: Path, words: tuple[str, ...]) -> None:
    """After every kind of correction the answer of then comes back, byte for byte."""
    before = {form: typed(*words, *THEN, "--format", form) for form in FORMATS}
    plain = {form: typed(*words, "--format", form) for form in FORMATS}
    assert all(answer.code == 0 for answer in (*before.values(), *plain.values()))
    correct_everything(place)
    for form in FORMATS:
        assert typed(*words, *THEN, "--format", form).raw == before[form].raw
    # What was shown without the option then differs by the line that says what was asked alone.
    assert before["csv"].raw == plain["csv"].raw
    found, shown = before["json"].json, plain["json"].json
    note, *found["notes"] = found["notes"]
    assert "12/11/2024" in note
    assert found == shown


CHANGED = (
    *QUESTIONS[:6],
    ("duplicates", "--min-score", "0"),
    ("duplicates", "--settled"),
    ("log",),
)


@pytest.mark.parametrize("words", CHANGED, ids=" ".join)
def test_without_the_option_all_counts(place: Path, words: tuple[str, ...]) -> None:
    """The same question without ``--known-on`` is answered by what is known now."""
    before = typed(*words, "--format", "json").raw
    correct_everything(place)
    assert typed(*words, "--format", "json").raw != before


def issued(*words: str) -> int:
    """Return how many accounts the targets say were issued by 12/11."""
    answer = typed("targets", *AS_OF, "--format", "json", *words)
    assert answer.code == 0, answer.all
    (row,) = answer.rows()
    return int(row["issued"])


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("05/11/2024", 0),
        ("11-11-2024", 0),
        ("2024-11-12", 4),
        # the list of Thôn 2 was recorded at 09:00 in Greenwich, 16:00 on the commune's clock
        ("12/11/2024 15:59", 3),
        ("2024-11-12 16:00", 4),
        ("2024-11-12T14:00", 0),
        ("#1", 0),
        ("#2", 3),
        ("#3", 4),
        ("18/11/2024", 4 - 1 + 2 - 1),
    ],
)
def test_up_to_when(place: Path, known_on: str, expected: int) -> None:
    """A day counts to its end, a moment to its minute, an entry with itself."""
    correct_everything(place)
    assert issued("--known-on", known_on) == expected


def test_a_day_is_the_communes_own(place: Path) -> None:
    """What is recorded at 18:00 in Greenwich is recorded on the next day in Vietnam."""
    with story.ledger_at(place) as ledger:
        story.settle(
            ledger, story.person(ledger, 1), story.person(ledger, 9), "same", story.by(12, 18)
        )
    assert issued("--known-on", "12/11/2024") == 4
    assert issued("--known-on", "13/11/2024") == 3


@pytest.mark.parametrize(
    ("known_on", "code", "said"),
    [
        ("04/11/2024", 5, "its first entry is of 5 Nov 2024"),
        ("2024-11-05 14:59", 5, "5 Nov 2024 at 14:59 nothing was recorded"),
        ("2024-11-05 14:59", 5, "first entry is of 15:00 that day"),
        ("01/01/2999", 2, "still to come"),
        ("01/01/2999 10:00", 2, "still to come"),
        ("#4", 2, "its last one is 3"),
        ("#0", 2, "neither a day"),
        ("hôm qua", 2, "neither a day"),
        ("12/11/2024 25:00", 2, "neither a day"),
        ("31/02/2024", 2, "neither a day"),
    ],
)
def test_what_cannot_be_asked_is_said(place: Path, known_on: str, code: int, said: str) -> None:
    """An answer in words, with what to type instead."""
    answer = typed("targets", "--known-on", known_on, lang="en")
    assert (answer.code, answer.out) == (code, "")
    assert said in " ".join(answer.err.split())


def test_in_a_practice_campaign_days_are_of_the_computer(place: Path) -> None:
    """Its own "today" is a day before anything was recorded: the answer says so."""
    file = place.with_name("eidc.toml")
    with file.open("a", encoding="utf-8") as campaign:
        campaign.write("\n[practice]\ntoday = 2024-11-03\n")
    answer = typed("targets", "--known-on", "03/11/2024", lang="en")
    assert answer.code == 5
    assert "In a practice campaign" in answer.err
    assert "5 Nov 2024" in answer.err


def test_corrections_are_those_known_then(place: Path) -> None:
    """The second week's report, asked as of its own day, states what was corrected by then."""
    assert typed("report", "weekly", *AS_OF, "--final").code == 0
    steps: tuple[Callable[[Ledger], object], ...] = (story.merged, story.exempted)
    with story.ledger_at(place) as ledger:
        for step in steps:
            step(ledger)
    # The report was kept as entry 4, the merge is entry 5, the decision entry 6.
    asked = ("report", "weekly", "--as-of", "19/11/2024", "--format", "json", "--known-on")
    causes = {
        entry: {
            row["cause"]
            for table in typed(*asked, f"#{entry}").json["tables"]
            if table["id"] == "corrections"
            for row in table["rows"]
        }
        for entry in (3, 4, 5, 6)
    }
    assert causes == {
        3: set(),
        4: set(),
        5: {"base", "duplicate"},
        6: {"base", "duplicate", "decision"},
    }


def test_the_log_of_then_has_the_code_of_then(place: Path) -> None:
    """The log asked by an earlier entry ends with it, and its code is the one copied down then."""
    asked = ("log", "--format", "json")
    before = typed(*asked, lang="en")
    correct_everything(place)
    then = typed(*asked, "--known-on", "#3", lang="en")
    assert [row["entry"] for row in then.rows()] == [1, 2, 3]
    assert "Code" in before.json["notes"][0]
    assert then.json["notes"][1:] == before.json["notes"]
    assert typed(*asked, lang="en").json["notes"] != before.json["notes"]


@pytest.mark.parametrize("answer", [("--two", "ABC"), ("--later", "ABC"), ("--ask",)])
def test_no_pair_is_settled_by_what_was_known(place: Path, answer: tuple[str, ...]) -> None:
    """An answer is given by what is known now; the past is only looked at."""
    said = typed("duplicates", *answer, *THEN, lang="en")
    assert said.code == 2
    assert "settled by what is known now" in said.err


def test_nothing_can_be_written_into_the_past(place: Path) -> None:
    """The option is for questions: asking leaves the ledger's log as it is."""
    correct_everything(place)
    with story.ledger_at(place) as ledger:
        before = ledger.connection.execute("SELECT * FROM operation").fetchall()
    for words in QUESTIONS:
        assert typed(*words, *THEN).code == 0
    with story.ledger_at(place) as ledger:
        assert ledger.connection.execute("SELECT * FROM operation").fetchall() == before
