"""Where and when: the campaign file, the environment, the language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from eid_campaign.cli import COMMANDS

from . import lists
from .conftest import SAMPLE, Answer


def test_the_campaign_file_is_found_upwards(
    campaign: Path, eidc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder below, the campaign's file and ledger are used."""
    below = campaign / "năm 2024" / "thôn 3"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert eidc("import", lists.roster(below / "a.csv")).code == 0
    assert (campaign / "eidc.ledger").exists()
    assert str(campaign / "eidc.ledger") in eidc("status").out


def test_without_a_campaign_file_the_users_own_folder_is_used(
    folder: Path, eidc: Callable[..., Answer], tmp_path: Path
) -> None:
    """The ledger lies in the user's data folder, status says where, and answers say whose plan
    is used.
    """
    assert eidc("import", SAMPLE / "phu-luc-cam-thuy.xlsx").code == 0
    (ledger,) = (tmp_path / "home").rglob("eidc.ledger")
    assert str(ledger) in eidc("status").out
    assert not list(folder.iterdir())
    assert "eidc init" in eidc("targets").out


def test_a_ledger_named_by_the_environment(
    campaign: Path, eidc: Callable[..., Answer], tmp_path: Path
) -> None:
    """``EIDC_LEDGER`` goes before the campaign's own."""
    other = tmp_path / "khác" / "sổ.ledger"
    assert eidc("import", lists.roster(Path("a.csv")), EIDC_LEDGER=str(other)).code == 0
    assert other.exists()
    assert eidc("targets").code == 5
    assert eidc("targets", EIDC_LEDGER=str(other)).code == 0


def test_a_day_named_by_the_environment(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """``EIDC_AS_OF`` is the day asked about, in both ways of writing; ``--as-of`` goes before."""
    for day in ("2024-11-05", "05/11/2024", "5-11-2024"):
        said = eidc("targets", "--format", "json", EIDC_AS_OF=day).json
        assert said["as_of"] == "2024-11-05"
    said = eidc("targets", "--as-of", "2024-11-19", "--format", "json", EIDC_AS_OF="2024-11-05")
    assert said.json["as_of"] == "2024-11-19"
    assert eidc("targets", EIDC_AS_OF="hôm nay").code == 2


@pytest.mark.parametrize(
    ("options", "environment", "english"),
    [
        ([], None, False),
        ([], "en", True),
        (["--lang", "en"], None, True),
        (["--lang=en"], "vi", True),
        (["--lang", "vi"], "en", False),
        ([], "fr", False),
    ],
)
def test_the_language(
    appendix: Path,
    eidc: Callable[..., Answer],
    options: list[str],
    environment: str | None,
    english: bool,
) -> None:
    """Vietnamese unless ``--lang`` or ``EIDC_LANG`` says otherwise; the option goes first."""
    said = eidc(*options, "targets", EIDC_LANG=environment).out
    assert ("Targets of" in said) == english
    assert ("Chỉ tiêu" in said) != english


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", list(COMMANDS))
def test_help_of_every_command(eidc: Callable[..., Answer], command: str, lang: str) -> None:
    """Each command explains itself in the language asked for."""
    answer = eidc(command, "--help", lang=lang)
    assert answer.code == 0
    assert answer.out.startswith("Cách dùng: " if lang == "vi" else "Usage: ")
    if lang == "vi":
        assert re.search("[ạảấầậắệềếộốồợớờựứừđư]", answer.out.split("\n", 2)[2].lower())


BROKEN = {
    "[campaign\n": "eidc.toml",
    "baseline = 2024-13-40": "eidc.toml",
    '[campaign]\nbaseline = "5/11/2024"': "baseline",
    "[targets]\nrate = 60": "rate",
    '[targets]\nrate = "sáu mươi"': "rate",
    '[targets]\nrate = "-5%"': "rate",
    '[targets.unit_rates]\n"TT Phong Sơn" = "1/0"': "TT Phong Sơn",
    '[targets]\ncompare = "registered"': "compare",
    "[eligibility]\nelderly_age = true": "elderly_age",
    '[report]\nweek_ends_on = "thứ tư"': "week_ends_on",
    "targets = 5": "targets",
    "[targets]\nunit_rates = []": "unit_rates",
    "practice = 2024-11-19": "practice",
}


@pytest.mark.parametrize("text", list(BROKEN), ids=repr)
def test_a_broken_campaign_file(appendix: Path, eidc: Callable[..., Answer], text: str) -> None:
    """What cannot be meant is said with its place and how to write it: exit 2, no traceback."""
    Path("eidc.toml").write_text(text, encoding="utf-8")
    for lang in ("vi", "en"):
        answer = eidc("targets", lang=lang)
        assert answer.code == 2
        assert BROKEN[text] in answer.err
        assert len(answer.err.splitlines()) >= 2
        assert "Traceback" not in answer.err


@pytest.mark.parametrize("start", ["\ufeff", ""], ids=["saved by Notepad", "plain"])
def test_a_campaign_file_of_ones_own(
    campaign: Path, eidc: Callable[..., Answer], start: str
) -> None:
    """Days and rates come from the file; a byte order mark does no harm."""
    Path("eidc.toml").write_text(
        start + "[campaign]\ncommune = 'Cẩm Phú'\nbaseline = 2024-11-05\n"
        "[targets]\nrate = 0.55\ndeadline_level2 = 2024-11-15\n",
        encoding="utf-8",
    )
    Path("a.csv").write_text(lists.HEADINGS + lists.PEOPLE, encoding="utf-8")
    assert eidc("import", "a.csv", "--village", "Thôn 3", "--as-of", "2024-11-05").code == 0
    (row,) = eidc("targets", "--as-of", "2024-11-05", "--format", "json").rows()
    assert (row["unit"], row["base_level2"], row["target_level2"]) == ("Cẩm Phú", 2, 2)
    assert (row["days_left_level2"], row["deadline_activation"]) == (10, None)


def test_init_writes_a_campaign_once(folder: Path, eidc: Callable[..., Answer]) -> None:
    """A campaign file that is there already is replaced with ``--force`` only."""
    assert eidc("init", "--commune", "Cẩm Phú").code == 0
    text = Path("eidc.toml").read_text(encoding="utf-8")
    assert 'commune = "Cẩm Phú"' in text
    assert eidc("init", "--preset", "cam-thuy-2024").code == 2
    assert Path("eidc.toml").read_text(encoding="utf-8") == text
    assert eidc("init", "--preset", "cam-thuy-2024", "--force").code == 0
    assert "2024-12-31" in Path("eidc.toml").read_text(encoding="utf-8")
    assert eidc("init", "thư mục/mới").code == 0
    assert Path("thư mục/mới/eidc.toml").exists()


def test_the_week_may_end_on_a_fixed_day(sample: Path, eidc: Callable[..., Answer]) -> None:
    """With Tuesday settled, a report asked for on Friday 22/11 is of the week up to 19/11."""
    text = Path("eidc.toml").read_text(encoding="utf-8")
    Path("eidc.toml").write_text(text.replace("week_ends_on = 0", "week_ends_on = 2"), "utf-8")
    assert (
        eidc("report", "weekly", "--as-of", "2024-11-22", "--format", "json").json["as_of"]
        == "2024-11-19"
    )


def test_colours_are_for_terminals_only(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """Into a file or pipe no escape codes are written, with ``NO_COLOR`` or without."""
    for setting in ("1", None):
        assert "\x1b" not in eidc("targets", NO_COLOR=setting).out
