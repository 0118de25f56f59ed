"""What formulas came to, put back into a workbook that openpyxl wrote without it.

Excel computes them anew, but until someone opens and saves the file there, a reader would find
blanks: in a list they are names and villages.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook.workbook import Workbook

Values = Mapping[str, Mapping[str, object]]
"""By the part of a sheet, then by cell ("C7"), what its formula came to."""

_FORMULA = re.compile(
    r'<c r="([A-Z]{1,3}\d{1,7})"([^>]*)>(<f\b(?:[^>]*/>|[^>]*>[^<]*</f>))<v\s*(?:/>|></v>)</c>'
)
_day_number: Callable[..., float] = to_excel
_TYPE = re.compile(r' t="[^"]*"')


def formula_values(raw: bytes, book: Workbook) -> Values:
    """Return what the formulas of the workbook ``raw``, opened as ``book``, came to."""
    formulas = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row
                      if cell.data_type == "f"]
        for sheet in book.worksheets
    }  # fmt: skip
    if not any(formulas.values()):
        return {}
    values = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    found = {}
    for number, sheet in enumerate(book.worksheets, 1):
        known = values[sheet.title]
        found[f"xl/worksheets/sheet{number}.xml"] = {
            at: _serial(value, book)
            for at in formulas[sheet.title]
            if (value := known[at].value) is not None
        }
    return found


def _serial(value: object, book: Workbook) -> object:
    if isinstance(value, (date, datetime, time, timedelta)):
        return _day_number(value, book.epoch)
    return value


def with_values(raw: bytes, values: Values) -> bytes:
    """Return the workbook ``raw``, as openpyxl wrote it, with ``values`` for its formulas."""
    if not values:
        return raw
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(made, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            known = values.get(part.filename)
            if known:
                content = _filled(content.decode("utf-8"), known).encode("utf-8")
            after.writestr(part, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _filled(text: str, values: Mapping[str, object]) -> str:
    def fill(found: re.Match[str]) -> str:
        at, attributes, formula = found.groups()
        if at not in values:
            return found[0]
        kind, value = _written(values[at])
        attributes = _TYPE.sub("", attributes) + (f' t="{kind}"' if kind else "")
        return f'<c r="{at}"{attributes}>{formula}<v>{value}</v></c>'

    return _FORMULA.sub(fill, text)


def _written(value: object) -> tuple[str, str]:
    """Return a value's type and text as a worksheet part writes them."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, (int, float)):
        return "", repr(value)
    text = str(value)
    return ("e" if text.startswith("#") and text.isupper() else "str"), escape(text)
