"""A campaign of a test's own with three small rosters, and the way to type a command."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, typed
from tests.cli.lists import roster

TODAY = "2024-11-19"
FIRST = (
    "1;Nguyễn Văn An;03/05/1990;Nam;038090000001;0950000001;Chưa thu nhận;đi làm ăn xa\n"
    "2;Lê Thị Bình;1971;Nữ;038171000002;;Mức 2 đã kích hoạt;đang ở Hàn Quốc\n"
    "3;Hà Thị Cúc;28/02/1985;Nữ;038185000003;;Chưa thu nhận;đang ở Hàn Quốc đến tháng 3/2025\n"
    "4;Bùi Văn Dũng;20/11/2010;Nam;038210000004;;Chưa thu nhận;\n"
    "5;Trần Văn Giáp;01/01/1980;Nam;038080000005;;Chưa thu nhận;đang chấp hành án phạt tù\n"
    "6;Phạm Thị Hoa;02/02/1975;Nữ;038175000006;;Chưa thu nhận;\n"
    "7;Phạm Thị Hoa;05/06/1999;Nữ;038199000007;;Chưa thu nhận;\n"
    "8;Đỗ Thị Khánh;05/06/1964;Nữ;038164000008;;Chưa thu nhận;đã cai nghiện xong\n"
)
SECOND = (
    "1;Nguyễn Văn An;03/05/1990;Nam;038090000001;0950000002;Mức 2 chưa kích hoạt;đi làm ăn xa\n"
    "5;Trần Văn Giáp;01/01/1980;Nam;038080000005;;Chưa thu nhận;mới ra tù\n"
)


@pytest.fixture
def eidc() -> Callable[..., Answer]:
    """Return the way to type a command on 19/11/2024."""
    return partial(typed, EIDC_AS_OF=TODAY)


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with the rosters of 5/11 and 12/11/2024; work in it."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    for name, people, day in (("a.csv", FIRST, "05/11/2024"), ("b.csv", SECOND, "12/11/2024")):
        answer = typed("import", roster(tmp_path / name, people, day=day))
        assert answer.code in (0, 3), answer.all
    return tmp_path
