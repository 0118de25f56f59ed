"""Who left the list, week by week; every expected value is counted by hand from the lists drawn."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger import decisions
from eid_campaign.ledger.identities import SAME
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left import Trial, left, left_by, left_if
from eid_campaign.ledger.left_counts import left_counts
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import redo, undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3
from tests.left.conftest import COMMUNE, gone, listed, store, whole

WEEK_4 = date(2024, 11, 26)

AN_BINH_CHI = """
    citizen_id  full_name       stage
    #1          Nguyễn Văn An   not_collected
    #2          Lê Văn Bình     not_collected
    #3          Bùi Văn Chi     not_collected
"""
AN_CHI = """
    citizen_id  full_name       stage
    #1          Nguyễn Văn An   not_collected
    #3          Bùi Văn Chi     not_collected
"""
AN = """
    citizen_id  full_name       stage
    #1          Nguyễn Văn An   not_collected
"""
BINH = """
    citizen_id  full_name       stage
    #2          Lê Văn Bình     not_collected
"""
ALL = whole("Thôn 1")


def test_three_weekly_lists(ledger: Ledger) -> None:
    """Bình is missing from the second complete list, Chi from the third."""
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE, ALL),
        listed(AN_CHI, WEEK_2, ALL),
        listed(AN, WEEK_3, ALL),
    )
    assert gone(ledger, BASELINE) == {}
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12"}
    assert gone(ledger, WEEK_3) == {"Lê Văn Bình": "2024-11-12", "Bùi Văn Chi": "2024-11-19"}


def test_without_a_complete_list_nobody_leaves(ledger: Ledger) -> None:
    """A partial list says nothing of whom it does not name."""
    store(ledger, listed(AN_BINH_CHI, BASELINE), listed(AN, WEEK_2))
    assert gone(ledger, WEEK_3) == {}


def test_a_partial_list_in_between_shows_that_somebody_is_there(ledger: Ledger) -> None:
    """Bình is on the partial list of week 3, after the complete one of week 2 that missed him."""
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE),
        listed(AN_CHI, WEEK_2, ALL),
        listed(BINH, WEEK_3, file="bổ sung.xlsx"),
    )
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12"}
    assert gone(ledger, WEEK_3) == {}


def test_who_comes_back_and_leaves_again_left_the_second_time(ledger: Ledger) -> None:
    """Since when is counted from the first complete list after the last sighting."""
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE, ALL),
        listed(AN_CHI, WEEK_2, ALL),
        listed(AN_BINH_CHI, WEEK_3, ALL),
        listed(AN_CHI, WEEK_4, ALL),
    )
    assert gone(ledger, WEEK_3) == {}
    assert gone(ledger, WEEK_4) == {"Lê Văn Bình": "2024-11-26"}


def test_two_villages_in_one_complete_file(ledger: Ledger) -> None:
    """A file of two villages misses one in each; the third village's person is not asked about."""
    store(
        ledger,
        listed(
            """
            citizen_id  full_name       village  stage
            #1          Nguyễn Văn An   Thôn 1   not_collected
            #2          Lê Văn Bình     Thôn 1   not_collected
            #3          Bùi Văn Chi     Thôn 2   not_collected
            #4          Hà Văn Dũng     Thôn 2   not_collected
            #5          Võ Văn Giang    Thôn 3   not_collected
            """,
            BASELINE,
        ),
        listed(
            """
            citizen_id  full_name       village  stage
            #1          Nguyễn Văn An   Thôn 1   not_collected
            #4          Hà Văn Dũng     Thôn 2   not_collected
            """,
            WEEK_2,
            whole("Thôn 1", "Thôn 2"),
        ),
    )
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12", "Bùi Văn Chi": "2024-11-12"}
    assert left_counts(ledger, WEEK_2) == {(COMMUNE, "Thôn 1"): 1, (COMMUNE, "Thôn 2"): 1}


def test_a_list_of_one_stage_says_nothing_of_another(ledger: Ledger) -> None:
    """Bình is activated: a complete list of those not collected has no place for him."""
    store(
        ledger,
        listed(
            """
            citizen_id  full_name       stage
            #1          Nguyễn Văn An   not_collected
            #2          Lê Văn Bình     l2_activated
            #3          Bùi Văn Chi     not_collected
            """,
            BASELINE,
        ),
        listed(AN, WEEK_2, ALL),
    )
    assert gone(ledger, WEEK_2) == {"Bùi Văn Chi": "2024-11-12"}


def test_a_list_of_all_stages_asks_for_everybody(ledger: Ledger) -> None:
    """A list of everybody whatever the stage misses the activated one too."""
    store(
        ledger,
        listed(
            """
            citizen_id  full_name       stage
            #1          Nguyễn Văn An   not_collected
            #2          Lê Văn Bình     l2_activated
            #3          Bùi Văn Chi     -
            """,
            BASELINE,
        ),
        listed(AN, WEEK_2, whole("Thôn 1", stages=None)),
    )
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12", "Bùi Văn Chi": "2024-11-12"}


