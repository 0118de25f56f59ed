"""Pairs of invented people with the answer an officer would give, made before any was scored.

Each kind is one way in which lists make two of one person, or in which two people look like
one; the answer and its reason stand beside it. A fixed seed draws :data:`EACH` pairs of a kind.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from eid_campaign.campaign.likeness import Listed, Seen

EACH = 12
SEED = 20241105

SURNAMES = "Bùi Phạm Quách Trương Nguyễn Hà Lê Cao Trần Đinh Hoàng Lưu Vũ Đỗ".split()
MEN = "Hùng Dũng Tuấn Cường Thắng Hải Long Sơn Quân Đức Minh Tùng Hiếu Thành Kiên Toàn".split()
WOMEN = "Lan Huệ Hương Hằng Nga Oanh Quyên Thảo Trang Yến Nhung Phượng Hạnh Tuyết".split()
MIDDLES = {"M": "Văn Hữu Xuân Quang Mạnh Đình Công".split(), "F": "Thị Thu Ngọc Khánh".split()}
VILLAGES = "Thôn 1|Thôn 2|Thôn 3|Đồng Chạ|Do Trung".split("|")

SAME, TWO, UNSURE = "same", "two", "unsure"


class Pair(NamedTuple):
    """Two people as listed, the earlier first, and what they are."""

    kind: str
    answer: str
    one: Listed
    other: Listed
    seen: Seen


@dataclass
class Draw:
    """Invented people from one seed."""

    chance: random.Random
    number: int = 0

    def person(self, **told: str) -> Listed:
        """Return somebody new of Cẩm Tân; what is ``told`` is not drawn."""
        self.number += 1
        sex = told.get("sex") or self.chance.choice("MF")
        birth = told.get("birth_date") or (
            f"{self.chance.randint(1950, 2008)}-{self.chance.randint(2, 12):02}"
            f"-{self.chance.randint(2, 28):02}"
        )
        given = told.pop("given", "") or self.chance.choice(MEN if sex == "M" else WOMEN)
        surname, middle = self.chance.choice(SURNAMES), self.chance.choice(MIDDLES[sex])
        drawn = {
            "citizen_id": self.id_of(birth, sex),
            "full_name": f"{surname} {middle} {given}",
            "birth_date": birth,
            "sex": sex,
            "commune": "Cẩm Tân",
            "village": self.chance.choice(VILLAGES),
            "household": f"{surname} Văn {self.chance.choice(MEN)}",
            "phone": f"095{self.chance.randrange(10**7):07}",
        }
        return Listed(self.number, **(drawn | told))

    def id_of(self, birth: str, sex: str) -> str:
        """Return an invented number that fits."""
        return prefix(birth, sex) + f"{self.chance.randrange(10**6):06}"

    def again(self, one: Listed, **changed: str) -> Listed:
        """Return the same facts stored as another person, less what is ``changed``."""
        self.number += 1
        return one._replace(number=self.number, **changed)

    def elsewhere(self, village: str) -> str:
        """Return another village."""
        return self.chance.choice([name for name in VILLAGES if name != village])


def prefix(birth: str, sex: str, place: str = "038") -> str:
    """Return the digits 1-6 that fit."""
    year = int(birth[:4])
    return f"{place}{2 * (year // 100 - 19) + (sex == 'F')}{year % 100:02}"


def renamed(one: Listed, given: str) -> str:
    """Return the name with another given name."""
    return " ".join([*one.full_name.split()[:-1], given])


def bare(text: str) -> str:
    """Return ``text`` without marks."""
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(each for each in letters if not unicodedata.combining(each))


# One person, listed as two -----------------------------------------------------------------


def _same_number_other_spelling(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    return one, d.again(one, full_name=one.full_name + "h", birth_date=""), Seen.APART


def _same_number_birth_put_right(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    day = f"{one.birth_date[:8]}{(int(one.birth_date[8:]) % 28) + 1:02}"
    return one, d.again(one, birth_date=day), Seen.APART


def _digit_mistyped(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    at = d.chance.randrange(6, 12)
    digit = str((int(one.citizen_id[at]) + d.chance.randint(1, 9)) % 10)
    wrong = one.citizen_id[:at] + digit + one.citizen_id[at + 1 :]
    return one, d.again(one, citizen_id=wrong), Seen.FOLLOWED


def _digit_mistyped_elsewhere(d: Draw) -> tuple[Listed, Listed, Seen]:
    one, other, _seen = _digit_mistyped(d)
    return one, other._replace(village=d.elsewhere(one.village)), Seen.SAME_WEEK


def _digits_swapped(d: Draw) -> tuple[Listed, Listed, Seen]:
    birth = "1975-03-17"
    tail = "".join(d.chance.sample("0123456789", 6))
    one = d.person(birth_date=birth, sex="M", citizen_id=prefix(birth, "M") + tail)
    at = d.chance.randrange(6, 11)
    digits = list(one.citizen_id)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return one, d.again(one, citizen_id="".join(digits)), Seen.APART


def _zero_lost_and_added(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    one = one._replace(citizen_id=one.citizen_id[:6] + f"0{d.chance.randrange(11111, 99999)}")
    wrong = one.citizen_id[:6] + one.citizen_id[7:] + "0"
    return one, d.again(one, citizen_id=wrong), Seen.APART


def _year_digit_mistyped(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    digit = str((int(one.citizen_id[5]) + 3) % 10)
    wrong = one.citizen_id[:5] + digit + one.citizen_id[6:]
    return one, d.again(one, citizen_id=wrong), Seen.SAME_LIST


def _birth_year_corrected(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(birth_date=f"19{d.chance.randint(55, 88)}-0{d.chance.randint(1, 9)}-14")
    born = f"{int(one.birth_date[:4]) + d.chance.choice((-2, 2, 10))}{one.birth_date[4:]}"
    new = prefix(born, one.sex) + one.citizen_id[6:]
    return one, d.again(one, birth_date=born, citizen_id=new), Seen.FOLLOWED


def _sex_corrected(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(sex="M", given="Thanh")
    new = d.id_of(one.birth_date, "F")
    return one, d.again(one, sex="F", citizen_id=new), Seen.FOLLOWED


def _number_established_anew(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    new = d.id_of(one.birth_date, one.sex)
    return one, d.again(one, citizen_id=new), Seen.FOLLOWED


def _without_number_other_village(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, citizen_id="", village=d.elsewhere(one.village), phone="")
    return one, other, Seen.FOLLOWED


def _without_village(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(citizen_id="")
    return one, d.again(one, village="", household=""), Seen.APART


def _tone_on_another_letter(d: Draw) -> tuple[Listed, Listed, Seen]:
    old, new = d.chance.choice([("Hoà", "Hòa"), ("Thuý", "Thúy"), ("Thuỷ", "Thủy")])
    one = d.person(given=old)
    other = d.again(one, full_name=renamed(one, new), citizen_id="", village="")
    return one, other, Seen.APART


def _y_for_i(d: Draw) -> tuple[Listed, Listed, Seen]:
    old, new = d.chance.choice([("Lý", "Lí"), ("Mỹ", "Mĩ"), ("Quý", "Quí"), ("Vỹ", "Vĩ")])
    one = d.person(given=old)
    return one, d.again(one, full_name=renamed(one, new), citizen_id=""), Seen.FOLLOWED


def _typed_without_marks(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, full_name=bare(one.full_name).upper(), citizen_id="", phone="")
    return one, other, Seen.APART


def _middle_name_dropped(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    words = one.full_name.split()
    return one, d.again(one, full_name=f"{words[0]} {words[-1]}", citizen_id=""), Seen.APART


def _surname_shortened(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    first, *rest = one.full_name.split()
    short = " ".join([first[:2] + ".", *rest])
    return one, d.again(one, full_name=short, citizen_id=""), Seen.APART


def _marks_read_wrongly(d: Draw) -> tuple[Listed, Listed, Seen]:
    right, wrong = d.chance.choice([("Tân", "Tăn"), ("Hân", "Hăn"), ("Lâm", "Lăm"), ("Côi", "Coi")])
    one = d.person(given=right)
    return one, d.again(one, full_name=renamed(one, wrong), citizen_id=""), Seen.FOLLOWED


def _old_font_remains(d: Draw) -> tuple[Listed, Listed, Seen]:
    right, wrong = d.chance.choice([("Bình", "B×nh"), ("Thắng", "Th¾ng"), ("Hạnh", "H¹nh")])
    one = d.person(given=right)
    return one, d.again(one, full_name=renamed(one, wrong), citizen_id=""), Seen.APART


def _day_and_month_swapped(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(birth_date=f"19{d.chance.randint(60, 99)}-05-{d.chance.randint(6, 12):02}")
    year, month, day = one.birth_date.split("-")
    return one, d.again(one, birth_date=f"{year}-{day}-{month}", citizen_id=""), Seen.APART


def _year_alone_same_household(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    return one, d.again(one, birth_date=one.birth_date[:4], citizen_id="", phone=""), Seen.APART


def _same_phone_no_birth_date(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, birth_date="", citizen_id="", household="", village="")
    return one, other, Seen.APART


# Two people, or more than a list can tell --------------------------------------------------


def _sibling(d: Draw, one: Listed, given: str, **changed: str) -> Listed:
    told = {"full_name": renamed(one, given), "phone": "", **changed}
    return d.again(one, citizen_id=d.id_of(one.birth_date, one.sex))._replace(**told)


def _twins(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(given="Tuấn", sex="M")
    return one, _sibling(d, one, d.chance.choice(["Tú", "Kiệt", "Sơn"])), Seen.SAME_LIST


def _twins_one_mark_apart(d: Draw) -> tuple[Listed, Listed, Seen]:
    here, there = d.chance.choice([("Hùng", "Hưng"), ("Tuấn", "Tuân"), ("Dung", "Dũng")])
    one = d.person(given=here, sex="M")
    return one, _sibling(d, one, there), Seen.SAME_LIST


def _twins_one_letter_apart(d: Draw) -> tuple[Listed, Listed, Seen]:
    here, there = d.chance.choice([("Hạnh", "Hoạnh"), ("Thanh", "Thành"), ("Liên", "Liễn")])
    one = d.person(given=here, sex="F")
    return one, _sibling(d, one, there), Seen.SAME_LIST


def _twins_numbers_one_apart(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(given="Hải", sex="M")
    last = (int(one.citizen_id[-1]) + 1) % 10
    return one, _sibling(d, one, "Sơn", citizen_id=f"{one.citizen_id[:-1]}{last}"), Seen.SAME_LIST


def _twins_one_without_number(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(given="Long", sex="M")
    return one, _sibling(d, one, "Lân", citizen_id=""), Seen.APART


def _sisters_by_the_middle_name(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(sex="F")
    surname, given = one.full_name.split()[0], one.full_name.split()[-1]
    one = one._replace(full_name=f"{surname} Thị Hồng {given}")
    other = _sibling(d, one, given, full_name=f"{surname} Thị Thanh {given}")
    return one, other, Seen.SAME_LIST


def _namesakes_on_one_list(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, citizen_id=d.id_of(one.birth_date, one.sex), phone="")
    return one, other._replace(household=d.person().household), Seen.SAME_LIST


def _namesakes_in_two_villages(d: Draw) -> tuple[Listed, Listed, Seen]:
    one, other, _seen = _namesakes_on_one_list(d)
    return one, other._replace(village=d.elsewhere(one.village)), Seen.SAME_WEEK


def _namesakes_of_other_birth(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.person(sex=one.sex)
    return one, other._replace(full_name=one.full_name, village=one.village), Seen.SAME_LIST


def _namesakes_of_other_birth_moved(d: Draw) -> tuple[Listed, Listed, Seen]:
    one, other, _seen = _namesakes_of_other_birth(d)
    return one, other, Seen.FOLLOWED


def _namesakes_year_alone(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    one = one._replace(birth_date=one.birth_date[:4])
    other = d.again(one, citizen_id=d.id_of(one.birth_date, one.sex), phone="")
    return one, other._replace(household=d.person().household), Seen.SAME_LIST


def _father_and_son(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(given="An", sex="M", birth_date=f"1960-04-{d.chance.randint(10, 28)}")
    born = f"1988-04-{one.birth_date[8:]}"
    other = _sibling(d, one, "Ân", birth_date=born, phone=one.phone)
    return one, other._replace(citizen_id=d.id_of(born, "M")), Seen.SAME_LIST


def _brothers_with_one_phone(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(given="Cường", sex="M", birth_date=f"1984-09-{d.chance.randint(10, 28)}")
    born = f"1986-02-{one.birth_date[8:]}"
    other = _sibling(d, one, "Cương", birth_date=born, phone=one.phone)
    return one, other._replace(citizen_id=""), Seen.APART


def _couple_with_one_phone(d: Draw) -> tuple[Listed, Listed, Seen]:
    one, wife = d.person(sex="M"), d.person(sex="F")
    home = {"village": one.village, "household": one.household, "phone": one.phone}
    return one, wife._replace(**home), Seen.SAME_LIST


def _numbers_near_by_chance(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(sex="M")
    other = d.person(sex="M", birth_date=f"{one.birth_date[:4]}-01-01")
    last = (int(one.citizen_id[-1]) + 1) % 10
    name = " ".join(["Mai", *other.full_name.split()[1:-1], "Vinh"])
    return (
        one,
        other._replace(citizen_id=f"{one.citizen_id[:-1]}{last}", full_name=name),
        Seen.APART,
    )


def _man_and_woman(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(sex="M", given="Bình")
    one = one._replace(full_name=one.full_name.split()[0] + " Minh Bình")
    new = d.id_of(one.birth_date, "F")
    return one, d.again(one, sex="F", citizen_id=new, phone="", household=""), Seen.SAME_LIST


def _strangers_born_on_one_day(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person(sex="M", given="Kiên")
    other = d.person(sex="M", given="Toàn", birth_date=one.birth_date)
    return one, other._replace(village=one.village, citizen_id=""), Seen.APART


# An officer has to look --------------------------------------------------------------------


def _birth_date_unknown(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, birth_date="", citizen_id="", phone="", household="")
    return one, other, Seen.APART


def _in_two_communes(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, citizen_id="", phone="", household="", commune="Cẩm Vân")
    return one, other, Seen.APART


def _two_numbers_never_together(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    other = d.again(one, citizen_id=d.id_of(one.birth_date, one.sex), phone="", household="")
    return one, other._replace(village=d.elsewhere(one.village)), Seen.APART


def _number_shared(d: Draw) -> tuple[Listed, Listed, Seen]:
    one, other = d.person(sex="M"), d.person(sex="F")
    return one, other._replace(citizen_id=one.citizen_id), Seen.SAME_LIST


def _year_alone_other_village(d: Draw) -> tuple[Listed, Listed, Seen]:
    one = d.person()
    told = {"birth_date": one.birth_date[:4], "citizen_id": "", "phone": "", "household": ""}
    return one, d.again(one, village=d.elsewhere(one.village), **told), Seen.APART


KINDS: dict[Callable[[Draw], tuple[Listed, Listed, Seen]], str] = {
    _same_number_other_spelling: SAME,
    _same_number_birth_put_right: SAME,
    _digit_mistyped: SAME,
    _digit_mistyped_elsewhere: SAME,
    _digits_swapped: SAME,
    _zero_lost_and_added: SAME,
    _year_digit_mistyped: SAME,
    _birth_year_corrected: SAME,
    _sex_corrected: SAME,
    _number_established_anew: SAME,
    _without_number_other_village: SAME,
    _without_village: SAME,
    _tone_on_another_letter: SAME,
    _y_for_i: SAME,
    _typed_without_marks: SAME,
    _middle_name_dropped: SAME,
    _surname_shortened: SAME,
    _marks_read_wrongly: SAME,
    _old_font_remains: SAME,
    _day_and_month_swapped: SAME,
    _year_alone_same_household: SAME,
    _same_phone_no_birth_date: SAME,
    _twins: TWO,
    _twins_one_mark_apart: TWO,
    _twins_one_letter_apart: TWO,
    _twins_numbers_one_apart: TWO,
    _twins_one_without_number: TWO,
    _sisters_by_the_middle_name: TWO,
    _namesakes_on_one_list: TWO,
    _namesakes_in_two_villages: TWO,
    _namesakes_of_other_birth: TWO,
    _namesakes_of_other_birth_moved: TWO,
    _namesakes_year_alone: TWO,
    _father_and_son: TWO,
    _brothers_with_one_phone: TWO,
    _couple_with_one_phone: TWO,
    _numbers_near_by_chance: TWO,
    _man_and_woman: TWO,
    _strangers_born_on_one_day: TWO,
    _birth_date_unknown: UNSURE,
    _in_two_communes: UNSURE,
    _two_numbers_never_together: UNSURE,
    _number_shared: UNSURE,
    _year_alone_other_village: UNSURE,
}


def pairs() -> list[Pair]:
    """Return all labelled pairs, the same every time."""
    draw = Draw(random.Random(SEED))
    return [
        Pair(kind.__name__.strip("_"), answer, *kind(draw))
        for kind, answer in KINDS.items()
        for _ in range(EACH)
    ]
