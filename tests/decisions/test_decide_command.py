"""``eidc decide`` as an officer types it: what it does, what it refuses, what it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, typed

from .conftest import AN, BINH, DUNG, EM, GIANG, NUMBERS, OTHER_AN, TODAY


def eidc(*words: object, lang: str = "en", as_of: str = TODAY) -> Answer:
    """Return what eidc answers on a day."""
    return typed(*words, lang=lang, EIDC_AS_OF=as_of)


def listed(number: str, as_of: str = TODAY) -> dict[str, Any]:
    """Return what the police's list says of a person on a day."""
    rows = eidc("people", "--audience", "police", "--format", "json", as_of=as_of).rows()
    return next(row for row in rows if row["citizen_id"] == number)


def said(number: str, as_of: str = TODAY) -> str:
    """Return "standing reason" of a person on a day."""
    row = listed(number, as_of)
    return f"{row['standing']} {row['reason']}".strip()


def test_a_decision_and_its_end(place: Path) -> None:
    """Exempt up to a day; the day after it back in the pool; taken back as if never decided."""
    answer = eidc(
        "decide", AN, "exempt", "abroad", "--until", "2025-06-30", "--because", "giấy báo"
    )
    assert answer.code == 0, answer.all
    assert "1 Jul 2025" in answer.out
    assert said(AN) == "exempt abroad"
    assert said(AN, "2025-06-30") == "exempt abroad"
    assert said(AN, "2025-07-01") == "eligible"
    assert eidc("decide", AN, "--take-back").code == 0
    assert said(AN) == "eligible"


def test_a_new_file_does_not_wipe_a_decision(place: Path) -> None:
    """Next week's list brings its remark; the decision stands."""
    assert eidc("decide", BINH, "eligible").code == 0
    text = Path("thon-1-2.csv").read_text(encoding="utf-8").replace("NVQS", "đi XKLĐ Nhật")
    Path("tuan-2.csv").write_text(text, encoding="utf-8")
    answer = eidc("import", "tuan-2.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-19")
    assert answer.code in (0, 3), answer.all
    assert listed(BINH)["note"] == "đi XKLĐ Nhật"
    assert said(BINH) == "eligible"
    assert said(OTHER_AN) == "exempt abroad"


def test_the_targets_follow_a_decision(place: Path) -> None:
    """The tally kept for the day is counted anew after a decision and after it is taken back."""

    def figures() -> str:
        return eidc("targets", "--commune", "Cẩm Tân", "--format", "json").out

    before = figures()
    assert eidc("decide", AN, "exempt", "abroad", "--because", "giấy").code == 0
    assert figures() != before
    assert eidc("decide", AN, "--take-back").code == 0
    assert figures() == before


@pytest.mark.parametrize(
    ("words", "code", "happened", "to_do"),
    [
        (("038090999999", "eligible"), 6, "038******999", "--name"),
        (("38090000001", "eligible"), 2, "12 digits; 11", "zeros"),
        (("eligible",), 2, "not said who", "the name"),
        ((), 2, "not said who", "the name"),
        (("Nguyễn", "Văn", "Ân"), 2, "not said what", "exempt REASON"),
        (("Không", "Ai", "Cả", "eligible"), 6, "Nobody known", "eidc people"),
        ((AN,), 2, "not said what", "exempt REASON"),
        ((AN, "perhaps"), 2, "not said what", "exempt REASON"),
        ((AN, "exempt", "holiday"), 2, "no reason", "in_prison"),
        ((AN, "exempt"), 2, "needs its reason", "abroad"),
        ((AN, "exempt", "ill", "--because", "x"), 2, "does not make", "moved_away"),
        ((AN, "off_list", "abroad", "--because", "x"), 2, "does not make", "deceased"),
        ((AN, "eligible", "abroad"), 2, "needs no reason", "--because"),
        ((AN, "exempt", "abroad"), 2, "ground", "--because"),
        ((AN, "exempt", "child", "--because", "x"), 2, "birthday", "--until"),
        (
            (AN, "exempt", "abroad", "--because", "x", "--until", "2024-11-19"),
            2,
            "19 Nov 2024, is past",
            "20 Nov 2024",
        ),
        ((AN, "off_list", "deceased", "--because", "x", "--until", "2025-01-01"), 2, "good", "--u"),
        ((DUNG, "eligible"), 2, "off the list", "--force"),
        ((AN, "--take-back"), 2, "no decision", "eidc people"),
        (("--name", "Nguyễn Văn An", "eligible"), 6, "2 people fit", "--village"),
        (("--name", "Không Ai Cả", "eligible"), 6, "Nobody known", "eidc people"),
        ((GIANG, "exempt", "abroad", "--because", "x", "--household"), 2, "nobody else", "one by"),
        ((AN, "exempt", "abroad", "--because", "x", "--household"), 2, "2 people", "--yes"),
    ],
)
def test_what_is_refused_says_what_to_do(
    place: Path, words: tuple[str, ...], code: int, happened: str, to_do: str
) -> None:
    """Each refusal is a sentence and what to do next, and stores nothing."""
    before = eidc("people", "--audience", "police", "--format", "json").out
    answer = eidc("decide", *words)
    message, hint = answer.err.rstrip().splitlines()[-2:]
    assert (answer.code, answer.out) == (code, "")
    assert happened in message
    assert to_do in hint
    assert eidc("people", "--audience", "police", "--format", "json").out == before


