"""Counts go up without people: what the units hand in is, added up, exactly what they counted."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextlib import chdir
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.handing_up import HandedUp
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.situation import Known, by_commune
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.unit_tables import (
    COMMUNE,
    FIGURES,
    VILLAGE,
    UnitFigures,
    added,
    find_fault,
)
from eid_campaign.intake.reading import Request
from eid_campaign.intake.sheets import book_of
from eid_campaign.intake.unit_table import find_unit_table
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.undo import undo
from eid_campaign.ledger.unit_tables import HandedIn, add_unit_table, table_days, tables_on
from eid_campaign.render.formats import render
from eid_campaign.reports.tally_table import tally_report
from eid_campaign.reports.words import Campaign
from tests.cli.conftest import Answer, typed
from tests.drawn import ME

DAY, WEEK_AGO = date(2024, 11, 19), date(2024, 11, 12)
COMMUNES = ("Cẩm Tân", "Cẩm Tú", "Cẩm Quý", "Cẩm Vân", "Cẩm Yên")
FORMS = ("tally.csv", "tally.json", "tally.xlsx", "thon.csv", "thon.xlsx")
STATES = ("Chưa thu nhận", "Đã thu nhận", "Mức 1 chưa kích hoạt", "Mức 1 đã kích hoạt")
LATER = ("Mức 2 đã kích hoạt", "Mức 2 chưa kích hoạt", "Mức 1 đã kích hoạt", "Chưa thu nhận")


def _roster(path: Path, commune: str, village: int, day: str, states: list[str]) -> None:
    """Write a village's list of invented people; ``states`` in their order."""
    place = COMMUNES.index(commune) * 10 + village
    names = (
        "An Bình Chi Dung Giang Hà Khoa Lan Minh Nga Oanh Phúc Quý Sơn Tâm Uyên Vinh Yến".split()
    )
    lines = [
        f"{at};Nguyễn Văn {names[at % len(names)]};03/05/{1960 + at};"
        f"038090{place:03d}{at:03d};{state};"
        f"{'đã chết' if at == 7 else 'đi nước ngoài' if at == 5 else ''}"
        for at, state in enumerate(states)
    ]
    title = f"DANH SÁCH THÔN {village}, XÃ {commune.upper()}\n(Tính đến ngày {day})\n"
    heading = "STT;Họ và tên;Ngày sinh;Số ĐDCN;Tình trạng;Ghi chú\n"
    path.write_text(title + heading + "\n".join(lines) + "\n", encoding="utf-8")


def _commune(place: Path, commune: str, size: int) -> None:
    place.mkdir()
    with chdir(place):
        assert typed("init", "--preset", "cam-thuy-2024").code == 0
        for village in (1, 2):
            states = [STATES[(at + village) % 4] for at in range(size + village)]
            _roster(Path(f"a{village}.csv"), commune, village, "05/11/2024", states)
            later = [LATER[(at * village) % 4] for at in range(size + village)]
            _roster(Path(f"b{village}.csv"), commune, village, "19/11/2024", later)
        answer = typed("import", "a1.csv", "a2.csv", "b1.csv", "b2.csv")
        assert answer.code == 0, answer.all


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five communes' campaigns, and one above them that imported what each handed in."""
    place = tmp_path_factory.mktemp("huyện")
    for number, (commune, form) in enumerate(zip(COMMUNES, FORMS, strict=True)):
        _commune(place / commune, commune, 6 + 3 * number)
        by = "village" if form.startswith("thon") else "commune"
        file = place / f"{number}-{form}"
        with chdir(place / commune):
            asked = ("export", "tally", "--as-of", DAY, "--by", by, "-o", file)
            assert typed(*asked).code == 0
    (place / "trên").mkdir()
    with chdir(place / "trên"):
        assert typed("init", "--preset", "cam-thuy-2024").code == 0
        answer = typed("import", *sorted(place.glob("?-*")), "--format", "json")
        assert answer.code == 0, answer.all
        assert {row["kind"] for row in answer.rows("files")} == {"tally"}
    return place


def _told(place: Path, *words: object) -> Answer:
    with chdir(place):
        answer = typed(*words, "--as-of", DAY, "--format", "json")
        assert answer.code == 0, answer.all
        return answer


def _tally(place: Path) -> dict[str, int]:
    rows = _told(place, "export", "tally").rows("tally")
    return added([{name: row[name] for name in FIGURES} for row in rows])


def test_the_district_is_the_sum_of_its_communes(district: Path) -> None:
    """Every column handed upward again is the sum of the communes' own, whatever the format."""
    parts = [_tally(district / commune) for commune in COMMUNES]
    assert all(part["counted_level2"] > 0 and part["activated"] > 0 for part in parts)
    assert _tally(district / "trên") == added(parts)


@pytest.mark.parametrize("commune", COMMUNES)
def test_each_line_above_is_the_communes_own(district: Path, commune: str) -> None:
    """``targets`` says the same of a commune above as at the commune, in every figure."""
    own = _told(district / commune, "targets").rows()
    above = _told(district / "trên", "targets", "--commune", commune).rows()
    assert own == above