def test_an_older_complete_list_imported_later(ledger: Ledger) -> None:
    """The days of the lists decide, not the order in which they were imported."""
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE, ALL),
        listed(BINH, WEEK_3, file="phát sinh.xlsx"),
        listed(AN, WEEK_2, ALL),
    )
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12", "Bùi Văn Chi": "2024-11-12"}
    assert gone(ledger, WEEK_3) == {"Bùi Văn Chi": "2024-11-12"}


def test_who_is_on_another_villages_list_has_not_left(ledger: Ledger) -> None:
    """Bình moved to Thôn 2, whose list of the same day names him."""
    in_village_2 = BINH.replace("stage", "village  stage").replace("  not", "  Thôn 2  not")
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE),
        listed(AN_CHI, WEEK_2, ALL),
        listed(in_village_2, WEEK_2, file="thôn 2.xlsx"),
    )
    assert gone(ledger, WEEK_2) == {}


def test_who_moved_earlier_is_not_missed_by_the_old_village(ledger: Ledger) -> None:
    """On the day of the list Bình was known to live in Thôn 2, of which it says nothing."""
    in_village_2 = BINH.replace("stage", "village  stage").replace("  not", "  Thôn 2  not")
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE),
        listed(in_village_2, WEEK_2, file="thôn 2.xlsx"),
        listed(AN_CHI, WEEK_3, ALL),
    )
    assert gone(ledger, WEEK_3) == {}
    store(ledger, listed(AN_CHI, WEEK_4, whole("Thôn 2"), file="thôn 2.xlsx"))
    assert gone(ledger, WEEK_4) == {"Lê Văn Bình": "2024-11-26"}


def test_undo_and_redo_of_the_complete_list(ledger: Ledger) -> None:
    """An import taken back does not count; made again, it does."""
    numbers = store(ledger, listed(AN_BINH_CHI, BASELINE), listed(AN_CHI, WEEK_2, ALL))
    undo(ledger, numbers[1], ME)
    assert gone(ledger, WEEK_2) == {}
    redo(ledger, None, ME)
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12"}


def test_figures_stay_and_say_beside_how_many_left(ledger: Ledger) -> None:
    """Who left stays at the last stage in every tally, of any day."""
    store(ledger, listed(AN_BINH_CHI, BASELINE), listed(AN, WEEK_2, ALL))
    assert tally(ledger, WEEK_2, Rules(baseline=BASELINE)).total() == 3
    assert left_counts(ledger, WEEK_2) == {(COMMUNE, "Thôn 1"): 2}
    assert left_counts(ledger, BASELINE) == {}


@pytest.mark.parametrize(
    ("day", "still"),
    [
        pytest.param(WEEK_2, {}, id="decided for the day of the list"),
        pytest.param(WEEK_3, {}, id="decided for a later day"),
        pytest.param(BASELINE, {}, id="decided after the list was read, for an earlier day"),
    ],
)
def test_an_officers_decision_settles_it(ledger: Ledger, day: date, still: dict[str, str]) -> None:
    """After ``decide`` the queue no longer shows the person."""
    store(ledger, listed(AN_BINH_CHI, BASELINE), listed(AN_CHI, WEEK_2, ALL))
    (binh,) = left(ledger, WEEK_3)
    wanted = Wanted(Standing.EXEMPT, Reason.MOVED_AWAY, day)
    decisions.decide(ledger, [(binh.person, wanted)], ME)
    assert gone(ledger, WEEK_3) == still


def test_a_decision_of_before_settles_nothing(ledger: Ledger) -> None:
    """Who was exempt before leaving the list is in the queue all the same."""
    store(ledger, listed(AN_BINH_CHI, BASELINE))
    decisions.decide(ledger, [(2, Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE))], ME)
    store(ledger, listed(AN_CHI, WEEK_2, ALL))
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12"}


def test_two_people_made_one_have_not_left(ledger: Ledger) -> None:
    """Bình was listed anew under another number; made one with his old self, nobody is missing."""
    store(
        ledger,
        listed(AN_BINH_CHI, BASELINE),
        listed(
            """
            citizen_id  full_name       birth_date  stage
            #1          Nguyễn Văn An   1990-05-03  not_collected
            #3          Bùi Văn Chi     1990-05-03  not_collected
            #77         Lê Văn Bình     1991-05-30  not_collected
            """,
            WEEK_2,
            ALL,
        ),
    )
    assert gone(ledger, WEEK_2) == {"Lê Văn Bình": "2024-11-12"}
    settle(ledger, 2, 4, SAME, ME)
    assert gone(ledger, WEEK_2) == {}


def test_what_storing_a_list_would_do_is_said_before(ledger: Ledger) -> None:
    """A trial counts what the stored list counts then, and stores nothing."""
    store(ledger, listed(AN_BINH_CHI, BASELINE))
    assert left_if(ledger, Trial(WEEK_2, ALL, [1])) == 2
    assert gone(ledger, WEEK_2) == {}
    (number,) = store(ledger, listed(AN, WEEK_2, ALL))
    assert number is not None
    assert left_by(ledger, number) == 2
