"""A remark exempts a person only where it says so beyond doubt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.note_engine import matches_of
from eid_campaign.campaign.note_model import TableError
from eid_campaign.campaign.note_pieces import expanded, pieces_of
from eid_campaign.campaign.note_rules import FOLDER as PACKAGED
from eid_campaign.campaign.note_rules import read_tables, tables
from eid_campaign.campaign.note_text import MAX_WORDS, words_of
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.spelling import without_marks
from eid_campaign.campaign.standings import Reason, Standing

from .note_book import Case, cases

GIVEN = "note_cases.tsv"
MORE = "note_cases_more.tsv"
DECEPTIVE = "note_deceptive.tsv"
"""Remarks near to an exemption; labelled only as never exempt, eligible or a review alike."""
EXEMPT, ELIGIBLE = Standing.EXEMPT, Standing.ELIGIBLE
TO_VERIFY, OFF_LIST = Standing.TO_VERIFY, Standing.OFF_LIST


@pytest.mark.parametrize("folded", [False, True], ids=["marked", "folded"])
@pytest.mark.parametrize("name", [GIVEN, MORE, DECEPTIVE])
def test_nobody_is_exempted_wrongly(name: str, folded: bool) -> None:
    """No remark labelled otherwise comes out exempt, with its marks or without them."""
    wrong = [
        case.note
        for case in cases(name)
        if case.standing is not EXEMPT and case.decided(folded=folded).standing is EXEMPT
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "folded", "least"),
    [(GIVEN, False, 99), (MORE, False, 97), (GIVEN, True, 75), (MORE, True, 70)],
)
def test_the_exempt_are_found(name: str, folded: bool, least: int) -> None:
    """At least this many of a hundred exempt people are found; without marks fewer may be."""
    exempt = [case for case in cases(name) if case.standing is EXEMPT]
    found = [case for case in exempt if case.decided(folded=folded).standing is EXEMPT]
    assert 100 * len(found) >= least * len(exempt)


@pytest.mark.parametrize(("name", "least"), [(GIVEN, 99), (MORE, 97)])
def test_most_remarks_are_read_as_an_officer_reads_them(name: str, least: int) -> None:
    """At least this many of a hundred remarks get the officer's own standing."""
    rows = cases(name)
    right = [case for case in rows if case.decided().standing is case.standing]
    assert 100 * len(right) >= least * len(rows)


REASON_OF = {
    "NUOC_NGOAI": Reason.ABROAD,
    "AN_PHAT_TU": Reason.IN_PRISON,
    "CO_SO_BAT_BUOC": Reason.IN_FACILITY,
    "CHUYEN_DI": Reason.MOVED_AWAY,
    "VANG_KHONG_RO": Reason.ABSENT_UNKNOWN,
    "GIA_KHONG_DT": Reason.ELDERLY_WITHOUT_PHONE,
    "TRE_EM": Reason.CHILD,
}


@pytest.mark.parametrize("name", [GIVEN, MORE])
def test_an_exemption_has_its_own_reason(name: str) -> None:
    """Who is found exempt is so for the category the officer wrote, and a rule and words say it.

    A sailor, or somebody absent because abroad, may be told by either category.
    """
    wrong = []
    for case in cases(name):
        said = case.decided()
        if case.standing is not EXEMPT or said.standing is not EXEMPT:
            continue
        if said.reason is not REASON_OF[case.category] or not said.rule:
            wrong.append((case.note, said.reason.value))
    assert wrong == []


def _sentences() -> list[Case]:
    return [case for case in cases(GIVEN) if case.standing is EXEMPT and not case.age]


DENIALS: list[tuple[str, Callable[[str], str]]] = [
    ("someone else's", lambda note: f"con {note}"),
    ("the husband's", lambda note: f"chồng {note}"),
    ("a brother's", lambda note: f"em trai {note}"),
    ("parents'", lambda note: f"bố mẹ {note}"),
    ("has a son who", lambda note: f"có con {note}"),
    ("not yet", lambda note: f"sắp {note}"),
    ("being prepared", lambda note: f"chuẩn bị {note}"),
    ("hearsay", lambda note: f"nghe nói {note}"),
    ("a guess", lambda note: f"hình như {note}"),
    ("a question", lambda note: f"{note}?"),
    ("to be checked", lambda note: f"{note} (cần kiểm tra lại)"),
]


