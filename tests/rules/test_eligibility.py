"""Stage, birth date and remark are weighed in one order, and time alone changes the verdict."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.eligibility import boundaries, verdict
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing, Verdict

BASELINE, END = date(2024, 11, 5), date(2024, 12, 31)
EXEMPT, ELIGIBLE = Standing.EXEMPT, Standing.ELIGIBLE
TO_VERIFY, OFF_LIST = Standing.TO_VERIFY, Standing.OFF_LIST


def decided(
    note: str = "", born: str = "", as_of: date = BASELINE, stage: Stage | None = None
) -> Verdict:
    """Return the verdict on a remark and an ISO birth date."""
    birth = BirthDate.from_iso(born) if born else None
    return verdict(birth=birth, finding=read_note(note), stage=stage, as_of=as_of)


@pytest.mark.parametrize(
    ("born", "as_of", "standing"),
    [
        ("2010-12-31", BASELINE, EXEMPT),  # 13 years
        ("2010-12-31", date(2024, 12, 30), EXEMPT),
        ("2010-12-31", END, ELIGIBLE),  # the 14th birthday itself
        ("2011-01-01", BASELINE, EXEMPT),
        ("2011-01-01", END, EXEMPT),  # one day short
        ("2010", date(2023, 12, 31), EXEMPT),  # cannot be 14
        ("2010", BASELINE, TO_VERIFY),  # may be 14
        ("2010", date(2024, 12, 30), TO_VERIFY),
        ("2010", END, ELIGIBLE),  # whoever was born in 2010 is 14
        ("2011", END, EXEMPT),
        ("2009", BASELINE, ELIGIBLE),
        ("2010-11", BASELINE, TO_VERIFY),
        ("2010-12", BASELINE, EXEMPT),
        ("2010-10", BASELINE, ELIGIBLE),
        ("2008-02-29", date(2022, 2, 28), EXEMPT),  # no 29 February in 2022
        ("2008-02-29", date(2022, 3, 1), ELIGIBLE),
        ("2008-02-29", END, ELIGIBLE),
        ("", BASELINE, ELIGIBLE),
    ],
)
def test_the_birth_date_decides_childhood(born: str, as_of: date, standing: Standing) -> None:
    """Under 14 is exempt, on the 14th birthday back in the base, with no one's doing."""
    said = decided(born=born, as_of=as_of)
    assert said.standing is standing
    assert said.reason is (Reason.NONE if standing is ELIGIBLE else Reason.CHILD)


@pytest.mark.parametrize(
    ("note", "born", "standing", "reason"),
    [
        ("trẻ em", "2012", EXEMPT, "child"),
        ("trẻ em", "", TO_VERIFY, "child"),
        ("trẻ em", "2008-05-01", TO_VERIFY, "child"),
        ("đã kích hoạt", "2012", EXEMPT, "child"),  # a remark never beats a birth date
        ("đi Nhật", "2010", EXEMPT, "abroad"),  # 13 or 14, abroad either way
        ("đã chết", "2010", OFF_LIST, "deceased"),
        ("hs lớp 9", "2010", TO_VERIFY, "child"),
        ("hs lớp 9", "2009", ELIGIBLE, ""),
    ],
)
def test_a_remark_never_beats_a_birth_date(
    note: str, born: str, standing: Standing, reason: str
) -> None:
    """The remark speaks where the birth date leaves room."""
    said = decided(note, born)
    assert (said.standing, said.reason.value) == (standing, reason)


@pytest.mark.parametrize(
    ("note", "born", "standing"),
    [
        ("không dùng điện thoại", "1964-11-05", EXEMPT),  # 60 today
        ("không dùng điện thoại", "1964-11-06", ELIGIBLE),  # 60 tomorrow
        ("không dùng điện thoại", "1964", TO_VERIFY),  # may be 60
        ("không dùng điện thoại", "1963", EXEMPT),
        ("không dùng điện thoại", "1989", ELIGIBLE),
        ("không dùng điện thoại", "", TO_VERIFY),  # may be old
        ("già yếu", "1941", TO_VERIFY),  # one condition of two
        ("già yếu", "", TO_VERIFY),
        ("già yếu không dùng điện thoại", "1941", EXEMPT),
        ("già yếu không dùng điện thoại", "", TO_VERIFY),
        ("già yếu không dùng điện thoại", "1989", TO_VERIFY),  # the birth date says 35
        ("già nhưng dùng Zalo", "1941", ELIGIBLE),
        ("không dùng đt, hay dùng zalo", "1941", ELIGIBLE),
        ("hình như không dùng điện thoại", "1941", TO_VERIFY),
        ("con không dùng điện thoại", "1941", ELIGIBLE),
        ("liệt giường không dùng đt", "1941", EXEMPT),
        ("", "1941", ELIGIBLE),  # age alone exempts nobody
    ],
)
def test_old_age_and_no_telephone_are_both_needed(note: str, born: str, standing: Standing) -> None:
    """The elderly are exempt only when certainly old and said to use no telephone."""
    assert decided(note, born).standing is standing


