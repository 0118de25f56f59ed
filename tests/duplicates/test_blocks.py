"""Nothing worth comparing is overlooked though not all pairs are compared."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from eid_campaign.campaign.likeness import LOOK, Listed, Seen, likeness, number_slip
from eid_campaign.ledger.duplicate_blocks import MOST, candidates
from tests.duplicates.labelled import SAME, UNSURE, Draw, pairs


def test_every_labelled_pair_is_compared() -> None:
    """All pairs an officer has to see are found among all other people of the set."""
    labelled = pairs()
    people = [person for pair in labelled for person in (pair.one, pair.other)]
    found = {(people[one].number, people[other].number) for one, other in candidates(people)}
    missed = [
        pair.kind
        for pair in labelled
        if pair.answer in (SAME, UNSURE) and (pair.one.number, pair.other.number) not in found
    ]
    assert missed == []


def test_comparing_all_pairs_finds_no_more() -> None:
    """In one village where lists were mixed up, the blocks lose no pair that has to be seen."""
    draw = Draw(random.Random(7))
    people = [draw.person(village="Thôn 1") for _ in range(120)]
    people += [
        draw.again(one, citizen_id=draw.chance.choice(["", other.citizen_id]), phone="")
        for one, other in zip(people[:40], people[40:80], strict=True)
    ]
    worth = {
        (one, other)
        for one, other in combinations(range(len(people)), 2)
        if likeness(people[one], people[other], Seen.FOLLOWED, OSA.distance).score >= LOOK
    }
    assert len(worth) >= 40
    assert worth <= candidates(people)


DIGITS = st.text("0123456789", min_size=12, max_size=12)


@given(DIGITS, st.integers(3, 11), st.integers(3, 11), st.sampled_from("0123456789"))
@settings(deadline=None, max_examples=300)
def test_a_number_one_slip_off_is_found(number: str, at: int, other: int, digit: str) -> None:
    """A wrong digit, two swapped neighbours or a zero gone astray anywhere after the place."""
    slips = {number[:at] + digit + number[at + 1 :]}
    if at < 11:
        slips.add(number[:at] + number[at + 1] + number[at] + number[at + 2 :])
    if number[at] == "0":
        rest = number[:at] + number[at + 1 :]
        slips.add(rest[:other] + "0" + rest[other:])
    for slip in slips - {number}:
        assert number_slip(number, slip)
        # Only the given name is shared: no other key finds them.
        one = Listed(1, number, "Bùi Văn An", "1970-04-20", commune="A", village="Thôn 1")
        two = Listed(2, slip, "Hà Thị An", "1991-12-28", commune="B", village="Thôn 2")
        assert candidates([one, two]) == {(0, 1)}


def test_a_filler_date_does_not_make_everybody_a_pair() -> None:
    """A key that too many people share is let go, or asked together with village and name."""
    people = [
        Listed(
            at, full_name="Bùi Văn An", birth_date="1950-01-01", commune="A", village=f"Thôn {v}"
        )
        for at in range(3 * MOST)
        for v in [at // 3]
    ]
    found = candidates(people)
    assert len(found) == 3 * MOST  # three pairs in each of the villages, none across
    assert all(people[one].village == people[other].village for one, other in found)