@pytest.mark.parametrize("folded", [False, True], ids=["marked", "folded"])
@pytest.mark.parametrize(("why", "changed"), DENIALS, ids=[why for why, _ in DENIALS])
def test_a_guard_takes_every_exemption_away(
    why: str, changed: Callable[[str], str], folded: bool
) -> None:
    """Whatever exempts, no longer does once it is another's, still to come, hearsay or asked."""
    wrong = []
    for case in _sentences():
        note = case.note if case.note[:2].isupper() else case.note[:1].lower() + case.note[1:]
        text = changed(without_marks(note) if folded else note)
        if folded:
            text = without_marks(text)
        if read_note(text).standing is EXEMPT:
            wrong.append((why, text))
    assert wrong == []


RETURNS = [" đã về", " về rồi", ", đã về nước", ", giờ đang ở nhà", ", nay đã về địa phương"]


@pytest.mark.parametrize("ending", RETURNS)
def test_who_is_back_is_exempt_no_more(ending: str) -> None:
    """Prison, facility, abroad and absence end with the return; a move does not."""
    wrong = [
        case.note
        for case in _sentences()
        if case.category != "CHUYEN_DI" and read_note(case.note + ending).standing is EXEMPT
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("note", "standing", "reason"),
    [
        ("con đang ở tù", ELIGIBLE, ""),
        ("đi Nhật 2022, đã về 8/2024", ELIGIBLE, ""),
        ("đi Nhật 2022, đã về 2024, nay lại đi Hàn", EXEMPT, "abroad"),
        ("chồng đi tù, ở với con", ELIGIBLE, ""),
        ("bị CHA nay đã về", ELIGIBLE, ""),
        ("bố CHA, ở nhà với mẹ", ELIGIBLE, ""),
        ("trước đi Đài Loan giờ ở nhà", ELIGIBLE, ""),
        ("chưa đi Nhật được", ELIGIBLE, ""),
        ("đi tu", ELIGIBLE, ""),
        ("đi Đức Xá", ELIGIBLE, ""),
        ("anh Nhật hẹn mai", ELIGIBLE, ""),
        ("đi hàn", TO_VERIFY, "abroad"),
        ("ĐI HÀN", EXEMPT, "abroad"),
        ("đi nước ngòai", EXEMPT, "abroad"),
        ("đi tủ", ELIGIBLE, ""),
        ("xuát khẩu lao đọng", TO_VERIFY, "abroad"),
        ("đi nươc ngoài", TO_VERIFY, "abroad"),
        ("di tu", TO_VERIFY, "in_prison"),
        ("di Nhat", TO_VERIFY, "abroad"),
        ("di nuoc ngoai", EXEMPT, "abroad"),
        ("vợ chồng đi Nhật", TO_VERIFY, "abroad"),
        ("cả nhà đi Bình Dương", ELIGIBLE, ""),
        ("đi Nhật, đã làm mức 2", TO_VERIFY, "abroad"),
        ("đã cắt khẩu nhưng vẫn ở địa phương", TO_VERIFY, "moved_away"),
    ],
)
def test_what_flips_a_remark(note: str, standing: Standing, reason: str) -> None:
    """Subject, tense, negation, names and marks decide, not the word alone."""
    found = read_note(note)
    assert (found.standing, found.reason.value) == (standing, reason)


@pytest.mark.parametrize(
    ("note", "until", "since"),
    [
        ("XKLĐ Hàn Quốc đến 2027", "2027", ""),
        ("đi XKLĐ đến tháng 3/2025", "2025-03", ""),
        ("đang CHAPT đến hết 12/2025", "2025-12", ""),
        ("đi tù đến ngày 20/11/2026", "2026-11-20", ""),
        ("đi XKLĐ Nhật Bản (2022-2025)", "2025", ""),
        ("đi Nhật từ 2021 đến nay", "", ""),
        ("đi Nhật 2026 mới về", "2026", ""),
        ("xuất cảnh tháng 3/2025", "", "2025-03"),
        ("đi Nhật đến tháng 3 năm 2025", "2025-03", ""),
    ],
)
def test_the_term_of_an_exemption(note: str, until: str, since: str) -> None:
    """A remark that exempts may say until when, and since when."""
    found = read_note(note)
    assert (found.standing, found.until, found.since) == (EXEMPT, until, since)


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("chưa có CCCD", "no_card"),
        ("sim không chính chủ", "sim"),
        ("lỗi NFC", "technical"),
        ("không hợp tác", "refuses"),
        ("đi làm ăn xa ở Bình Dương", "works_elsewhere"),
        ("đang chờ bay", "departing_soon"),
        ("sắp đi XKLĐ", "departing_soon"),
        ("đã kích hoạt", "claims_done"),
        ("con đi nước ngoài", "someone_else"),
        ("đi XKLĐ đã về", "returned"),
        ("không dùng điện thoại", "no_phone"),
        ("HS THPT", "student"),
        ("chưa gặp", "not_met"),
        ("", ""),
    ],
)
def test_what_an_eligible_remark_is_about(note: str, topic: str) -> None:
    """An eligible person's remark names the obstacle, so that a worklist can sort by it."""
    found = read_note(note)
    assert (found.standing, found.topic) == (ELIGIBLE, topic)


