"""The styles of a Word file, in the sizes of Nghị định 30/2020/NĐ-CP, Phụ lục I.

Everything we write has a style of its own, so that an officer changes the look of a whole report
in one place, and a template of the office's own brings its own look for those it defines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docx.document import Document as DocxDocument
from docx.oxml.parser import parse_xml

from eid_campaign.render.docx_xml import NAMESPACES, twips
from eid_campaign.wording import language

FONT: Final = "Times New Roman"
INDENT: Final = 12.7
"""The first line of a paragraph (NĐ 30: 1 cm or 1,27 cm)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes and spaces in points, lengths in millimetres."""

    id: str
    name: str
    size: float = 14
    align: str = "center"
    look: str = ""
    """b and i: bold, italic."""
    first: float = 0
    left: float = 0
    hanging: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    """Whether it stays on the page of what follows."""
    level: int = 0
    """Its level in Word's navigation pane, from 1."""

    def xml(self) -> str:
        """Return the style as it stands in the file."""
        flags = {"b": "<w:b/><w:bCs/>", "i": "<w:i/><w:iCs/>"}
        first = f'w:firstLine="{twips(self.first)}"'
        aside = f'w:hanging="{twips(self.hanging)}"' if self.hanging else first
        outline = f'<w:outlineLvl w:val="{self.level - 1}"/>' if self.level else ""
        return (
            f'<w:style {NAMESPACES} w:type="paragraph" w:customStyle="1" w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
            f"{'<w:keepNext/>' if self.keep else ''}"
            f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}"'
            f' w:line="240" w:lineRule="auto"/>'
            f'<w:ind w:left="{twips(self.left)}" w:right="0" {aside}/>'
            f'<w:jc w:val="{self.align}"/>'
            f"{outline}"
            f"</w:pPr><w:rPr>{_font()}{''.join(flags[flag] for flag in self.look)}"
            f'<w:color w:val="auto"/>'
            f'<w:sz w:val="{round(self.size * 2)}"/><w:szCs w:val="{round(self.size * 2)}"/>'
            f"</w:rPr></w:style>"
        )


STYLES: Final = (
    Style("eidcParent", "eidc Cơ quan chủ quản", 12),
    Style("eidcAgency", "eidc Cơ quan ban hành", 12, look="b"),
    Style("eidcState", "eidc Quốc hiệu", 12, look="b"),
    Style("eidcMotto", "eidc Tiêu ngữ", 13, look="b"),
    Style("eidcRule", "eidc Đường kẻ", 3, before=2),
    Style("eidcNumber", "eidc Số, ký hiệu", 13, before=3),
    Style("eidcPlace", "eidc Địa danh, ngày tháng", 13, look="i", before=3),
    Style("eidcKind", "eidc Tên loại văn bản", 14, look="b", before=18, keep=True),
    Style("eidcSubject", "eidc Trích yếu", 14, look="b", keep=True),
    Style("eidcPeriod", "eidc Kỳ báo cáo", 13, look="i", after=3, keep=True),
    Style("eidcTo", "eidc Kính gửi", 14, before=12),
    Style("eidcToMany", "eidc Kính gửi nhiều nơi", 14, "left", left=30, before=12, keep=True),
    Style("eidcToLine", "eidc Nơi kính gửi", 14, "left", left=52, hanging=4),
    Style("eidcPart", "eidc Mục I", 13, "both", "b", INDENT, before=9, keep=True, level=1),
    Style("eidcPoint", "eidc Mục 1", 13, "both", "bi", INDENT, before=6, keep=True, level=2),
    Style("eidcBody", "eidc Đoạn văn", 13, "both", first=INDENT, before=6),
    Style("eidcTableTitle", "eidc Tên bảng", 13, look="b", before=9, after=4, keep=True),
    Style("eidcCell", "eidc Ô bảng", 12, "left", before=1, after=1),
    Style("eidcPicture", "eidc Hình", 12, before=6, keep=True),
    Style("eidcCaption", "eidc Chú thích hình", 11, look="i", before=2, after=6),
    Style("eidcNote", "eidc Ghi chú", 11, "both", "i", before=3),
    Style("eidcBreak", "eidc Ngắt trang", 1, "left"),
    Style("eidcPage", "eidc Số trang", 13),
    Style("eidcRecipients", "eidc Nơi nhận", 12, "left", "bi"),
    Style("eidcRecipient", "eidc Dòng nơi nhận", 11, "left"),
    Style("eidcSignTitle", "eidc Chức vụ người ký", 14, look="b", keep=True),
    Style("eidcSigner", "eidc Họ tên người ký", 14, look="b", before=72),
    Style("eidcAnnex", "eidc Phụ lục", 14, look="b", keep=True, level=1),
    Style("eidcAnnexTitle", "eidc Tên phụ lục", 14, look="b", keep=True),
    Style("eidcAnnexTied", "eidc Kèm theo", 13, look="i", after=6, keep=True),
    Style("eidcTitle", "eidc Tiêu đề", 14, look="b", after=3, keep=True, level=1),
    Style("eidcFoot", "eidc Chân trang", 10, look="i"),
)


def use_our_styles(document: DocxDocument) -> None:
    """Leave nothing in a new file's styles but ours, and what they are based on."""
    styles = document.styles.element
    for old in list(styles):
        styles.remove(old)
    speech = "en-GB" if language() == "en" else "vi-VN"
    for part in (
        # Without the language Word marks every Vietnamese word as a spelling mistake.
        f"<w:docDefaults {NAMESPACES}><w:rPrDefault><w:rPr>{_font()}"
        f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="{speech}" w:eastAsia="{speech}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        f'<w:style {NAMESPACES} w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>',
        f'<w:style {NAMESPACES} w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>",
        f'<w:style {NAMESPACES} w:type="paragraph" w:styleId="CommentText">'
        '<w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    ):
        styles.append(parse_xml(part))
    add_missing_styles(document)


def add_missing_styles(document: DocxDocument) -> None:
    """Add to a file the styles of ours that it does not define itself."""
    styles = document.styles.element
    own = {each.style_id for each in document.styles}
    for style in STYLES:
        if style.id not in own:
            styles.append(parse_xml(style.xml()))


def _font() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
