"""Old fonts and wrong encodings: decoded where they are certain, untouched where text is right."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import eid_campaign.intake.legacy_text as legacy_text
from eid_campaign.intake.legacy_text import decode_column, decode_known, decode_legacy
from eid_campaign.intake.syllables import is_syllable


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Hä vµ tªn", "Họ và tên"),
        ("Ngµy sinh", "Ngày sinh"),
        ("Ghi chó", "Ghi chú"),
        ("NguyÔn V¨n B×nh", "Nguyễn Văn Bình"),
        ("CÈm T©n", "Cẩm Tân"),
        ("CÈm T©m", "Cẩm Tâm"),
        ("CÈm V©n", "Cẩm Vân"),
        ("CÈm Tó", "Cẩm Tú"),
        ("Th«n §ång Ch¹", "Thôn Đồng Chạ"),
        ("®i lµm ¨n xa", "đi làm ăn xa"),
        ("®· chÕt", "đã chết"),
        ("chuyÓn khÈu", "chuyển khẩu"),
        ("Tæng céng", "Tổng cộng"),
        ("§· kÝch ho¹t", "Đã kích hoạt"),
        ("PH¹M THÞ H¦êNG", "PHẠM THỊ HƯỜNG"),
        ("PH¹M THÞ Hµ", "PHẠM THỊ HÀ"),
        ("NguyÔn ThÞ Hµ", "Nguyễn Thị Hà"),
    ],
)
def test_tcvn3_becomes_unicode(seen: str, meant: str) -> None:
    """.VnTime read as cp1252; of .VnTimeH only the ASCII letters tell the capitals."""
    assert decode_known(seen) == (meant, "tcvn3")


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("n\u00adíc ngoµi", "nước ngoài"),
        ("níc ngoµi", "nước ngoài"),
        ("n-íc ngoµi", "nước ngoài"),
        ("ngêi giµ", "người già"),
        ("HiÖp Phíc", "Hiệp Phước"),
        ("Lu NguyÖt", "Lưu Nguyệt"),
        ("thêng tró", "thường trú"),
        ("phêng", "phường"),
        ("trëng th«n", "trưởng thôn"),
        ("Tr¬ng ThÞ Ph¬ng", "Trương Thị Phương"),
        ("NguyÔn V¨n Hng", "Nguyễn Văn Hưng"),
        ("cha kÝch ho¹t", "chưa kích hoạt"),
        ("cha mÊt", "cha mất"),
        ("cha ®i lµm ¨n xa", "cha đi làm ăn xa"),
    ],
)
def test_the_lost_soft_hyphen_comes_back_as_u_horn(seen: str, meant: str) -> None:
    """ư is the soft hyphen, which programs drop: 'cha kích hoạt' means chưa, 'cha mất' a father."""
    assert decode_legacy(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant", "encoding"),
    [
        ("Nguyeãn Vaên Bình", "Nguyễn Văn Bình", "vni"),
        ("Hoï vaø teân", "Họ và tên", "vni"),
        ("Caåm Taân", "Cẩm Tân", "vni"),
        ("Thoân Ñoàng", "Thôn Đồng", "vni"),
        ("ñi nöôùc ngoaøi", "đi nước ngoài", "vni"),
        ("ñaõ cheát", "đã chết", "vni"),
        ("Nguyá»…n VÄƒn BÃ¬nh", "Nguyễn Văn Bình", "utf8"),
        ("Cáº©m Thá»§y", "Cẩm Thủy", "utf8"),
        ("NGOÃ€I", "NGOÀI", "utf8"),
        ("HÃ  VÄƒn BÃ¬nh", "Hà Văn Bình", "utf8"),
        ("NguyêÞn Vãn BiÌnh", "Nguyễn Văn Bình", "cp1258"),
    ],
)
def test_other_encodings_become_unicode(seen: str, meant: str, encoding: str) -> None:
    """VNI, UTF-8 and cp1258 read as cp1252."""
    assert decode_known(seen) == (meant, encoding)


@pytest.mark.parametrize(
    "text",
    ["Cẩm Thủy", "HÀ NAM", "LÊ HÀ", "Lê Hà", "Hoà", "hoàn toàn", "TÔ THÀNH ÂN", "Bùi Thị Lý", "Tó",
     "Số 5 ¼", "5 ¼", "3 × 4", "20 °C", "Kpă Niê", "François Hollande", "José García", "Noël",
     "Müller", "Chloé", "Zoë", "Loïc", "Thérèse Dupont", "Nguyễn Văn A", "Nam", "Lò A Pó",
     "Vinamilk®", "« Thôn 1 »"],
)  # fmt: skip
def test_text_already_right_is_never_touched(text: str) -> None:
    """Vietnamese in Unicode, foreign names and signs stay letter by letter."""
    assert decode_legacy(text) == text


@pytest.mark.parametrize("written", ["e\u0323\u0302", "e\u0302\u0323", "ẹ\u0302", "ê\u0323"])
def test_marks_in_any_order_are_composed(written: str) -> None:
    """Phones and macOS write the marks of ệ in several orders."""
    assert decode_legacy(f"Vi{written}t") == "Việt"


def test_a_column_decides_its_short_cells() -> None:
    """'Tó' is Tú among cells that are TCVN3, and stays among cells in Unicode."""
    old = decode_column(["CÈm T©n", "Tó", "Lan", ""])
    assert (old.values, old.encoding, old.changed) == (["Cẩm Tân", "Tú", "Lan", ""], "tcvn3", 2)
    mixed = decode_column(["CÈm T©n", "Tó", "Cẩm Vân"])
    assert mixed.values == ["Cẩm Tân", "Tó", "Cẩm Vân"]
    assert decode_column(["Tó", "Hà"]).values == ["Tó", "Hà"]


SYLLABLES = (
    "nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý trương đinh quách văn thị "
    "đức minh hùng dũng cường hương hường phượng quỳnh ánh yến oanh uyên khuê nghĩa nghiêm giang "
    "giàng quốc quý thủy thuỷ hoà hòa khoẻ huế xuân xoan tuyết nguyệt chưa kích hoạt thu nhận đã "
    "phê duyệt người nước ngoài già yếu không dùng điện thoại vắng mặt cắt khẩu mức tài khoản thôn"
).split()
cases = st.sampled_from((str.lower, str.capitalize, str.upper))
sentences = st.builds(
    lambda words, case: " ".join(case(word) for word in words),
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6),
    cases,
)


@given(sentences)
def test_vietnamese_is_recognised_as_right(sentence: str) -> None:
    """Any sentence of Vietnamese syllables stays, composed or decomposed, in any case."""
    assert all(map(is_syllable, sentence.split()))
    assert decode_legacy(sentence) == sentence
    assert decode_legacy(unicodedata.normalize("NFD", sentence)) == sentence


def _to_tcvn3(text: str) -> str:
    table = (Path(legacy_text.__file__).parent / "tcvn3.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return text.translate({ord(row[2]): chr(int(row[0], 16)) for row in rows})


plain_words = [word for word in SYLLABLES if word != "ánh"]  # no capital Á in the font


@given(st.lists(st.sampled_from(plain_words), min_size=2, max_size=5))
def test_tcvn3_round_trip(words: list[str]) -> None:
    """A name written in .VnTime comes back as it was in its column, tones and all."""
    name = " ".join(word.capitalize() for word in words)
    column = decode_column([_to_tcvn3("Nguyễn Văn Bình"), _to_tcvn3(name)])
    assert column.values[1] == name


@given(sentences)
def test_utf8_round_trip(sentence: str) -> None:
    """UTF-8 read as Latin-1 is mended whenever it shows."""
    seen = sentence.encode("utf-8").decode("latin-1")
    assert decode_legacy(seen) == sentence


@given(st.text())
def test_any_text_is_taken_and_stays(text: str) -> None:
    """Decoding never raises, and what it decoded is not decoded again."""
    decoded = decode_legacy(text)
    assert decode_legacy(decoded) == decoded or decoded != text
