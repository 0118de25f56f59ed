"""The public and whoever is shown figures learn no reason that only the police may know."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from eid_campaign.campaign.standings import SENSITIVE
from eid_campaign.cli import COMMANDS, CommandTable, main
from eid_campaign.reports.words import REASONS
from eid_campaign.wording import _, use_language
from tests.cli.conftest import typed

from .conftest import Known
from .forms import FORMS, LIST

OUTSIDE = ("public", "figures")


def _asked() -> list[str]:
    """Return every command with an audience outside the police, with that audience."""
    assert isinstance(main, CommandTable)
    context = click.Context(main)
    found = []
    for name in COMMANDS:
        top = main.get_command(context, name)
        assert top is not None
        parts = {name: top}
        if isinstance(top, click.Group):
            for sub in top.list_commands(context):
                found_sub = top.get_command(context, sub)
                assert found_sub is not None
                parts[f"{name} {sub}"] = found_sub
        for words, command in parts.items():
            for param in command.params:
                if param.name == "audience" and isinstance(param.type, click.Choice):
                    found += [f"{words} --audience {a}" for a in OUTSIDE if a in param.type.choices]
    return found


def _listed(campaign: Known) -> str:
    """Return a list that speaks of somebody of the ledger and of sensitive remarks."""
    note = sorted(campaign.sensitive_notes)[-1].replace(",", ";")
    return LIST.format(name="Hà Văn Lạc", number=campaign.person, phone=note)


def test_the_commands_for_others_are_found() -> None:
    """Those known to have such audiences are among those asked."""
    asked = _asked()
    assert {"people --audience public", "report exempt --audience figures"} <= set(asked)
    assert all(words.split()[0] in FORMS for words in asked)


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("words", _asked())
def test_no_sensitive_word_leaves(campaign: Known, words: str, form: str) -> None:
    """Neither the reason's id nor its words, nor any remark of such a person, is said."""
    args = [campaign.person if word == "#" else word for word in words.split()]
    if words.startswith("person"):
        args.append(campaign.person)
    if words.startswith("rules test"):
        assert typed("rules", "start", "từ.tsv").code == 0
        args.append("từ.tsv")
    if words.startswith("reconcile"):
        Path("tự.csv").write_text(_listed(campaign), encoding="utf-8")
        args += ["tự.csv", "--list"]
    if words.startswith("calendar"):
        args += ["--days", "400"]
    if words.startswith("people") and form == "table":
        args += ["--village", "3"]
    answer = typed(*args, "--format", form)
    assert answer.code == 0, answer.all
    assert campaign.sensitive_notes
    use_language("vi")
    rows = answer.out
    said: set[str] = set()
    if form == "json":
        found = [row for table in answer.json["tables"] for row in table["rows"]]
        rows = str([list(row.values()) for row in found])
        ids = {reason.value for reason in SENSITIVE}
        # Programs find the columns that the police have; nothing stands in them.
        said |= {each for each in ids if any(row.get(each) for row in found) or f"'{each}'" in rows}
        said |= {_(REASONS[each]) for each in SENSITIVE if _(REASONS[each]) in rows}
    # A remark that is a part of a reason's own wording, or of that of reasons put together, is
    # nobody's.
    together = "other reasons (illness among them)"
    worded = " ".join(_(said_so) for said_so in (*REASONS.values(), together))
    notes = {note for note in campaign.sensitive_notes if len(note) > 5 and note not in worded}
    assert notes
    said |= {note for note in notes if note in rows}
    assert not said, (words, said)
