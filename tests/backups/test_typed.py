"""What an officer types and reads: backup, restore, a damaged ledger, copies before imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from eid_campaign.ledger.copies import copies_of
from tests.backups.conftest import spoil
from tests.cli.conftest import SAMPLE, typed


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with the appendix and the rosters of the first week, in a folder with spaces."""
    folder = tmp_path / "chiến dịch"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    assert typed("import", SAMPLE / "phu-luc-cam-thuy.xlsx", SAMPLE / "2024-11-05").code in (0, 3)
    return folder / "eidc.ledger"


def test_a_backup_says_what_it_wrote(ledger: Path) -> None:
    """File, entries, people, day of the last entry and size."""
    answer = typed("backup", "giữ.ledger", "--format", "json")
    assert answer.code == 0
    (row,) = answer.rows("backup")
    people = typed("people", "--audience", "police", "--format", "json").rows("people")
    assert row["file"] == "giữ.ledger"
    assert row["people"] == len(people)
    assert row["size"] == Path("giữ.ledger").stat().st_size
    assert typed("backup", "giữ.ledger").code == 0


def test_every_import_that_changes_something_is_preceded_by_a_copy(ledger: Path) -> None:
    """The first has nothing to lose; a dry run changes nothing."""
    assert copies_of(ledger) == ()
    roster = next((SAMPLE / "2024-11-12").iterdir())
    typed("import", roster, "--dry-run")
    assert copies_of(ledger) == ()
    typed("import", roster)
    (copy,) = copies_of(ledger)
    assert copy.name.startswith("eidc.")


def test_copies_can_be_switched_off(ledger: Path) -> None:
    """keep_copies_days = 0 in the campaign file; what cannot be meant is said."""
    settings = Path("eidc.toml").read_text(encoding="utf-8")
    assert "keep_copies_days = 30" in settings
    Path("eidc.toml").write_text(settings.replace("_days = 30", "_days = 0"), encoding="utf-8")
    typed("import", next((SAMPLE / "2024-11-12").iterdir()))
    assert copies_of(ledger) == ()
    Path("eidc.toml").write_text(settings.replace("_days = 30", '_days = "x"'), encoding="utf-8")
    answer = typed("status")
    assert answer.code == 2
    assert "keep_copies_days" in answer.err


def test_a_damaged_ledger_says_the_command_that_mends_it(ledger: Path) -> None:
    """What is typed as said works, also where the folder's name has a space."""
    assert typed("backup").code == 0
    (copy,) = copies_of(ledger)
    before = typed("people").out
    spoil(ledger, "record")
    answer = typed("people")
    assert answer.code == 4
    assert f'eidc restore "{copy}"' in answer.err
    assert typed("restore", copy).code == 0
    assert typed("people").out == before


def test_a_restore_over_later_entries_says_how_many_and_asks(ledger: Path) -> None:
    """Exit 4 and --force named; --dry-run says the same and changes nothing."""
    typed("backup", "giữ.ledger")
    typed("undo")
    content = ledger.read_bytes()
    refused = typed("restore", "giữ.ledger", lang="en")
    assert refused.code == 4
    assert "later entries (1)" in refused.err
    assert "--force" in refused.err
    shown = typed("restore", "giữ.ledger", "--dry-run", lang="en")
    assert shown.code == 0
    assert "Entries of the present ledger that would go: 1." in shown.out
    assert ledger.read_bytes() == content
    done = typed("restore", "giữ.ledger", "--force", "--format", "json")
    assert done.code == 0
    assert [row["which"] for row in done.rows("restore")] == ["backup", "before"]
    assert ledger.read_bytes() != content


def test_nothing_to_back_up_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No ledger is made by asking for its backup."""
    monkeypatch.chdir(tmp_path)
    typed("init", "--preset", "cam-thuy-2024")
    assert typed("backup").code == 5
    assert not Path("eidc.ledger").exists()
    assert typed("restore", "không có.ledger").code == 4
