"""A Word file read back as it stands in its parts, without the library that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from eid_campaign.document import Document
from eid_campaign.render.formats import Looks, render

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Word:
    """The parts of a Word file."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = self.part("word/document.xml")[0]
        self.styles = {
            style.get(W + "styleId"): style
            for style in self.part("word/styles.xml").iter(W + "style")
        }

    def part(self, name: str) -> ElementTree.Element:
        """Return the root of a part."""
        return ElementTree.fromstring(self.parts[name])

    def sections(self) -> list[ElementTree.Element]:
        """Return the properties of the sections in order."""
        return list(self.body.iter(W + "sectPr"))

    def tables(self) -> list[ElementTree.Element]:
        """Return the tables with a frame."""
        return [each for each in self.body.iter(W + "tbl") if each.find(f".//{W}tblBorders")]

    def paragraphs(self, style: str) -> list[str]:
        """Return the texts in ``style``."""
        return [text_of(each) for each in self.body.iter(W + "p") if style_of(each) == style]

    def dumped(self) -> str:
        """Return what stands in the file, a line a paragraph, row and section; no pictures."""
        blocks = (block for block in self.body if style_of(block) != "eidcPicture")
        return "\n".join(line for block in blocks for line in _dumped(block)) + "\n"


def drawn(document: Document, looks: Looks | None = None) -> Word:
    """Return ``document`` as a Word file, read back."""
    return Word(render(document, "docx", looks or Looks()))


def text_of(element: ElementTree.Element) -> str:
    """Return the text in ``element``."""
    return "".join(each.text or "" for each in element.iter(W + "t"))


def style_of(paragraph: ElementTree.Element) -> str:
    """Return the style of a paragraph; blank for anything else."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(W + "val"))


def value(element: ElementTree.Element, path: str, name: str = "val") -> str:
    """Return an attribute of what lies at ``path``, such as "pPr/jc"; blank where none is."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + name, "")


def _dumped(block: ElementTree.Element) -> Iterator[str]:
    if block.tag == W + "p":
        section = block.find(f"{W}pPr/{W}sectPr")
        marks = "".join(
            mark
            for tag, mark in (
                ("highlight", " yellow"),
                ("commentRangeStart", " remark("),
                ("commentRangeEnd", " )remark"),
            )
            if block.find(f".//{W}{tag}") is not None
        )
        yield f"[{style_of(block)}{marks}] {text_of(block)}".rstrip()
        if section is not None:
            yield from _dumped(section)
    elif block.tag == W + "tbl":
        grid = [str(each.get(W + "w")) for each in block.iter(W + "gridCol")]
        yield f"table {' '.join(grid)}"
        for row in block.findall(W + "tr"):
            yield f"  {_row(row)}"
    elif block.tag == W + "sectPr":
        size = block.find(W + "pgSz")
        lies = "" if size is None else size.get(W + "orient", "portrait")
        first = block.find(W + "titlePg") is not None
        kinds = [each.tag.removeprefix(W) + " " + str(each.get(W + "type")) for each in block
                 if each.tag.endswith("Reference")]  # fmt: skip
        yield f"-- section: {lies}{', own first page' if first else ''} {' '.join(kinds)}".rstrip()


def _row(row: ElementTree.Element) -> str:
    cells = []
    for cell in row.findall(W + "tc"):
        text = " / ".join(filter(None, map(text_of, cell.iter(W + "p"))))
        bold = "*" if cell.find(f".//{W}r/{W}rPr/{W}b") is not None else ""
        span, merge = value(cell, "tcPr/gridSpan"), value(cell, "tcPr/vMerge")
        aside = {"right": ">", "center": "^"}.get(value(cell, "p/pPr/jc"), "")
        joined = f" ({span or merge})" if span or merge else ""
        cells.append(f"{aside}{bold}{text}{bold}{joined}")
    heading = "heading: " if row.find(f"{W}trPr/{W}tblHeader") is not None else ""
    return heading + " | ".join(cells)
