"""README's list of tables and columns is what the commands really return, all of it and no more."""

from __future__ import annotations

import ast
import re
from contextlib import chdir
from pathlib import Path

import openpyxl
import pytest

from eid_campaign.app import App
from eid_campaign.campaign.conclusions import HEADINGS
from eid_campaign.campaign.left import Guess, Sure
from eid_campaign.campaign.list_matching import KINDS
from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.reconciling import FIGURES, REASONS
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.delivering import Output
from eid_campaign.document import Document
from eid_campaign.reports import check, corrections, log, sent
from eid_campaign.reports.duplicates_words import BANDS, VERDICTS
from eid_campaign.reports.imported_notes import SOURCES
from eid_campaign.reports.outlook_said import STATES

from .conftest import SAMPLE, typed

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
REPORTS = ROOT / "src" / "eid_campaign" / "reports"
TODAY = "2024-11-20"

REVIEW = "can-xac-minh.xlsx"
BINH = "038191000002"
HEAD = "STT,Họ và tên,Ngày sinh,Giới tính,Số ĐDCN,Thôn,Trạng thái,Ghi chú,Điện thoại\n"
TITLE = "DANH SÁCH TOÀN BỘ CÔNG DÂN THÔN 12\n(Tính đến ngày {day})\n" + HEAD
LISTS = {
    "dau.csv": TITLE.format(day="05/11/2024")
    + """\
1,Nguyễn Văn An,03/05/1990,Nam,038090000017,Thôn 12,Chưa thu nhận,NVQS,951234567
2,Nguyễn Văn An,03/05/1990,Nam,038090000071,Thôn 12,Chưa thu nhận,,0951234567
3,Lê Thị Bình,01/02/1991,Nữ,038191000002,Thôn 12,Chưa thu nhận,đang ở Đài Loan,
4,Phạm Văn Kiên,12/07/1988,Nam,038088000111,Thôn 12,Chưa thu nhận,,
5,Phạm Văn Kiên,12/07/1988,Nam,038088777222,Thôn 12,Mức 2 đã kích hoạt,đã chết,
8,Hà Văn Dần,02/04/1971,Nam,038071000119,Thôn 12,Chưa thu nhận,theo đoàn hát chèo,
9,Hà Thị Én,02/04/1972,Nữ,038172000116,Thôn 12,Chưa thu nhận,con theo đoàn hát chèo,
6,Võ Thị Lan,31/02/1988,Nữ,038188000117,Thôn 12,Chưa thu nhận,,
7,Bùi Thị Mơ,01/12/2010,Nữ,038310000115,Thôn 12,Chưa thu nhận,,
""",
    "la.csv": "DANH SÁCH THÔN 11\n(Tính đến ngày 05/11/2024)\nSTT,Tên chủ TK,Số ĐDCN,Thôn\n"
    "1,Hà Văn Cường,038075000118,Thôn 11\n",
    "sau.csv": TITLE.format(day="19/11/2024")
    + """\
1,Nguyễn Văn An,03/05/1990,Nam,038090000017,Thôn 12,Mức 2 đã kích hoạt,,
4,Phạm Văn Kiên,12/07/1988,Nam,038088000111,Thôn 12,Chưa thu nhận,,
6,Võ Thị Lan,31/02/1988,Nữ,038188000117,Thôn 12,Mức 2 chưa kích hoạt,,
""",
    "muon.csv": HEAD
    + "1,Nguyễn Văn An,03/05/1990,Nam,038090000017,Thôn 12,Mức 2 chưa kích hoạt,,\n",
    "chạ.csv": "DANH SÁCH XÃ CẨM TÂN\n(Tính đến ngày 05/11/2024)\n"
    + HEAD
    + "1,Võ Thị Lài,31/12/1988,Nữ,038188000113,Đ.C,Chưa thu nhận,,\n"
    + "2,Võ Văn Minh,30/12/1988,Nam,038088000114,Thôn 12,Chưa thu nhận,,\n",
    "moi.tsv": "absent_unknown\tEXEMPT\ttheo đoàn hát chèo\nabroad\tEXEMPT\tcon trai đi Nhật\n",
}
"""Invented people, with what makes each table appear: doubts, pairs, who left, a late list."""

