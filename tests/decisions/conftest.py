"""A small campaign of invented people, imported through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import typed

LIST = """\
STT,Họ và tên,Ngày sinh,Số ĐDCN,Thôn,Chủ hộ,Trạng thái,Ghi chú
1,Nguyễn Văn An,03/05/1990,038090000001,Thôn 1,Nguyễn Văn An,chưa thu nhận,
2,Lê Thị Bình,01/02/1991,038191000002,Thôn 1,Nguyễn Văn An,chưa thu nhận,NVQS
3,Nguyễn Văn An,28/02/1985,038085000003,Thôn 2,Hà Văn Sáu,chưa thu nhận,NVQS
4,Bùi Văn Dũng,01/06/1980,038080000004,Thôn 1,Bùi Văn Dũng,chưa thu nhận,đã chết
5,Phạm Thị Êm,09/09/1988,038188000005,Thôn 1,Bùi Văn Dũng,M2 đã kích hoạt,
6,Võ Văn Giang,31/12/1999,038099000006,Thôn 1,Võ Văn Giang,chưa thu nhận,nvqs
7,Trần Thị Hoa,07/07/1977,038177000007,Thôn 1,Trần Thị Hoa,chưa thu nhận,tâm thần
8,Đỗ Văn Khang,,038070000008,Thôn 2,Đỗ Văn Khang,chưa thu nhận,sai năm sinh
"""
NUMBERS = [line.split(",")[3] for line in LIST.splitlines()[1:]]
AN, BINH, OTHER_AN, DUNG, EM, GIANG, HOA, KHANG = NUMBERS
TODAY = "2024-11-20"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a campaign and its first list; work in it, on 20/11/2024."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EIDC_AS_OF", TODAY)
    assert typed("init", "--preset", "cam-thuy-2024", EIDC_AS_OF=TODAY).code == 0
    Path("thon-1-2.csv").write_text(LIST, encoding="utf-8")
    answer = typed(
        "import", "thon-1-2.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-05", EIDC_AS_OF=TODAY
    )
    assert answer.code in (0, 3), answer.all
    return tmp_path
