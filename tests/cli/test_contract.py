"""The machine contract: what other programs may rely on, from now on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.campaign.standings import Reason, Standing

from .conftest import Answer

TARGETS = (
    "unit village base_level2 rate_level2 target_level2 target_level2_published"
    " target_level2_computed collected issued activated achieved_level2 remaining_level2"
    " needed_per_day_level2 deadline_level2 base_activation target_activation achieved_activation"
    " remaining_activation needed_per_day_activation deadline_activation eligible exempt to_verify"
    " off_list"
).split()
WEEKLY = [*TARGETS, "collected_in_week", "issued_in_week", "activated_in_week", "rank"]
DAILY = (
    "unit village target_level2 collected_in_day collected issued_in_day issued activated_in_day"
    " activated achieved_level2 rate_achieved_level2 remaining_level2 needed_per_day_level2"
    " days_left_level2 deadline_level2 target_activation achieved_activation_in_day"
    " achieved_activation rate_achieved_activation remaining_activation"
    " needed_per_day_activation days_left_activation deadline_activation rank rank_activation"
    " reported last_report since estimated"
).split()
FINAL = [
    *TARGETS,
    *"rank rank_activation weeks weeks_reported proposal_level2 proposal_activation".split(),
]
PEOPLE = (
    "citizen_id full_name birth_date sex commune village stage standing reason note household"
    " phone source_file source_sheet source_row"
).split()
ANSWERS = {
    "targets": ("targets", TARGETS),
    "targets --by village": ("targets", TARGETS),
    "report daily": ("daily", DAILY),
    "report daily --by commune": ("daily", DAILY),
    "report weekly": ("weekly", WEEKLY),
    "report weekly --by commune": ("weekly", WEEKLY),
    "report final": ("final", FINAL),
    "report final --by commune": ("final", FINAL),
    "people": ("people", PEOPLE),
    "imports": ("imports", ["import_id", "file", "as_of", "status"]),
    "status": ("villages", ["unit", "village", "last_roster"]),
}
OF_KIND: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "count": lambda value: type(value) is int,
    "change": lambda value: type(value) is int,
    "rank": lambda value: type(value) is int,
    "rate": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "date": lambda value: date.fromisoformat(value) is not None and len(value) == 10,
}


def is_worded(column: str) -> bool:
    """Whether a column is worded for a person, in the person's language."""
    return column.endswith("_said") or column == "to_do"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", list(ANSWERS))
def test_json_has_the_shape_that_is_promised(
    sample: Path, eidc: Callable[..., Answer], command: str, lang: str
) -> None:
    """Title, day, notes and tables; each row has each column, each value is of its kind."""
    answer = (
        eidc(*command.split(), "--as-of", "2024-11-19", "--format", "json", lang=lang)
        if (command != "imports")
        else eidc(command, "--format", "json", lang=lang)
    )
    said = answer.json
    assert isinstance(said["title"], str)
    assert date.fromisoformat(said["as_of"])
    assert all(isinstance(note, str) for note in said["notes"])
    table, wanted = ANSWERS[command]
    assert said["tables"][0]["id"] == table
    for each in said["tables"]:
        kinds = {column["id"]: column["kind"] for column in each["columns"]}
        assert len(kinds) == len(each["columns"])
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in kinds)
        assert all(column["title"] for column in each["columns"])
        for row in each["rows"]:
            assert list(row) == list(kinds)
            for name, value in row.items():
                assert value is None or OF_KIND[kinds[name]](value), (name, value)
    ids = [column["id"] for column in said["tables"][0]["columns"]]
    assert set(wanted) <= set(ids)


@pytest.mark.parametrize("command", list(ANSWERS))
def test_ids_and_figures_are_the_same_in_every_language(
    sample: Path, eidc: Callable[..., Answer], command: str
) -> None:
    """Only titles, notes and words change with the language."""

    def machine(lang: str) -> list[Any]:
        said = eidc(*command.split(), "--format", "json", EIDC_AS_OF="2024-11-19", lang=lang).json
        return [
            (
                table["id"],
                [(column["id"], column["kind"]) for column in table["columns"]],
                [
                    {name: v for name, v in row.items() if not is_worded(name)}
                    for row in table["rows"]
                ],
            )
            for table in said["tables"]
        ]

    assert machine("vi") == machine("en")