def test_two_of_a_name_are_told_apart_masked(place: Path) -> None:
    """They are listed by birth date, village, masked number and code; village or code settle it."""
    answer = eidc("decide", "--name", "nguyen van an", "eligible")
    found = re.findall(r"(\S+), (Thôn \d), (038\*{6}\d{3}), (\d+-[A-Z]{4})", answer.err)
    assert [each[:3] for each in found] == [
        ("03/05/1990", "Thôn 1", "038******001"),
        ("28/02/1985", "Thôn 2", "038******003"),
    ]
    assert eidc("decide", "--name", "nguyen van an", "--village", "thon 2", "eligible").code == 0
    assert said(OTHER_AN) == "eligible"
    assert eidc("decide", found[0][3], "exempt", "abroad", "--because", "giấy").code == 0
    assert said(AN) == "exempt abroad"


def test_somebody_off_the_list_is_decided_by_force(place: Path) -> None:
    """Where the remark is wrong, --force brings the person back."""
    assert said(DUNG) == "off_list deceased"
    assert eidc("decide", DUNG, "eligible", "--force").code == 0
    assert said(DUNG) == "eligible"


def test_an_activated_account_is_a_conflict_to_show(place: Path) -> None:
    """The decision stands, and what contradicts it is said."""
    answer = eidc("decide", EM, "exempt", "abroad", "--because", "gia đình báo")
    assert "In conflict: 1" in answer.out
    assert said(EM) == "exempt abroad"


def test_a_household_is_decided_together(place: Path) -> None:
    """All of the household in the village, said and counted first; nobody else."""
    words = ("decide", BINH, "exempt", "moved_away", "--because", "cắt khẩu", "--household")
    answer = eidc(*words, "--yes")
    assert answer.code == 0, answer.all
    assert "2 people" in answer.err
    assert [said(number) for number in (AN, BINH, OTHER_AN)] == [
        "exempt moved_away",
        "exempt moved_away",
        "to_verify military_service",
    ]
    assert eidc("decide", AN, "--take-back", "--household").code == 0
    assert [said(AN), said(BINH)] == ["eligible", "to_verify military_service"]


def test_a_household_leaves_those_off_the_list(place: Path) -> None:
    """A dead member stays off the list, and is counted."""
    answer = eidc(
        "decide", EM, "exempt", "abroad", "--because", "x", "--household", "--yes", lang="en"
    )
    assert answer.code == 0, answer.all
    assert "off the list: 1" in answer.out
    assert said(DUNG) == "off_list deceased"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_answer_shows_a_number(place: Path, form: str) -> None:
    """Neither deciding, nor taking back, nor a refusal shows a whole number."""
    answers = [
        eidc("decide", AN, "exempt", "in_prison", "--because", "án", "--format", form),
        eidc("decide", AN, "--take-back", "--format", form),
        eidc("decide", AN, "exempt", "abroad", "--because", "x", "--household", "--format", form),
        eidc("decide", "038090999999", "eligible", "--format", form),
        eidc("review", "--format", form),
    ]
    for answer in answers:
        assert not re.search(r"\d{9,}", answer.all), answer.all
    assert "in_prison" not in answers[0].out
    assert not [number for number in NUMBERS if number in "".join(a.all for a in answers)]


def test_a_remark_stays_hidden_whatever_is_decided(place: Path) -> None:
    """Decided to be eligible, an ill person's remark is still the police's alone."""
    rows = eidc("people", "--village", "Thôn 1", "--format", "json").rows()
    name = "Trần Thị Hoa"
    assert eidc("decide", "--name", name, "eligible").code == 0
    rows = eidc("people", "--format", "json").rows()
    row = next(row for row in rows if row["full_name"] == name)
    assert (row["standing"], row["note"]) == ("eligible", "")


def test_a_name_is_enough_where_one_person_has_it(place: Path) -> None:
    """Typed without quotation marks and without tone marks, before what is decided or corrected."""
    assert eidc("decide", "le", "thi", "binh", "eligible").code == 0
    assert said(BINH) == "eligible"
    corrected = eidc("edit", "Lê", "Thị", "Bình", "--set", "household=Hộ 7", "--format", "json")
    assert corrected.code == 0, corrected.all
    assert listed(BINH)["household"] == "Hộ 7"
