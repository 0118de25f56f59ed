"""The fixtures of the command line, and rosters drawn as a table of three columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from ..cli.conftest import (  # noqa: F401
    Answer,
    _sample_campaign,
    campaign,
    eidc,
    folder,
    sample,
    typed,
)

TITLE = "DANH SÁCH CÔNG DÂN {village}, XÃ CẨM TÂN\n(Tính đến ngày {day})\n"
HEADINGS = "STT;Họ và tên;Ngày sinh;Giới tính;Số ĐDCN;Điện thoại;Tình trạng;Ghi chú\n"
NOT_COLLECTED, ACTIVATED = "Chưa thu nhận", "Mức 2 đã kích hoạt"
Line = tuple[str, str, str]
"""A name, a stage as rosters write it, a remark; a birth date after the name parted by @."""


def take_in(village: str, day: str, people: Sequence[Line]) -> None:
    """Import the roster of a village; the same names are the same people another day."""
    at = int("".join(filter(str.isdigit, village)))
    lines = []
    for place, (named, stage, note) in zip(count(1), people, strict=False):
        name, _at, born = named.partition("@")
        born = born or "01/02/1990"
        century = 0 if born[-4:] < "2000" else 2
        number = f"038{century}{born[-2:]}{at:02}{place:04}"
        lines.append(f"{place};{name};{born};Nam;{number};;{stage};{note}\n")
    file = Path(f"{village} {day.replace('/', '-')}.csv")
    title = TITLE.format(village=village.upper(), day=day)
    file.write_text(title + HEADINGS + "".join(lines), encoding="utf-8")
    answer = typed("import", file)
    assert answer.code == 0, answer.all