def test_the_total_is_the_sum_of_the_lines(district: Path) -> None:
    """Counts, bases and each unit's rounded-up target add up to the total line."""
    table = _told(district / "trên", "targets").json["tables"][0]
    assert [row["unit"] for row in table["rows"]] == sorted(COMMUNES)
    for name in ("base_level2", "target_level2", "issued", "achieved_activation", "exempt"):
        assert table["total"][name] == sum(row[name] for row in table["rows"]), name
    for row in table["rows"]:
        assert row["target_level2"] == -(-row["base_level2"] // 2)  # half of the base, rounded up


def test_villages_above_are_the_communes_own(district: Path) -> None:
    """A table by village shows the villages above, and the commune is their sum, counted once."""
    commune = COMMUNES[3]
    own = _told(district / commune, "targets", "--by", "village").rows()
    above = _told(district / "trên", "targets", "--by", "village", "--commune", commune).rows()
    assert own == above
    assert [row["village"] for row in above] == ["Thôn 1", "Thôn 2"]


def test_the_weekly_report_says_who_is_silent(
    district: Path, tmp_path: Path, eidc: Callable[..., Answer]
) -> None:
    """A unit that handed in nothing is named and has no figure; it is not a zero."""
    with chdir(tmp_path):
        assert eidc("init", "--preset", "cam-thuy-2024").code == 0
        sample = Path(__file__).parents[2] / "sample_data" / "phu-luc-cam-thuy.xlsx"
        assert eidc("import", sample, district / "0-tally.csv").code == 0
        weekly = eidc("report", "weekly", "--as-of", DAY, "--format", "json")
        lines = {row["unit"]: row for row in weekly.rows()}
        assert lines["Cẩm Tân"]["issued"] is not None
        assert lines["Cẩm Tú"]["issued"] is None
        targets = eidc("targets", "--as-of", DAY, "--format", "json").json
        assert any("Cẩm Tú" in note and "Cẩm Tân" not in note for note in targets["notes"])
        status = eidc("status", "--as-of", DAY, "--format", "json")
        rows = {row["unit"]: row["last_table"] for row in status.rows("units")}
        assert (rows["Cẩm Tân"], rows["Cẩm Tú"], len(rows)) == ("2024-11-19", None, 17)


def test_rosters_are_not_added_on_top(
    district: Path, tmp_path: Path, eidc: Callable[..., Answer]
) -> None:
    """Where a unit's lists are here too, its own counts stand alone, and it is said."""
    with chdir(tmp_path):
        assert eidc("init", "--preset", "cam-thuy-2024").code == 0
        assert eidc("import", *(district / "Cẩm Tân").glob("*.csv")).code == 0
        before = eidc("targets", "--as-of", DAY, "--format", "json").rows()
        told = eidc("import", district / "0-tally.csv", "--format", "json")
        kinds = {row["problem"] for row in told.rows("problems")}
        assert kinds == {"unit_has_rosters"}
        assert eidc("targets", "--as-of", DAY, "--format", "json").rows() == before


def test_the_sheet_for_people_is_the_appendix(district: Path) -> None:
    """The workbook opens with the appendix's columns, the day, the baseline and a total."""
    sheet = openpyxl.load_workbook(district / "4-thon.xlsx").worksheets[0]
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("19/11/2024" in text for text in said)
    assert any("05/11/2024" in text for text in said)
    assert {"TT", "Thôn 1", "Thôn 2"} <= set(said)


def test_a_figure_changed_for_people_alone_is_refused(
    district: Path, tmp_path: Path, eidc: Callable[..., Answer]
) -> None:
    """Who mends a figure on the first sheet by hand is told, instead of being ignored."""
    book = openpyxl.load_workbook(district / "4-thon.xlsx")
    cell = next(
        cell
        for row in book.worksheets[0].iter_rows()
        for cell in row[2:]
        if row[0].value == 1 and isinstance(cell.value, int)
    )
    cell.value += 1
    book.save(tmp_path / "sửa.xlsx")
    with chdir(tmp_path):
        answer = eidc("import", "sửa.xlsx", lang="en")
    assert answer.code == 4
    assert "row 1 of the first sheet" in answer.err


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("not_collected", ""),
        ("not_collected", "-3"),
        ("issued", "1.5"),
        ("collected", "9999"),
        ("exempt", "77"),
        ("as_of", "hôm qua"),
        ("as_of", "2999-01-01"),
        ("level", "huyện"),
        ("unit", ""),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    district: Path, tmp_path: Path, eidc: Callable[..., Answer], column: str, value: str
) -> None:
    """A table that contradicts itself is refused whole; nothing of it is stored."""
    with (district / "0-tally.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    rows[0][column] = value
    with (tmp_path / "x.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with chdir(tmp_path):
        assert eidc("import", "x.csv").code == 4
        assert eidc("targets").code == 5


def test_no_person_leaves_with_the_counts(district: Path) -> None:
    """Neither a name nor a number of anyone stands in what is handed upward."""
    for file in sorted(district.glob("?-*")):
        raw = file.read_bytes()
        assert b"038090" not in raw
        if file.suffix != ".xlsx":
            assert "Nguyễn" not in raw.decode("utf-8-sig"), file


def _valid(draw: st.DrawFn, level: str, unit: str, village: str) -> UnitFigures:
    count = st.integers(0, 10_000)
    told = {name: draw(count) for name in FIGURES}
    standing = [told[name] for name in ("eligible", "exempt", "to_verify", "off_list")]
    told["counted_level2"] = sum(standing)
    for less, more in (
        ("collected", "counted_level2"),
        ("issued", "collected"),
        ("activated", "issued"),
        ("achieved_activation", "counted_activation"),
    ):
        told[less] = draw(st.integers(0, told[more]))
    return UnitFigures(level, unit, village, told)


@st.composite
def _tables(draw: st.DrawFn) -> list[UnitFigures]:
    units = draw(st.lists(st.sampled_from(COMMUNES), min_size=1, unique=True))
    by_village = draw(st.booleans())
    villages = ("Thôn 1", "Thôn 2", "") if by_village else ("",)
    level = VILLAGE if by_village else COMMUNE
    return [_valid(draw, level, unit, village) for unit in units for village in villages]


def _known(tables: dict[str, object] | None = None) -> Known:
    return Known(DAY, Rules(baseline=date(2024, 11, 5)), None, Tally(DAY, {}), {}, {})


@settings(max_examples=20)
@given(rows=_tables(), form=st.sampled_from(["csv", "json", "xlsx"]))
def test_any_counts_come_back_as_they_went(rows: list[UnitFigures], form: str) -> None:
    """Whatever the counts and the format, a table that is read back is the table written."""
    assert not [find_fault(row) for row in rows if find_fault(row)]
    document = tally_report(
        _known(),
        HandedUp(tuple(rows), added(row.figures for row in rows), ()),
        campaign=Campaign("", "Cẩm Thủy", is_default=False),
    )
    book = book_of(render(document, form), Path(f"x.{form}"))
    found = find_unit_table(book, Request(today=date(2024, 12, 1)))
    assert found is not None
    assert (found.as_of, list(found.rows)) == (DAY, rows)


@settings(max_examples=40)
@given(tables=st.lists(st.tuples(_tables(), st.sampled_from([WEEK_AGO, DAY])), max_size=6))
def test_the_last_table_of_each_unit_counts(
    tables: list[tuple[list[UnitFigures], date]],
) -> None:
    """Of each unit the latest day counts, of one day the table imported last; each once."""
    with Ledger.open(Path(":memory:")) as ledger:
        for number, (rows, day) in enumerate(tables):
            add_unit_table(ledger, HandedIn(rows, f"{number}.csv", str(number), day, "title"), ME)
        known = _known()._replace(tables=tables_on(ledger, DAY))
    wanted = {}
    for rows, _day in sorted(tables, key=lambda table: table[1]):  # stable: the later of a day
        for unit in {row.unit for row in rows}:
            wanted[unit] = [row.figures for row in rows if row.unit == unit]
    lines = {line.target.unit: line for line in by_commune(known)}
    assert set(lines) == set(wanted)
    for unit, parts in wanted.items():
        counts = lines[unit].counts
        assert counts is not None
        assert counts.issued == sum(part["issued"] for part in parts)
        assert counts.exempt == sum(part["exempt"] for part in parts)
        assert counts.base_activation == sum(part["counted_activation"] for part in parts)


def test_a_table_taken_back_no_longer_counts() -> None:
    """Undoing an imported table lets the one before it count again."""
    first = UnitFigures(COMMUNE, "Cẩm Tân", "", dict.fromkeys(FIGURES, 0))
    second = first._replace(figures={**first.figures, "stage_unknown": 5})
    with Ledger.open(Path(":memory:")) as ledger:
        for number, row in enumerate((first, second)):
            add_unit_table(ledger, HandedIn([row], "x.csv", str(number), DAY, "title"), ME)
        assert tables_on(ledger, DAY)["Cẩm Tân"].whole["stage_unknown"] == 5
        undo(ledger, 2, ME)
        assert tables_on(ledger, DAY)["Cẩm Tân"].whole["stage_unknown"] == 0
        assert table_days(ledger) == {("Cẩm Tân", ""): (DAY,)}


def test_a_json_of_something_else_is_no_table(tmp_path: Path, eidc: Callable[..., Answer]) -> None:
    """Another json file is refused as before, and left aside in a folder."""
    (tmp_path / "x.json").write_text(json.dumps({"tables": [{"id": "tally"}]}), encoding="utf-8")
    with chdir(tmp_path):
        assert eidc("import", "x.json").code == 4
        assert eidc("import", ".").code == 4
