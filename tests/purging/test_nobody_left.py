"""A list was imported and nobody of it is in the ledger any more: a sentence, never a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import typed

HEADING = "STT,Họ và tên,Ngày sinh,Số ĐDCN,Thôn,Trạng thái\n"
BINH = HEADING + "1,Trần Thị Bình,02/03/2000,038300102947,Thôn 1,chưa thu nhận\n"
DUNG = HEADING + "1,Phạm Thị Dung,07/08/1985,038185000404,Thôn 2,chưa thu nhận\n"
TODAY = "2024-11-12"
NOBODY = "Nobody of the lists up to {day} is in the ledger any more"
STATES = {"now": (), "then": ("--as-of", "2024-11-06"), "entry": ("--known-on", "#1")}
"""The ledger is empty now, for a day before the next list, or at an entry before it."""


def _campaign(state: str) -> None:
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    lists = {"a.csv": (BINH, "2024-11-05")}
    if state != "now":
        lists["b.csv"] = (DUNG, "2024-11-12")
    for name, (text, day) in lists.items():
        Path(name).write_text(text, encoding="utf-8")
        words = ("import", name, "--commune", "Cẩm Tân", "--as-of", day, "--complete")
        assert typed(*words, EIDC_AS_OF=TODAY).code == 0
    purge = ("purge", "--person", "038300102947", "--basis", "đơn", "--yes")
    assert typed(*purge, EIDC_AS_OF=TODAY).code == 0


@pytest.mark.parametrize("state", STATES)
def test_a_report_of_nobody_is_refused_in_a_sentence(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the villages as of the commune; a village's list is not said never to have come."""
    monkeypatch.chdir(tmp_path)
    _campaign(state)
    day = "6 Nov 2024" if state == "then" else "12 Nov 2024"
    for name in ("report weekly", "report daily", "report final", "report exempt", "targets"):
        for by in ((), ("--by", "village"), ("--by", "commune")):
            answer = typed(*name.split(), *STATES[state], *by, lang="en", EIDC_AS_OF=TODAY)
            assert answer.code == 5, (name, answer.all)
            assert NOBODY.format(day=day) in answer.err.replace("\n", " "), name


@pytest.mark.parametrize("state", STATES)
def test_lists_of_nobody_are_empty(
    state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lists people has no line for anybody, and says so."""
    monkeypatch.chdir(tmp_path)
    _campaign(state)
    for name in ("people", "left", "calendar", "status", "report quality", "report change"):
        asked = ("--from", "2024-11-06") if (name, state) == ("calendar", "then") else STATES[state]
        answer = typed(*name.split(), *asked, "--format", "json", EIDC_AS_OF=TODAY)
        assert answer.code == 0, (name, answer.all)
        if name in ("people", "left", "calendar"):
            assert "Bình" not in answer.all
    listed = typed("people", *STATES[state], "--format", "json", EIDC_AS_OF=TODAY)
    assert listed.rows() == []


def test_the_next_list_counts_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its day every report is made, though nobody of the list before is left."""
    monkeypatch.chdir(tmp_path)
    _campaign("then")
    for name in ("weekly", "daily", "final", "exempt"):
        answer = typed("report", name, EIDC_AS_OF=TODAY)
        assert answer.code == 0, (name, answer.all)
