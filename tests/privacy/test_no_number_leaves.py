"""Nobody's number or phone stands in any answer, error, file, temporary file or the log."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import click
import pytest

from eid_campaign.cli import COMMANDS, CommandTable, main
from eid_campaign.ledger.ledger import Ledger
from tests.cli.conftest import Answer, typed

from .conftest import Known
from .forms import FORMS, LIST, PLAIN

NO_ONES = {"demo", "explain"}
"""Commands that ask no ledger; ``demo`` makes invented people of its own, the very sample."""
LEDGERS = (".ledger", ".ledger-journal", ".csv", ".xlsx")
OWN = {"tự.csv", "sửa.xlsx"}
"""The list handed in, and the same given back with its cells marked."""


def _commands() -> dict[str, click.Command]:
    assert isinstance(main, CommandTable)
    found = {}
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": each for sub, each in command.commands.items()}
    return found


def test_every_command_has_its_forms() -> None:
    """A command, or a part of one, that nobody asked here is found out."""
    missing = [
        name
        for name in _commands()
        if not any(form.startswith(name) for form in FORMS.get(name.split()[0], ()))
        and name not in ("rules drop",)
    ]
    assert not missing
    assert set(FORMS) == set(COMMANDS)


def leaked(text: str, numbers: frozenset[str]) -> set[str]:
    """Return the runs of 9 digits or more that are somebody's number, or hold one.

    A number that lost its zero at the front, or is written with blanks or dots, is one too.
    """
    together = re.sub(r"(?<=\d)[ .\u00a0](?=\d)", "", text)
    bare = {number.lstrip("0") for number in numbers}
    runs = set(re.findall(r"\d{9,}", text)) | set(re.findall(r"\d{9,}", together))
    return {
        run
        for run in runs
        for start in range(len(run) - 8)
        for end in (9, 10, 11, 12)
        if start + end <= len(run)
        and run[start : start + end].lstrip("0") in bare
        and len(run[start : start + end].lstrip("0")) >= 8
    }


def content(path: Path) -> str:
    """Return all that a file holds as text; the parts of a workbook one after another."""
    raw = path.read_bytes()
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            raw = b"\n".join(package.read(name) for name in package.namelist())
    return raw.decode("utf-8", errors="replace") + raw.decode("utf-16-le", errors="replace")


def files_of(folder: Path) -> dict[Path, bytes]:
    """Return the files but ledgers and their copies, which are where people belong."""
    return {
        path: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ledger" not in path.name and path.name not in OWN
    }


def _ask(campaign: Known, form: str, *more: str, lang: str = "vi") -> Answer:
    words = [campaign.person if word == "#" else word for word in form.split()]
    return typed(*words, *more, lang=lang)


def leaks_of(campaign: Known, name: str, *more: str, lang: str = "vi") -> list[str]:
    """Give every form of a command; return which answers, files, temporary files and entries of
    the log hold somebody's number, and which answers are a bug's.
    """
    one = next(iter(sorted(campaign.names)))
    written = LIST.format(name=one, number=campaign.person, phone=campaign.phone)
    Path("tự.csv").write_text(written, encoding="utf-8")
    before = files_of(Path())
    found = []
    for form in FORMS[name]:
        if "nơi-khác" in form and name == "restore":
            typed("backup", "nơi-khác.ledger")
        answer = _ask(campaign, form, *more, lang=lang)
        if answer.code == 70 and name != "bug":
            found.append(f"{form}: a bug\n{answer.err}")
        if name not in NO_ONES and leaked(answer.all, campaign.numbers):
            found.append(f"{form}\n{answer.all}")
    if name in NO_ONES:
        return found
    changed = [path for path, raw in files_of(Path()).items() if before.get(path) != raw]
    left = [path for path in Path(tempfile.gettempdir()).rglob("*") if path.is_file()]
    found += [str(path) for path in (*changed, *left) if leaked(content(path), campaign.numbers)]
    return found + _entries_with_somebody(campaign)


def _entries_with_somebody(campaign: Known) -> list[str]:
    if not Path("eidc.ledger").exists() or Path("eidc.ledger").read_bytes()[:6] != b"SQLite":
        return []
    with sqlite3.connect("eidc.ledger") as connection:
        entries = connection.execute("SELECT details FROM operation").fetchall()
    connection.close()
    found = []
    for (details,) in entries:
        told = json.dumps(json.loads(details), ensure_ascii=False)
        apart = re.sub(r"\b[0-9a-f]{64}\b", "", told)  # hashes of files
        named = [name for name in campaign.names if f'"{name}"' in told]
        if named or leaked(apart, campaign.numbers):
            found.append(told)
    return found


@pytest.mark.parametrize("name", list(FORMS))
def test_no_number_on_the_screen(campaign: Known, name: str) -> None:
    """Every command in its main forms and errors, as a person types it."""
    assert leaks_of(campaign, name) == []


@pytest.mark.parametrize("name", [name for name in FORMS if name not in PLAIN])
def test_no_number_for_programs(campaign: Known, name: str) -> None:
    """The same as json, which holds everything."""
    assert leaks_of(campaign, name, "--format", "json") == []


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", ["csv", "md", "text", "json", "xlsx", "table"])
@pytest.mark.parametrize("name", [name for name in FORMS if name not in PLAIN])
def test_no_number_in_any_format_and_language(
    campaign: Known, name: str, form: str, lang: str
) -> None:
    """The same in every format, into a file too, in both languages."""
    ending = {"text": "txt", "table": "txt"}.get(form, form)
    given = ("-o", f"ra.{ending}") if form in ("xlsx", "text") else ("--format", form)
    assert leaks_of(campaign, name, *given, lang=lang) == []


def test_a_leaking_file_is_found(campaign: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    """The helper all these tests rest on names an answer and a file that do show numbers."""
    monkeypatch.setitem(FORMS, "people", ("people --village 3 --audience police -o ra.csv",))
    assert "ra.csv" in leaks_of(campaign, "people")
    shown = "people --village 3 --audience police"
    monkeypatch.setitem(FORMS, "people", (shown,))
    answer, *_file = leaks_of(campaign, "people")
    assert answer.partition("\n")[0] == shown


def test_the_leaks_are_seen(campaign: Known) -> None:
    """What is asked for by the police shows numbers, and this test would have seen them."""
    answer = _ask(campaign, "people --village 3 --audience police --format csv")
    assert len(leaked(answer.out, campaign.numbers)) > 100
    answer = _ask(campaign, "people --village 3 --audience police -o công-an.xlsx")
    assert len(leaked(content(Path("công-an.xlsx")), campaign.numbers)) > 100
    number = campaign.person
    spoken = f"{number[:3]} {number[3:6]}.{number[6:]}", number.lstrip("0"), f"x{number}9"
    assert all(leaked(text, campaign.numbers) for text in spoken)
    assert not leaked("038******345", campaign.numbers)


@pytest.mark.parametrize(
    "words", ["people", "targets", "report weekly", "person #", "export tally", "calendar"]
)
def test_a_bug_tells_nobodys_data(campaign: Known, words: str) -> None:
    """Where eidc itself fails on a person's facts, neither the message nor the file shows them."""
    with Ledger.open(Path("eidc.ledger")) as ledger:
        ledger.connection.execute("UPDATE record SET birth_date = 'hỏng ' || citizen_id")
        ledger.connection.execute("DELETE FROM tally_cache")
    answer = _ask(
        campaign, f"{words} --as-of 2024-11-19".replace("calendar --as-of", "calendar --from")
    )
    assert not leaked(answer.all, campaign.numbers), answer.all
    left = [path for path in Path(tempfile.gettempdir()).rglob("*") if path.is_file()]
    if answer.code == 70:
        assert left, "a bug leaves a file to send"
    for path in left:
        assert not leaked(content(path), campaign.numbers), path
        assert not [name for name in campaign.names if name in content(path)]


def test_a_bug_was_provoked(campaign: Known) -> None:
    """At least one of the answers above is a bug's: the page is looked at, not only meant to be."""
    with Ledger.open(Path("eidc.ledger")) as ledger:
        ledger.connection.execute("UPDATE record SET birth_date = 'hỏng ' || citizen_id")
    answer = _ask(campaign, "people --village 3")
    assert answer.code == 70, answer.all