def test_the_age_of_the_elderly_can_be_set() -> None:
    """A commune may say 70 instead of 60."""
    finding = read_note("không dùng điện thoại")
    born = BirthDate(1960, 1, 1)
    said = [
        verdict(birth=born, finding=finding, stage=None, as_of=BASELINE, elderly_age=age).standing
        for age in (60, 70)
    ]
    assert said == [EXEMPT, ELIGIBLE]


@pytest.mark.parametrize("note", ["đi nước ngoài", "đã chết", "trùng", "nghe nói đi tù", ""])
def test_an_activated_account_beats_every_remark(note: str) -> None:
    """Somebody with this number has logged in: nothing is left to do, nobody is hidden."""
    said = decided(note, stage=Stage.L2_ACTIVATED)
    assert (said.standing, said.reason, said.rule) == (ELIGIBLE, Reason.NONE, "stage")


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.L2_ACTIVATED])
def test_an_earlier_stage_leaves_the_remark_its_word(stage: Stage) -> None:
    """Level 1 is not the goal, and an approved account may belong to someone who has left."""
    assert decided("đi nước ngoài", stage=stage).standing is EXEMPT


@pytest.mark.parametrize(
    ("note", "as_of", "standing"),
    [
        ("XKLĐ Hàn Quốc đến 2024", END, EXEMPT),
        ("XKLĐ Hàn Quốc đến 2024", date(2025, 1, 1), ELIGIBLE),
        ("đi XKLĐ đến tháng 11/2024", date(2024, 11, 30), EXEMPT),
        ("đi XKLĐ đến tháng 11/2024", date(2024, 12, 1), ELIGIBLE),
        ("đi tù đến ngày 20/11/2024", date(2024, 11, 20), EXEMPT),
        ("đi tù đến ngày 20/11/2024", date(2024, 11, 21), ELIGIBLE),
        ("xuất cảnh tháng 12/2024", BASELINE, ELIGIBLE),  # still to come
        ("xuất cảnh tháng 12/2024", date(2024, 12, 1), EXEMPT),
        ("đi Nhật 2022 mới về", BASELINE, ELIGIBLE),
    ],
)
def test_an_exemption_holds_for_its_term(note: str, as_of: date, standing: Standing) -> None:
    """Past the day the remark names, or before the departure, the person is in the pool."""
    said = decided(note, as_of=as_of)
    assert said.standing is standing
    assert said.matched != ""


@pytest.mark.parametrize(
    ("note", "born", "days"),
    [
        ("", "2010-12-31", ["2024-12-31"]),
        ("", "2010", ["2024-01-01", "2024-12-31"]),
        ("", "2008-02-29", ["2022-03-01"]),
        ("không dùng điện thoại", "1964-11-06", ["1978-11-06", "2024-11-06"]),
        ("không dùng điện thoại", "1964", ["1978-01-01", "1978-12-31", "2024-01-01", "2024-12-31"]),
        ("XKLĐ đến 2027", "", ["2028-01-01"]),
        ("XKLĐ đến tháng 3/2025", "1990", ["2004-01-01", "2004-12-31", "2025-04-01"]),
        ("xuất cảnh tháng 3/2025", "", ["2025-03-01"]),
        ("", "", []),
    ],
)
def test_the_days_on_which_a_verdict_can_change(note: str, born: str, days: list[str]) -> None:
    """14th birthday, elderly age with no telephone, the day after the term, the departure."""
    birth = BirthDate.from_iso(born) if born else None
    assert [day.isoformat() for day in boundaries(birth, read_note(note))] == days


_NOTES = st.sampled_from(
    [
        "", "trẻ em", "già yếu", "không dùng điện thoại", "XKLĐ đến 2027", "đã chết",
        "đi tù đến tháng 3/2025", "xuất cảnh tháng 3/2025", "đi Nhật từ 2021", "tạm trú",
    ]
)  # fmt: skip
_BIRTHS = st.one_of(
    st.none(),
    st.builds(BirthDate, st.integers(1930, 2020)),
    st.dates(date(1930, 1, 1), date(2020, 12, 31)).map(
        lambda day: BirthDate(day.year, day.month, day.day)
    ),
)


@settings(deadline=None)
@given(_NOTES, _BIRTHS, st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_nothing_changes_between_boundaries(
    note: str, birth: BirthDate | None, as_of: date
) -> None:
    """Tomorrow's verdict is today's, unless tomorrow is one of the boundaries."""
    finding, tomorrow = read_note(note), as_of + timedelta(days=1)
    if tomorrow in boundaries(birth, finding):
        return
    today = verdict(birth=birth, finding=finding, stage=None, as_of=as_of)
    assert verdict(birth=birth, finding=finding, stage=None, as_of=tomorrow) == today
