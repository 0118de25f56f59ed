"""Another program opens the Word file and sees what was put into it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from eid_campaign.document import Document, Text
from eid_campaign.render.formats import render

from .sample import DOCUMENT, REPORT
from .test_docx import WIDE

LONG = Text("II. Khó khăn, vướng mắc", ("Nhiều người đi làm ăn xa. " * 12,) * 14, level=1)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="LibreOffice is not installed",
    ),
]


def _pages(document: Document, folder: Path) -> list[str]:
    """Return the text of each page, as LibreOffice prints it."""
    file = folder / "x.docx"
    file.write_bytes(render(document, "docx"))
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    told = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(told, check=True, capture_output=True, timeout=300)
    text = subprocess.run(
        ["pdftotext", "-layout", str(folder / "x.pdf"), "-"], check=True, capture_output=True
    )
    return text.stdout.decode().split("\f")[:-1]


def test_a_report_is_printed_with_its_table_across(tmp_path: Path) -> None:
    """Letterhead and no number on page 1, the wide table on page 2, the signature at the end.

    The text behind it, 14 paragraphs of 4 lines and 6 points, is 35 cm: two pages of 257 mm.
    """
    blocks = (REPORT.blocks[0], REPORT.blocks[1], WIDE, LONG)
    pages = _pages(replace(REPORT, blocks=blocks), tmp_path)
    assert len(pages) == 4
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert pages[0].split()[0] != "1"
    assert [page.split()[0] for page in pages[1:]] == ["2", "3", "4"]
    assert pages[1].count("1.234") == 24 * 12
    assert "./." in pages[-1]
    assert "Lê Văn Mẫu" in pages[-1]


def test_a_long_table_repeats_its_headings(tmp_path: Path) -> None:
    """On each page it goes on; each page is numbered below."""
    rows = WIDE.rows * 9
    pages = _pages(replace(DOCUMENT, blocks=(replace(WIDE, rows=rows),)), tmp_path)
    assert len(pages) > 2
    assert all("Nhóm 3" in page for page in pages[:-1])
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
