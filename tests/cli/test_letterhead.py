"""Whose name stands on a report, and to whom it goes: the campaign file's ``[report]``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.document import Letter
from eid_campaign.presets import preset_text, with_commune
from eid_campaign.reports.letter import letter_of
from eid_campaign.reports.words import Campaign
from eid_campaign.settings import load

from .conftest import Answer

DAY = date(2024, 11, 20)


def letter(text: str, folder: Path, commune: str, report: str = "daily") -> Letter:
    """Return the letter of a report of ``commune`` by a campaign file with this text."""
    (folder / "eidc.toml").write_text(text, encoding="utf-8")
    settings = load(folder, {})
    campaign = Campaign(commune, settings.district, is_default=False)
    return letter_of(settings.office.of(report), campaign, day=DAY, subject="Kết quả")


@pytest.mark.parametrize(
    ("commune", "agency", "place", "symbol", "title", "committee"),
    [
        ("Cẩm Tân", "CÔNG AN XÃ CẨM TÂN", "Cẩm Tân", "BC-CAX", "TRƯỞNG CÔNG AN XÃ", "UBND xã"),
        ("Cẩm Phú", "CÔNG AN XÃ CẨM PHÚ", "Cẩm Phú", "BC-CAX", "TRƯỞNG CÔNG AN XÃ", "UBND xã"),
        (
            "TT Phong Sơn",
            "CÔNG AN THỊ TRẤN PHONG SƠN",
            "Phong Sơn",
            "BC-CATT",
            "TRƯỞNG CÔNG AN THỊ TRẤN",
            "UBND thị trấn",
        ),
    ],
)
def test_a_campaign_begun_for_another_commune_has_its_own_letterhead(
    folder: Path,
    eidc: Callable[..., Answer],
    commune: str,
    agency: str,
    place: str,
    symbol: str,
    title: str,
    committee: str,
) -> None:
    """``eidc init --preset … --commune X`` writes X's police, place and committee."""
    assert eidc("init", "--preset", "cam-thuy-2024", "--commune", commune).code == 0
    found = letter(Path("eidc.toml").read_text(encoding="utf-8"), folder, commune, "weekly")
    assert (found.agency, found.place, found.symbol) == (agency, place, symbol)
    assert (found.signer_title, found.addressees) == ((title,), (committee,))
    assert found.parent_agency == "CÔNG AN HUYỆN CẨM THỦY"
    assert (found.kind, found.signer) == ("BÁO CÁO", "")


@pytest.mark.parametrize("commune", ["Cẩm Phú", ""])
def test_a_letterhead_left_over_is_not_printed(folder: Path, commune: str) -> None:
    """The commune changed by hand in the ready-made file: Cẩm Tân's police is blank, not wrong."""
    text = preset_text("cam-thuy-2024").replace('commune = "Cẩm Tân"', f'commune = "{commune}"')
    found = letter(text, folder, "Cẩm Phú")
    assert (found.agency, found.place, found.signer) == ("", "Cẩm Phú", "")


def test_a_report_of_another_commune_does_not_leave_under_ones_own_name(folder: Path) -> None:
    """Asked for another commune, or for the district, what is Cẩm Tân's own stays blank."""
    text = preset_text("cam-thuy-2024").replace('signer = ""', 'signer = "Nguyễn Văn Thử"')
    own = letter(text, folder, "Cẩm Tân")
    assert (own.agency, own.signer) == ("CÔNG AN XÃ CẨM TÂN", "Nguyễn Văn Thử")
    other = letter(text, folder, "Cẩm Tâm")
    assert (other.agency, other.place, other.signer) == ("", "Cẩm Tâm", "")
    district = letter(text, folder, "")
    assert (district.agency, district.place, district.addressees) == ("", "Cẩm Thủy", ())


def test_each_report_goes_to_its_own_addressees(folder: Path) -> None:
    """Daily to the district, the others to the commune (plan of Cẩm Tân, part "Chế độ …")."""
    text = preset_text("cam-thuy-2024")
    to = {
        report: letter(text, folder, "Cẩm Tân", report).addressees
        for report in ("daily", "weekly", "final", "exempt")
    }
    assert to.pop("daily") == ("UBND huyện (qua Công an huyện)",)
    assert set(to.values()) == {("UBND xã",)}
    one_list = re.sub(r"\[report\.daily\]\naddressees.*", "", text)
    assert letter(one_list, folder, "Cẩm Tân").addressees == ("UBND xã",)
    nobody = text.replace('["UBND huyện (qua Công an huyện)"]', "[]")
    assert letter(nobody, folder, "Cẩm Tân").addressees == ()


def test_what_is_blank_stays_blank(folder: Path) -> None:
    """The file to fill in gives a letter to fill in; only the place and the kind are known."""
    found = letter(with_commune(preset_text("blank"), "Cẩm Phú"), folder, "Cẩm Phú")
    assert (found.agency, found.parent_agency, found.symbol) == ("", "", "")
    assert (found.place, found.addressees, found.signer_title) == ("Cẩm Phú", (), ())


def test_an_own_agency_is_never_taken_away(folder: Path) -> None:
    """What an officer wrote stands, whatever the commune is called in the file."""
    text = preset_text("blank").replace('agency = ""', 'agency = "CÔNG AN PHƯỜNG BA"', 1)
    assert letter(text, folder, "Cẩm Phú").agency == "CÔNG AN PHƯỜNG BA"


def test_addressees_that_are_no_list_are_refused(
    campaign: Path, eidc: Callable[..., Answer]
) -> None:
    """``addressees = 5`` of one report: exit 2, with the key to mend."""
    Path("eidc.toml").write_text("[report.daily]\naddressees = 5\n", encoding="utf-8")
    answer = eidc("targets")
    assert (answer.code, "addressees" in answer.err) == (2, True)