def test_every_category_is_kept() -> None:
    """The first category decides, and the others are not forgotten."""
    found = read_note("đi Nhật, sai năm sinh")
    assert found.reason is Reason.ABROAD
    assert found.categories == (Reason.ABROAD, Reason.WRONG_DETAILS)
    assert (found.rule, found.matched) == ("abroad_go", "đi Nhật")


@pytest.mark.parametrize("rule", tables().all_rules, ids=lambda rule: rule.id)
def test_every_rule_matches_its_example(rule: object) -> None:
    """Each line of the table carries a remark that it fits, so no line is dead."""
    known = tables()
    line = next(one for one in known.all_rules if one == rule)
    words, _ = words_of(line.example)
    pieces = pieces_of(expanded(words, known), known)
    assert line.id in [match.rule.id for match in matches_of(pieces, known)]


BROKEN = [
    ("notes.tsv", "odd\tnowhere\tEXEMPT\tprison\t\t\t", "unknown category 'nowhere'"),
    ("notes.tsv", "odd\tabroad\tPERHAPS\tprison\t\t\t", "unknown decision 'PERHAPS'"),
    ("notes.tsv", "odd\tabroad\tEXEMPT\t\t\t\t", "an empty pattern"),
    ("notes.tsv", "odd\tabroad\tEXEMPT\tmoonwalk\t\t\t", "unknown kind 'moonwalk'"),
    ("notes.tsv", "odd\tabroad\tEXEMPT\tprison\t\t\t", "can never match: 'prison' takes it"),
    ("notes.tsv", "prison\tabroad\tEXEMPT\tgo\t\t\t", "no name of its own"),
    ("notes.tsv", "odd\tabroad", "2 columns instead of 7"),
    ("note_guards.tsv", "kin\tnowhere\t*\tverify\t\t\t\t", "unknown place 'nowhere'"),
    ("note_guards.tsv", "kin\tbefore\t*\tdoubtful\t\t\t\t", "unknown outcome 'doubtful'"),
    ("note_guards.tsv", "kin\tbefore\tmoon\tverify\t\t\t\t", "unknown target 'moon'"),
    ("note_words.tsv", "prison\tperhaps\tlao lý\t", "'perhaps' instead of ok"),
    ("note_words.tsv", "prison\tok\t\t", "an empty phrase"),
    ("note_words.tsv", "prison\tok\tđi du học\t", "can never match"),
    ("note_spellings.tsv", "ko\tkhông\t", "stands twice"),
    ("note_phrases.tsv", "kin\tkin moonwalk\t\t", "unknown kind 'moonwalk'"),
]


@pytest.mark.parametrize(("name", "line", "why"), BROKEN)
def test_a_wrong_line_is_refused_by_its_number(
    tmp_path: Path, name: str, line: str, why: str
) -> None:
    """A table that cannot be meant stops with the file, the line and the reason."""
    for table in PACKAGED.glob("note*.tsv"):
        shutil.copy(table, tmp_path / table.name)
    text = (tmp_path / name).read_text(encoding="utf-8").rstrip("\n")
    (tmp_path / name).write_text(f"{text}\n{line}\n", encoding="utf-8")
    number = len(text.split("\n")) + 1
    with pytest.raises(TableError) as caught:
        read_tables(tmp_path)
    assert str(caught.value).startswith(f"{name}, line {number}: ")
    assert why in str(caught.value)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text stops the reading; what is matched stands in the text."""
    found = read_note(text)
    assert found.standing in Standing


_WORDS = st.sampled_from(
    "con chồng đi Nhật ở tù trại 5 , . ? chưa không về đã 2025 đến 3/2025 già CHA khẩu".split()
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_WORDS, max_size=1600))
def test_long_remarks_are_read_in_part_and_exempt_nobody(words: list[str]) -> None:
    """Past the limit a guard may stand in what is not read, so nobody is exempt."""
    found = read_note(" ".join(words))
    if len(words_of(" ".join(words))[0]) > MAX_WORDS:
        assert found.standing is not EXEMPT


def test_five_thousand_letters_cost_no_more_than_the_limit() -> None:
    """The work is bounded: a text of any length gives no more words than the limit and one."""
    assert len(words_of("đi Nhật, chưa về " * 300)[0]) == MAX_WORDS + 1
