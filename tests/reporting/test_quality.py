"""``eidc report quality``: complete, right, consistent, on time, each as X of Y."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.quality import Filled, Rows, first_to_mend, weeks_reported
from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.quality import Found, quality
from eid_campaign.ledger.rosters import add_roster
from tests.cli.conftest import typed
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster


@pytest.mark.parametrize(
    ("came", "as_of", "told"),
    [
        ([], date(2024, 11, 5), (0, 0)),
        ([5], date(2024, 11, 11), (0, 0)),
        ([5], date(2024, 11, 12), (1, 0)),
        ([5, 6], date(2024, 11, 12), (1, 1)),
        ([5, 12], date(2024, 11, 19), (2, 1)),
        ([5, 12, 13], date(2024, 11, 19), (2, 2)),
        ([5, 12, 12, 11], date(2024, 11, 19), (2, 1)),
        ([19], date(2024, 11, 26), (3, 1)),
    ],
)
def test_a_week_is_reported_when_a_list_of_its_seven_days_came(
    came: list[int], as_of: date, told: tuple[int, int]
) -> None:
    """Weeks end on the day asked about; the list of the baseline is of no week after it."""
    days = [date(2024, 11, day) for day in came]
    assert weeks_reported(days, BASELINE, as_of) == told


def test_refused_rows_are_mended_before_contradictions_and_those_before_doubts() -> None:
    """Then by how many; of equal ones by their name, so that the order is always the same."""
    faults = [
        ("b_doubt", "doubt", "X", "Thôn 1"),
        ("a_doubt", "doubt", "X", "Thôn 1"),
        ("often", "doubt", "X", "Thôn 2"),
        ("often", "doubt", "X", "Thôn 1"),
        ("often", "doubt", "X", "Thôn 2"),
        ("away_but_active", "conflict", "X", "Thôn 1"),
        ("name_missing", "refused", "X", "Thôn 1"),
    ]
    found = first_to_mend(faults)
    assert [each.kind for each in found] == [
        "name_missing",
        "away_but_active",
        "often",
        "a_doubt",
        "b_doubt",
    ]
    assert found[2].places == (("X", "Thôn 2", 2), ("X", "Thôn 1", 1))


def _problem(kind: str, severity: Severity, row: int) -> Problem:
    return Problem(kind, severity, "thôn 1.xlsx", "Sheet1", row)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Village 1 with faults in its second list, village 2 with one list, of the first week."""
    with Ledger.open(IN_MEMORY) as opened:
        add_roster(
            opened,
            roster(
                """
                full_name       citizen_id  stage          village  birth_date  phone       note
                Nguyễn Văn An   #1          not_collected  Thôn 1   1990-05-03  0912000001  -
                Lê Văn Bình     -           not_collected  Thôn 1   1990-05-03  -           -
                Phạm Văn Cường  #3          -              Thôn 1   1990-05-03  -           -
                Hà Văn Dũng     #4          not_collected  Thôn 2   1990        -           đã chết
                """
            ),
            ME,
        )
        add_roster(
            opened,
            roster(
                """
                full_name       citizen_id  stage          village
                Nguyễn Văn An   #1          l2_activated   Thôn 1
                Lê Văn Bình     #2          collected      Thôn 1
                """,
                WEEK_2,
                problems=(
                    _problem("citizen_id_year_differs", Severity.DOUBT, 5),
                    _problem("birth_date_not_given", Severity.DOUBT, 5),
                    _problem("leading_zeros_restored", Severity.REPAIR, 6),
                    _problem("name_missing", Severity.REFUSED, 7),
                ),
            ),
            ME,
        )
        yield opened


def _found(ledger: Ledger, as_of: date) -> Found:
    return quality(ledger, as_of, baseline=BASELINE, elderly_age=60)


def test_what_is_known_of_people_is_counted_as_known_on_the_day(ledger: Ledger) -> None:
    """By hand: of three in village 1 An is complete, then Bình too once his number is known."""
    one, two = _found(ledger, BASELINE).lines
    assert one.filled == Filled(3, 1, 1, 0, 1, 2)
    assert two.filled == Filled(1, 0, 0, 1, 0, 1)
    assert _found(ledger, WEEK_2).lines[0].filled == Filled(3, 2, 0, 0, 1, 2)


def test_right_are_the_rows_of_the_last_list_without_doubt(ledger: Ledger) -> None:
    """Three rows were read: one with two doubts, one mended, one refused; so one is right."""
    one, two = _found(ledger, WEEK_3).lines
    assert one.last == Rows(WEEK_2, 3, 2)
    assert one.last is not None
    assert one.last.right == 1
    assert two.last == Rows(BASELINE, 1, 0)
    assert (one.weeks, one.weeks_reported) == (2, 1)
    assert (two.weeks, two.weeks_reported) == (2, 0)


def test_who_contradicts_himself_is_counted_in_his_village(ledger: Ledger) -> None:
    """A remark says deceased, and then the account is activated."""
    assert [line.conflicts for line in _found(ledger, WEEK_3).lines] == [0, 0]
    add_roster(
        ledger,
        roster(
            """
            full_name    citizen_id  stage         village  birth_date
            Hà Văn Dũng  #4          l2_activated  Thôn 2   1990-05-03
            """,
            WEEK_3,
        ),
        ME,
    )
    found = _found(ledger, WEEK_3)
    assert [line.conflicts for line in found.lines] == [0, 1]
    assert ("deceased_but_active", "conflict", "Cẩm Tân", "Thôn 2") in found.faults


@pytest.mark.usefixtures("sample")
def test_the_shares_of_the_sample_campaign_stand_beside_what_they_are_of() -> None:
    """Every rate is its part over its whole, and the total is the sum of the villages."""
    answer = typed("report", "quality", "--as-of", "2024-11-19", "--format", "json")
    assert answer.code == 0
    table = next(each for each in answer.json["tables"] if each["id"] == "quality")
    for row in [*table["rows"], table["total"]]:
        assert row["rate_complete"] == pytest.approx(row["complete"] / row["people"], abs=1e-6)
        assert row["rate_right"] == pytest.approx(row["rows_right"] / row["rows"], abs=1e-6)
        assert row["weeks_reported"] <= row["weeks"]
    for name in ("people", "complete", "rows", "rows_right", "conflicts", "weeks_reported"):
        assert table["total"][name] == sum(row[name] for row in table["rows"])


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_kind_of_problem_can_be_said(lang: str) -> None:
    """What differs from row to row in a sentence stands as an ellipsis, never as a brace."""
    answer = typed("report", "quality", "--as-of", "2024-11-19", lang=lang)
    assert answer.code == 0
    assert "{" not in answer.out
    assert "Thôn 11" in answer.out
