"""The commune's own words: what a line may say, what is refused, and what stays guarded."""

from __future__ import annotations

import pytest

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.note_rules import checked_own, examples, tables
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.own_trial import reread
from eid_campaign.wording import said, use_language

TABLE = """loại	kết luận	cụm từ	như	giải thích
# a remark of ours
nước ngoài	không đủ điều kiện	đi lò gạch bên kia | sang bãi vàng		bên Lào
		rút khẩu	cắt khẩu	cách nói ở thôn
		LGBK	đi lò gạch bên kia
làm ăn xa		ra chợ đầu mối
elderly_without_phone	NO_PHONE	chỉ có bộ đàm
duplicate	OFF_LIST	có tên ở sổ thôn bên
"""


@pytest.mark.parametrize(
    ("remark", "standing", "reason"),
    [
        ("đi lò gạch bên kia", "EXEMPT", "abroad"),
        ("hiện đang sang bãi vàng", "EXEMPT", "abroad"),
        ("LGBK", "EXEMPT", "abroad"),
        ("đã rút khẩu ra Hưng Yên", "EXEMPT", "moved_away"),
        ("có tên ở sổ thôn bên", "OFF_LIST", "duplicate"),
        # every guard of the built-in rules holds for them
        ("con trai đi lò gạch bên kia", "ELIGIBLE", ""),
        ("sắp đi lò gạch bên kia", "ELIGIBLE", ""),
        ("không sang bãi vàng", "ELIGIBLE", ""),
        ("đi lò gạch bên kia đã về", "ELIGIBLE", ""),
        ("nghe nói sang bãi vàng", "TO_VERIFY", "abroad"),
        ("rút khẩu về Cẩm Phú", "TO_VERIFY", "moved_away"),
        ("chưa rút khẩu", "ELIGIBLE", ""),
        # without marks they are a hint and never exempt
        ("di lo gach ben kia", "TO_VERIFY", "abroad"),
        # what ships stays as it is, death before going abroad
        ("đã chết, trước sang bãi vàng", "OFF_LIST", "deceased"),
        ("đang ở Hàn Quốc", "EXEMPT", "abroad"),
    ],
)
def test_own_words_decide_like_built_in_ones(remark: str, standing: str, reason: str) -> None:
    """An own line adds words; order of categories, guards and doubt stay those of eidc."""
    checked_own(TABLE, "quy-tac.tsv")
    found = read_note(remark, TABLE)
    assert (found.standing.name, found.reason.value) == (standing, reason)


def test_without_own_words_nothing_of_them_is_known() -> None:
    """The built-in tables are untouched by an own table that was read before."""
    assert read_note("đi lò gạch bên kia", TABLE).rule == "own_3"
    assert not read_note("đi lò gạch bên kia").rule.startswith("own_")
    assert read_note("ra chợ đầu mối", TABLE).topic == "works_elsewhere"
    assert read_note("già, chỉ có bộ đàm", TABLE).no_phone


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("sao hỏa\tEXEMPT\tđi mây", "không có loại “sao hỏa”"),
        ("abroad\tMIỄN\tđi mây", "không có kết luận “MIỄN”"),
        ("ill\tEXEMPT\tốm lắm rồi", "“ill” không thể kết luận là “EXEMPT”"),
        ("child\tEXEMPT\tbé tí teo", "“child” không thể kết luận"),
        ("elderly_without_phone\tEXEMPT\tgià lắm luôn", "không thể kết luận là “EXEMPT”"),
        ("no_card\tEXEMPT\tchưa ra xã", "không thể kết luận là “EXEMPT”"),
        ("abroad\t\tđi mây", "không thể kết luận là “”"),
        ("abroad\tEXEMPT\tđi tù", "eidc đã có sẵn cụm từ này"),
        ("abroad\tEXEMPT\tđt", "eidc đã có sẵn cụm từ này"),
        ("abroad\tEXEMPT\tđi mây | Đi Mây", "dòng 2 đã có cụm từ này"),
        ("abroad\tEXEMPT\t2024", "“2024” không bao giờ khớp được"),
        ("abroad\tEXEMPT\t...", "không bao giờ khớp được"),
        ("abroad\tEXEMPT\tđi mây | ", "thiếu cụm từ"),
        ("abroad\tEXEMPT\tđi mây\tđi Nhật", "vừa ghi nghĩa của cụm từ vừa ghi như từ nào"),
        ("\t\trút khẩu ngay\tbập bùng", "eidc không biết từ “bập bùng”"),
        ("\t\tQWX\tbập bùng", "“QWX” không bao giờ khớp được"),
        ("abroad\tđi mây", "chỉ có 2 cột"),
    ],
)
def test_a_line_that_cannot_be_meant_is_named(line: str, said_of_it: str) -> None:
    """The error names file and line and says what to do."""
    use_language("vi")
    with pytest.raises(InputRefused) as refused:
        checked_own("loại\tkết luận\tcụm từ\n" + line + "\n", "cua-toi.tsv")
    happened, hint = said(refused.value)
    assert happened.startswith("cua-toi.tsv, dòng 2: ")
    assert said_of_it in happened
    assert hint


def test_an_empty_table_is_refused() -> None:
    """A table of comments alone would adopt nothing."""
    with pytest.raises(InputRefused):
        checked_own("loại\tkết luận\tcụm từ\n# nothing\n\n", "a.tsv")


def test_what_a_newer_eidc_knows_stops_no_report() -> None:
    """A table adopted long ago is read even where its words have become built-in since."""
    old = "abroad\tEXEMPT\tđi tù | đi mây xanh\n\t\tđt\tcắt khẩu\n\t\ta b\tbập bùng\n"
    assert read_note("đi mây xanh", old).reason == "abroad"
    assert read_note("đi tù", old).reason == "in_prison"


def test_a_table_that_exempts_what_deceives_is_found_out() -> None:
    """The built-in examples are read again with the table: one that says no must not turn."""
    table = "abroad\tEXEMPT\tcon trai đi Nhật\n"
    checked_own(table, "a.tsv")
    assert [each.remark for each in reread(table, "") if each.is_wrong] == ["con trai đi Nhật"]
    assert not reread(TABLE, "")
    assert len(examples()) > 150


def test_own_rules_stand_before_those_of_their_category() -> None:
    """In the order that decides, an own rule comes first among its kind."""
    names = [rule.id for rule in tables(TABLE).all_rules]
    assert names.index("own_3") == names.index("abroad_go") - 1
    assert names.index("own_8") < names.index("duplicate_doubt")
    assert [rule.order for rule in tables(TABLE).all_rules] == list(range(len(names)))