STEPS: tuple[tuple[str, ...], ...] = (
    ("targets",),
    ("import", "dau.csv", "--commune", "Cẩm Tân", "--dry-run"),
    ("import", "dau.csv", "--commune", "Cẩm Tân"),
    ("import", "la.csv", "--commune", "Cẩm Tân", "--map", "full_name=Tên chủ TK"),
    ("import", "chạ.csv"),
    ("rules", "start", "tu.tsv"),
    ("rules", "test", "moi.tsv"),
    ("review",),
    ("review", "-o", REVIEW),
    ("import", REVIEW),
    ("report", "weekly", "--as-of", "2024-11-12", "--final"),
    ("import", "sau.csv", "--commune", "Cẩm Tân"),
    ("import", "muon.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-11"),
    ("report", "weekly", "--as-of", "2024-11-19"),
    ("report", "daily", "--as-of", "2024-11-19"),
    ("report", "final", "--as-of", "2024-11-19"),
    ("report", "exempt", "--as-of", "2024-11-19"),
    ("reconcile", "cap=2", "chua-thu-nhan=1", "--village", "Thôn 12"),
    ("reconcile", "dau.csv", "--commune", "Cẩm Tân", "--list"),
    ("report", "quality", "--as-of", "2024-11-19"),
    ("report", "change", "--as-of", "2024-11-19", "--from", "2024-11-05", "--list"),
    ("why", "1.037", "--as-of", "2024-11-19"),
    ("report", "sent"),
    ("left",),
    ("duplicates", "--min-score", "0"),
    ("duplicates", "--settled"),
    ("people",),
    ("person", BINH),
    ("decide", BINH, "exempt", "abroad", "--because", "giấy gọi"),
    ("person", BINH),
    ("explain", "NVQS", "--born", "1990"),
    ("calendar", "--days", "3000"),
    ("imports",),
    ("rules", "adopt", "tu.tsv"),
    ("rules",),
    ("villages",),
    ("mappings",),
    ("edit", BINH, "--set", "phone=0950000001"),
    ("undo", "--yes"),
    ("redo", "--yes"),
    ("log",),
    ("check", "--verbose"),
    ("backup", "ban-sao.ledger"),
    ("restore", "ban-sao.ledger", "--dry-run"),
    ("purge", "--person", BINH, "--dry-run"),
    ("export", "tally", "--by", "village"),
    ("export", "tally", "-o", "so-lieu.xlsx"),
    ("import", "so-lieu.xlsx"),
    ("status",),
)
"""A campaign from its appendix to its end: each gives one of the answers README tells of."""
GROUPS = ("report", "export", "rules")
PLAIN = ("rules start", "rules adopt")
"""Commands without ``--format``."""

Columns = dict[str, bool]
"""Column id → whether only json and csv carry it."""
Returned = dict[tuple[str, str], Columns]
"""(command, table) → its columns."""


def _name(words: tuple[str, ...]) -> str:
    most = 2 if words[0] in GROUPS and not "".join(words[1:2]).startswith("-") else 1
    return " ".join(words[:most])


def _fill_in() -> None:
    """Answer the first line of the review sheet."""
    book = openpyxl.load_workbook(REVIEW)
    sheet = book.worksheets[0]
    (heading,) = (
        cell for row in sheet.iter_rows() for cell in row if cell.value == HEADINGS["conclusion"]
    )
    (code, *_codes) = (
        cell for row in sheet.iter_rows() for cell in row if re.match(r"\d+-[A-Z]", str(cell.value))
    )
    sheet.cell(code.row, heading.column, "đủ điều kiện")
    book.save(REVIEW)


def _returned() -> Returned:
    """Type all that is in STEPS and return the tables of the answers."""
    documents: list[Document] = []
    deliver = App.deliver

    def noted(app: App, document: Document, output: Output) -> None:
        documents.append(document)
        deliver(app, document, output)

    found: Returned = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(App, "deliver", noted)
        for words in STEPS:
            form = () if _name(words) in PLAIN or "-o" in words else ("--format", "json")
            if words == ("import", REVIEW):
                _fill_in()
            documents.clear()
            answer = typed(*words, *form, EIDC_AS_OF=TODAY)
            assert answer.code in (0, 3, 8), (words, answer.err)
            for table in (table for document in documents for table in document.tables):
                columns = found.setdefault((_name(words), table.id), {})
                columns |= {each.id: each.machine_only for each in table.machine_columns}
    return found


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Returned:
    """All tables that the commands return on a small campaign."""
    place = tmp_path_factory.mktemp("chiến dịch")
    for name, text in LISTS.items():
        (place / name).write_text(text, encoding="utf-8")
    with chdir(place):
        assert typed("init", "--preset", "cam-thuy-2024").code == 0
        assert typed("import", SAMPLE / "phu-luc-cam-thuy.xlsx").code == 0
        return _returned()