def test_rates_stand_beside_their_base(sample: Path, eidc: Callable[..., Answer]) -> None:
    """A rate is between 0 and 1 here, and is the quotient of two columns of its row."""
    for row in eidc(
        "targets", "--by", "village", "--as-of", "2024-11-19", "--format", "json"
    ).rows():
        assert row["rate_level2"] == 0.5
        share = row["issued"] / row["target_level2"]
        assert row["rate_achieved_level2"] == pytest.approx(share, abs=1e-6)
        assert 0 <= row["rate_achieved_level2"] <= 1
        standing = row["eligible"] + row["exempt"] + row["to_verify"] + row["off_list"]
        assert standing == row["base_level2"]


def people_columns(names: list[str]) -> list[str]:
    """Return the first columns, as many as the contract names; what is added stands behind."""
    return names[: len(PEOPLE)]


def test_people_have_their_columns_in_their_order(
    sample: Path, eidc: Callable[..., Answer]
) -> None:
    """CSV and JSON of people have the columns of the contract, in its order."""
    answer = eidc("people", "--village", "3", "--format", "json")
    assert (
        people_columns([column["id"] for column in answer.json["tables"][0]["columns"]]) == PEOPLE
    )
    written = eidc("people", "--village", "3", "--format", "csv")
    assert written.raw.startswith(b"\xef\xbb\xbf")
    reader = csv.DictReader(io.StringIO(written.raw.decode("utf-8-sig")))
    rows = list(reader)
    assert people_columns(list(reader.fieldnames or [])) == PEOPLE
    assert len(rows) == len(answer.rows())


def test_people_speak_the_contracts_words(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Births as precise as known, sex by letter, stages, standings and reasons by their names."""
    rows = eidc("people", "--audience", "police", "--format", "json").rows()
    births = {len(row["birth_date"]) for row in rows}
    assert births <= {0, 4, 7, 10}
    assert {4, 10} <= births
    assert {row["sex"] for row in rows} <= {"M", "F", ""}
    assert {row["stage"] for row in rows} <= {*STAGE_OF_ID, ""}
    assert {row["standing"] for row in rows} <= {standing.id for standing in Standing}
    assert {row["reason"] for row in rows} <= {reason.value for reason in Reason}
    assert {row["commune"] for row in rows} == {"Cẩm Tân"}
    assert all(re.fullmatch(r"\d{12}|", row["citizen_id"]) for row in rows)
    assert all(row["source_file"] and row["source_row"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("option", "value", "column", "found"),
    [
        ("--village", "thon 3", "village", "Thôn 3"),
        ("--stage", "l1_approved", "stage", "l1_approved"),
        ("--standing", "exempt", "standing", "exempt"),
        ("--reason", "abroad", "reason", "abroad"),
    ],
)
def test_people_are_chosen(
    sample: Path, eidc: Callable[..., Answer], option: str, value: str, column: str, found: str
) -> None:
    """Each choice shows those people and no others."""
    everyone = eidc("people", "--audience", "police", "--format", "json").rows()
    rows = eidc("people", option, value, "--audience", "police", "--format", "json").rows()
    assert rows
    assert {row[column] for row in rows} == {found}
    assert len(rows) == sum(row[column] == found for row in everyone)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx", "a.txt", "a.md"])
def test_the_ending_decides_the_format(
    sample: Path, eidc: Callable[..., Answer], name: str
) -> None:
    """``-o`` writes what the ending says, shows nothing, and the same bytes each time."""
    for _time in range(2):
        answer = eidc("targets", "--by", "village", "--as-of", "2024-11-19", "-o", name)
        assert (answer.code, answer.out) == (0, "")
    first = Path(name).read_bytes()
    assert eidc("targets", "--by", "village", "--as-of", "2024-11-19", "-o", name).code == 0
    assert Path(name).read_bytes() == first
    if name.endswith("xlsx"):
        sheet = openpyxl.load_workbook(name).active
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        assert 2073 in values
    else:
        assert b"2073" in first.replace(b".", b"") or name == "a.csv"


def test_several_files_are_written_at_once(sample: Path, eidc: Callable[..., Answer]) -> None:
    """One answer, several ``-o``."""
    assert (
        eidc("report", "weekly", "--as-of", "2024-11-19", "-o", "a.xlsx", "-o", "b.csv").code == 0
    )
    assert Path("a.xlsx").exists()
    assert Path("b.csv").exists()
