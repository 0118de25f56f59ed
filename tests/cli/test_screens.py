"""What a person reads at 80 and 120 columns, in both languages: golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from . import lists
from .conftest import Answer

MESSY = (
    lists.PEOPLE.replace("038090000001", "38090000001")
    + lists.WITHOUT_NAME
    + "5;Bùi Văn Dũng;31/02/1980;Nam;0380800;;đang chờ duyệt;\n"
)
SCREENS = ["80-vi", "80-en", "120-vi", "120-en"]


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> dict[str, str]:
    """A width and a language."""
    width, lang = request.param.split("-")
    return {"COLUMNS": width, "lang": lang}


def check(
    golden: Callable[[str, str], None], name: str, screen: dict[str, str], answer: Answer
) -> None:
    """Compare with the golden file and with the width of the screen."""
    assert max(map(len, answer.out.splitlines())) <= int(screen["COLUMNS"])
    golden(f"cli/{name}_{screen['COLUMNS']}_{screen['lang']}.txt", answer.out)


def test_targets_of_cam_tan(
    sample: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    screen: dict[str, str],
) -> None:
    """The commune's targets on 19/11."""
    answer = eidc("targets", "--commune", "Cẩm Tân", "--as-of", "2024-11-19", **screen)
    check(golden, "targets", screen, answer)


def test_weekly_report(
    sample: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    screen: dict[str, str],
) -> None:
    """The week up to 19/11, by village."""
    check(golden, "weekly", screen, eidc("report", "weekly", "--as-of", "2024-11-19", **screen))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("daily", "report daily --as-of 2024-11-19"),
        ("daily_silent", "report daily --as-of 2024-11-18"),
        ("daily_district", "report daily --by commune --as-of 2024-11-19"),
        ("final", "report final --as-of 2024-11-19"),
        ("final_closing", "report final --as-of 2024-12-31"),
        ("final_district", "report final --by commune --as-of 2025-01-05"),
    ],
)
def test_what_leaves_the_office(
    sample: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    screen: dict[str, str],
    name: str,
    words: str,
) -> None:
    """The day and the campaign: with a silent village, all silent, the district, the closing."""
    check(golden, name, screen, eidc(*words.split(), **screen))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("report", ["daily", "final"])
@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("zalo", "--format zalo"),
        ("zalo_plain", "--format zalo --no-emoji"),
        ("loudspeaker", "--format loudspeaker"),
        ("loudspeaker_words", "--format loudspeaker --words"),
    ],
)
def test_what_is_pasted_and_what_is_read_aloud(
    sample: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    report: str,
    name: str,
    form: str,
    lang: str,
) -> None:
    """The text for a chat and the one for the loudspeaker, whole."""
    answer = eidc("report", report, "--as-of", "2024-11-19", *form.split(), lang=lang)
    assert answer.code == 0
    golden(f"cli/{report}_{name}_{lang}.txt", answer.out)


def test_import_of_a_small_file(
    campaign: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    screen: dict[str, str],
) -> None:
    """A roster with a number to mend, a day that does not exist and a row without a name."""
    lists.roster(Path("thon 3.csv"), MESSY)
    answer = eidc("import", "thon 3.csv", EIDC_AS_OF="2024-11-19", **screen)
    assert answer.code == 3
    check(golden, "import", screen, answer)


def test_status(
    sample: Path,
    eidc: Callable[..., Answer],
    golden: Callable[[str, str], None],
    screen: dict[str, str],
) -> None:
    """What is known on 19/11 and what to do next; the ledger is named from here."""
    Path("eidc.toml").unlink()
    answer = eidc("status", "--as-of", "2024-11-19", EIDC_LEDGER="eidc.ledger", **screen)
    check(golden, "status", screen, answer)