def _told() -> Returned:
    """Return what README tells: a row of its table a command and table of its answer.

    A blank command is the one above; "those of" another table come first, then what differs.
    """
    text = README.read_text(encoding="utf-8")
    section = text[text.index("### Column ids") : text.index("### Exit codes")]
    found: Returned = {}
    commands: list[str] = []
    for first, table, cell in re.findall(r"^\|(.*?)\| `(\w+)` \| (.*) \|$", section, re.M):
        commands = re.findall("`([^`]+)`", first) or commands
        ids = re.findall(r"`(\w+)`(°?)", cell)
        columns: Columns = {}
        if cell.startswith("those of"):
            (other, _mark), *ids = ids
            columns |= next(each for (_name, its), each in found.items() if its == other)
        columns |= {name: mark == "°" for name, mark in ids}
        found |= {(name, table): columns for name in commands}
    return found


def _compared(columns: Columns) -> Columns:
    """Return ``columns`` as they are compared: unit and village change places, README says so."""
    places = {"unit", "village"} if {"unit", "village"} <= set(columns) else set()
    return columns | dict.fromkeys(places, False)


def test_readme_lists_the_columns_that_are_returned(returned: Returned) -> None:
    """Every table of every answer stands in README with exactly its columns, and no other."""
    told = _told()
    assert sorted(told) == sorted(returned)
    for place, columns in returned.items():
        assert _compared(told[place]) == _compared(columns), place


ON_SCREEN = {"imported", "files", "fact", "one", "other", "same"}
"""What only a screen shows: the practice campaign's imports, and two people side by side."""


def test_no_column_of_a_report_is_missing_in_readme() -> None:
    """What the answers above may not have asked for: every id a report's code names is listed."""
    told = _told()
    known = {table for _command, table in told} | {each for ids in told.values() for each in ids}
    unknown = set()
    for path in sorted(REPORTS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("Column", "Table")):
                continue
            for_people = any(word.arg == "people_only" for word in node.keywords)
            match node.args:
                case [ast.Constant(value=str(name)), *_] if not for_people:
                    unknown |= {name} - known
    assert unknown == ON_SCREEN - known


VALUES = {
    "`stage`": [stage.id for stage in Stage],
    "`standing`": [standing.id for standing in Standing],
    "`severity`": [severity.value for severity in Severity],
    "`as_of_source`": list(SOURCES),
    "`status` of `report sent`": list(sent.STATUS),
    "`cause`": list(corrections.CAUSES),
    "`guess`": [guess.value for guess in Guess],
    "`sure`": [sure.value for sure in Sure],
    "`band`": [band for band in BANDS if band],
    "`verdict`": list(VERDICTS),
    "`outlook_level2`, `outlook_activation`": list(STATES),
    "`kind` of `log`": list(log.SAID),
    "`kind` of `check`": list(check.SAID),
    "`figure` of `reconcile`": list(FIGURES),
    "`explanation`": list(REASONS),
    "`kind` of `reconcile`": [kind for kind in KINDS if kind != "same"],
}


@pytest.mark.parametrize("column", list(VALUES))
def test_readme_lists_the_values_of_a_column(column: str) -> None:
    """A program that reads a word finds it in README, whichever the code can say."""
    text = README.read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(column)} \| (.*) \|$", text, re.M)
    assert row is not None
    assert set(re.findall(r"`(\w+)`", row[1])) == set(VALUES[column])


def test_readme_lists_every_reason() -> None:
    """The reasons of exemption, of being off the list, and those to verify."""
    text = README.read_text(encoding="utf-8")
    row = re.search(r"^\| `reason` \| (.*) \|$", text, re.M)
    assert row is not None
    told = set(re.findall(r"`(\w+)`", row[1]))
    assert told == {reason.value for reason in Reason if reason} | {"other"}
