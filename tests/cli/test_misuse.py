"""A command typed wrongly is answered in Vietnamese alone, click's own sentences too."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click
import pytest

from .conftest import typed

SLIPS = {
    ("reprot",): "Có phải 'export', 'redo', 'report'?",
    ("report", "wekly"): "Có phải 'weekly'?",
    ("people", "--comune", "x"): "Có phải '--commune'?",
    ("imports", "--known"): "Có phải '--known-on'",
    ("duplicates", "--keep", "3"): "chỉ nhận '1', '2', không nhận '3'",
    ("people", "a", "b"): "Lệnh có phần thừa: a b",
    ("import", "--as-of"): "Sau tùy chọn '--as-of' còn thiếu giá trị.",
    ("import",): "Thiếu tham số",
    ("people", "--format", "xyz"): "không nhận 'xyz'",
    ("duplicates", "--min-score", "500"): "từ 0 đến 100",
}


def _english() -> set[str]:
    """Return every run of words that click may say to a user, as its source has them."""
    found: set[str] = set()
    for name in ("core", "exceptions", "parser", "types"):
        source = (Path(click.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant):
                        runs = re.findall(r"[A-Za-z ]{4,}", re.sub(r"{.*?}", "|", argument.value))
                        found |= {run.strip() for run in runs if " " in run.strip()}
    return found


@pytest.mark.parametrize(
    ("words", "answer"), SLIPS.items(), ids=[" ".join(words) for words in SLIPS]
)
def test_a_slip_is_answered_in_vietnamese(words: tuple[str, ...], answer: str) -> None:
    """What is wrong and what was likely meant; no sentence of click's is left in English."""
    said = typed(*words, lang="vi")
    assert said.code == 2
    assert answer in said.all
    english = _english()
    assert {"is not one of", "Did you mean", "requires an argument"} <= english
    assert {each for each in english if each in said.all} == set()
