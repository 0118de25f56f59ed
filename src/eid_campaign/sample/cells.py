"""What stands in a cell: each careless way of writing a field, one small function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.campaign import Entry
from eid_campaign.sample.people import Person
from eid_campaign.sample.stage_words import LEVELS, STATES, Words
from eid_campaign.sample.story import Number

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A person on a line of a roster."""

    serial: int
    entry: Entry
    words: Words
    capitals: bool = False
    first_of_household: bool = True

    @property
    def person(self) -> Person:
        """The person of the line."""
        return self.entry.person

    def said(self, words: Words) -> str:
        """Return what the roster says about the stage; a person keeps one wording."""
        choices = words[self.entry.said]
        return choices[self.person.quirk % len(choices)]


def _name(line: Line) -> str:
    return line.person.full_name.upper() if line.capitals else line.person.full_name


def _birth_text(line: Line) -> str:
    person = line.person
    return str(person.born.year) if person.year_only else f"{person.born:%d/%m/%Y}"


def _birth_dotted(line: Line) -> str:
    born = line.person.born
    return str(born.year) if line.person.year_only else f"{born.day}.{born.month}.{born.year}"


def _birth_system(line: Line) -> str:
    person = line.person
    return f"00/00/{person.born.year}" if person.year_only else f"{person.born:%d/%m/%Y}"


def _birth_cell(line: Line) -> Cell:
    return line.person.born.year if line.person.year_only else line.person.born


def _birth_mixed(line: Line) -> Cell:
    return _birth_cell(line) if line.person.quirk % 2 else _birth_text(line)


def _number_text(line: Line) -> str:
    digits = line.person.citizen_id
    match line.entry.number:
        case Number.BLANK:
            return ""
        case Number.ROUNDED:
            return f"{int(digits):.4E}".replace(".", ",")
        case Number.TOO_LONG:
            return digits + digits[-1]
        case Number.GIVEN:
            return digits


def _number_number(line: Line) -> Cell:
    text = _number_text(line)
    return int(text) if text == line.person.citizen_id else text


def _number_mixed(line: Line) -> Cell:
    return _number_number(line) if line.person.quirk % 3 == 0 else _number_text(line)


def _number_csv(line: Line) -> str:
    return str(_number_number(line))


def _number_untidy(line: Line) -> str:
    text = _number_text(line)
    match line.person.quirk % 5:
        case 0:
            return f"'{text}"
        case 1:
            return f"{text[:3]} {text[3:6]} {text[6:9]} {text[9:]}"
        case 2:
            return f"{text[:6]}\u00a0{text[6:]} "
        case _:
            return text


def _phone_number(line: Line) -> Cell:
    return int(line.person.phone) if line.person.phone else None


def _tick(stage: Stage) -> Callable[[Line], Cell]:
    def ticked(line: Line) -> Cell:
        return ("x" if line.person.quirk % 4 else "X") if line.entry.said is stage else None

    return ticked


def _year(sex: str) -> Callable[[Line], Cell]:
    def year(line: Line) -> Cell:
        return line.person.born.year if line.person.sex == sex else None

    return year


def _sex(line: Line) -> str:
    return "Nam" if line.person.sex == "M" else "Nữ"


def _sex_short(line: Line) -> str:
    return _sex(line).lower() if line.person.quirk % 4 == 0 else _sex(line)


def _address(line: Line) -> str:
    return f"{line.person.village}, Xã {line.person.commune}, Huyện Cẩm Thủy, Tỉnh Thanh Hóa"


def _level_words(line: Line) -> str:
    level = line.said(LEVELS)
    return f"Mức {level}" if level else ""


CELLS: Mapping[str, Callable[[Line], Cell]] = {
    "serial": lambda line: line.serial,
    "name": _name,
    "name_capitals": lambda line: line.person.full_name.upper(),
    "family_name": lambda line: f"{line.person.surname} {line.person.middle}".strip(),
    "given": lambda line: line.person.given,
    "birth_text": _birth_text,
    "birth_dotted": _birth_dotted,
    "birth_system": _birth_system,
    "birth_cell": _birth_cell,
    "birth_mixed": _birth_mixed,
    "year_man": _year("M"),
    "year_woman": _year("F"),
    "sex": _sex,
    "sex_short": _sex_short,
    "number_text": _number_text,
    "number_number": _number_number,
    "number_mixed": _number_mixed,
    "number_csv": _number_csv,
    "number_untidy": _number_untidy,
    "address": _address,
    "commune": lambda line: line.person.commune,
    "village": lambda line: line.person.village,
    "stage": lambda line: line.said(line.words),
    "level": lambda line: int(line.said(LEVELS)) if line.said(LEVELS) else None,
    "level_words": _level_words,
    "state": lambda line: line.said(STATES),
    "tick_NC": _tick(Stage.NOT_COLLECTED),
    "tick_CO": _tick(Stage.COLLECTED),
    "tick_A1": _tick(Stage.L1_APPROVED),
    "tick_K1": _tick(Stage.L1_ACTIVATED),
    "tick_A2": _tick(Stage.L2_APPROVED),
    "tick_K2": _tick(Stage.L2_ACTIVATED),
    "phone_text": lambda line: line.person.phone,
    "phone_number": _phone_number,
    "head": lambda line: line.person.head,
    "head_capitals": lambda line: line.person.head.upper(),
    "household": lambda line: line.person.household if line.first_of_household else None,
    "relation": lambda line: line.person.relation,
    "group": lambda line: line.person.group,
    "remark": lambda line: line.entry.remark.text,
}
