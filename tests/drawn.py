"""People and rosters drawn as text, for the tests of merging and of the ledger."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from datetime import date

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.rosters import Roster
from eid_campaign.roster.schema import STAGE_UNKNOWN, TEXT_COLUMNS, Frame, frame_of

ME = Author("người trực", "2024-11-30T08:00:00+00:00")
BASELINE, WEEK_2, WEEK_3 = date(2024, 11, 5), date(2024, 11, 12), date(2024, 11, 19)


def number(end: int) -> str:
    """Return a well-formed invented citizen number of a man born in 1990."""
    return f"038090{end:06d}"


def people(drawn: str, **same: str) -> Frame:
    """Return people in the schema: a line of column names, then a line a person.

    Two spaces or more stand between cells; ``-`` is a blank, ``#7`` the invented citizen number
    7. ``same`` fills columns alike for all; everybody is of Cẩm Tân, Thôn 1 and born on
    1990-05-03 unless drawn otherwise.
    """
    lines = [re.split(r"\s{2,}", line.strip()) for line in drawn.strip().splitlines()]
    names, rows = lines[0], lines[1:]
    columns: dict[str, list[object]] = {
        "commune": ["Cẩm Tân"] * len(rows),
        "village": ["Thôn 1"] * len(rows),
        "birth_date": ["1990-05-03"] * len(rows),
        "sheet": ["Sheet1"] * len(rows),
        "row": list(range(5, 5 + len(rows))),
    }
    for at, name in enumerate(names):
        columns[name] = [_cell(name, row[at]) for row in rows]
    return frame_of(columns | {name: [value] * len(rows) for name, value in same.items()})


def _cell(name: str, text: str) -> object:
    if name == "stage":
        return STAGE_UNKNOWN if text == "-" else int(STAGE_OF_ID[text])
    if text == "-":
        return ""
    return number(int(text[1:])) if text.startswith("#") else text


def roster(
    drawn: str | Frame,
    day: date = BASELINE,
    *,
    file: str = "thôn 1.xlsx",
    problems: tuple[Problem, ...] = (),
) -> Roster:
    """Return a roster of drawn people; rows refused are counted from ``problems``."""
    frame = people(drawn) if isinstance(drawn, str) else drawn
    refused = sum(problem.severity is Severity.REFUSED for problem in problems)
    written = _as_csv(frame) + day.isoformat() + file
    return Roster(
        people=frame,
        file=file,
        sha256=hashlib.sha256(written.encode()).hexdigest(),
        as_of=day,
        as_of_source="title",
        rows_read=len(frame) + refused,
        problems=problems,
    )


def _as_csv(frame: Frame) -> str:
    """Return what the file of a roster would hold, so that each has a digest of its own."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["", *frame.columns])
    lines.writerows([at, *row.values()] for at, row in enumerate(frame.records()))
    return text.getvalue()


def shown(frame: Frame, *names: str) -> list[tuple[str, ...]]:
    """Return rows as tuples of text, stages by their id and blanks as ``-``."""
    ids = {int(stage): name for name, stage in STAGE_OF_ID.items()}
    numbers = {number(end): f"#{end}" for end in range(1000)}
    wanted = names or TEXT_COLUMNS
    rows = []
    for values in zip(*(frame[name].tolist() for name in wanted), strict=True):
        cells = []
        for name, value in zip(wanted, values, strict=True):
            text = ids.get(value, "-") if name == "stage" else str(value) or "-"
            cells.append(numbers.get(text, text))
        rows.append(tuple(cells))
    return rows
