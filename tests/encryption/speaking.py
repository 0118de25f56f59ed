"""Ways of saying a passphrase, and campaigns small enough to be encrypted many times."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.conftest import Answer, typed

FIRST, SECOND = "con trâu đi trước cái cày", "một cây làm chẳng nên non"
LEDGER = Path("eidc.ledger")
ROSTER = (
    "DANH SÁCH THÔN 3, XÃ CẨM TÂN\n(Tính đến ngày 05/11/2024)\n"
    "STT;Họ và tên;Ngày sinh;Số ĐDCN;Số điện thoại;Tình trạng\n"
    "1;Nguyễn Văn Ổi;03/05/1990;038090000001;0912345678;Chưa thu nhận\n"
    "2;Trương Thị Mận;04/06/1991;038191000002;0987654321;Đã thu nhận\n"
)
PLAIN = ("Nguyễn Văn Ổi", "Trương Thị Mận", "038090000001", "038191000002", "912345678")
"""What must never be found in an encrypted file."""


@contextmanager
def descriptor(*lines: str) -> Iterator[str]:
    """Give the number of an open descriptor from which ``lines`` can be read."""
    reading, writing = os.pipe()
    try:
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        yield str(reading)
    finally:
        os.close(reading)


def told(passphrase: str, *words: object, lang: str = "vi") -> Answer:
    """Return what ``eidc`` answers to ``words`` when it is told a passphrase, line by line."""
    with descriptor(*passphrase.split("\n")) as number:
        return typed(*words, lang=lang, EIDC_PASSPHRASE_FD=number)


def small_campaign(*init: str) -> None:
    """Start a campaign with one roster of two people, in the current folder."""
    assert told(FIRST, "init", "--preset", "cam-thuy-2024", *init).code == 0
    Path("thon 3.csv").write_text(ROSTER, encoding="utf-8")
    answer = told(FIRST, "import", "thon 3.csv")
    assert answer.code == 0, answer.all
    Path("thon 3.csv").unlink()


def people(passphrase: str = FIRST) -> str:
    """Return the whole list, as the police may see it."""
    answer = told(passphrase, "people", "--audience", "police", "--format", "json")
    assert answer.code == 0, answer.all
    return answer.out


def is_encrypted(path: Path) -> bool:
    """Return whether the file does not begin like a database that anyone may read."""
    return path.stat().st_size > 0 and not path.read_bytes().startswith(b"SQLite format 3\0")


def files_of(folder: Path) -> list[Path]:
    """Return every file in the folder and below, hidden ones too."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def plain_in(folder: Path, known: tuple[str, ...] = PLAIN) -> list[tuple[str, str]]:
    """Return each of ``known`` that stands readable in a file of the folder, with the file."""
    return [
        (path.name, text)
        for path in files_of(folder)
        for content in [path.read_bytes()]
        for text in known
        if text.encode() in content or text.encode("utf-16-le") in content
    ]
