"""``eidc import --repair``: the one file of the command handed back as a workbook to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.delivering import Output, write_whole
from eid_campaign.document import Document
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.reports.repaired import repair_said

REPAIR = "eid_campaign.repairing.repair"
"""Imported when a workbook is to be handed back: openpyxl takes a third of a second."""


class Mending:
    """Keeps what was read of the file until it is handed back as ``out``."""

    def __init__(self, files: Sequence[Path], out: Path, output: Output) -> None:
        """Raise UsageProblem, before anything is read, when ``out`` cannot be meant."""
        _check(files, out, output)
        self._out = out
        self._kept: tuple[Any, Any, Any] | None = None
        self._content = b""

    def keep(self, book: Any, reading: Any, request: Any) -> None:
        """Take the file as it was read."""
        self._kept = (book, reading, request)

    def added_to(self, document: Document, app: App, outcome: FileOutcome) -> Document:
        """Make the workbook and return ``document`` with what is to be said of it."""
        if self._kept is None:
            return document
        book, reading, request = self._kept
        problems = {(p.kind, p.sheet, p.row, p.field): p for p in reading.problems}
        more = outcome.problems
        if outcome.imported_on and outcome.import_id:
            with app.read_ledger() as ledger:
                more = ledger.problems(outcome.import_id)  # what the merge found then
        for p in more:
            problems.setdefault((p.kind, p.sheet, p.row, p.field), p)
        self._content, said = import_module(REPAIR).repaired(
            book, reading, tuple(problems.values()), request=request, out=self._out
        )
        return replace(document, blocks=(*document.blocks, repair_said(said, outcome.file)))

    def write(self) -> None:
        """Write the workbook, if there is one; last, for the facts are stored already."""
        if self._content:
            write_whole(self._out, self._content)


def _check(files: Sequence[Path], out: Path, output: Output) -> None:
    if len(files) != 1:
        raise UsageProblem(
            "--repair hands back one workbook, and {count} files were given.",
            "Give the one file to be mended: eidc import --repair OUT.xlsx FILE",
            count=len(files),
        )
    if out.suffix.lower() != ".xlsx":
        raise UsageProblem(
            "The workbook to mend is an Excel workbook: {path} does not end in .xlsx.",
            "Name it for example {better}",
            path=out,
            better=out.with_suffix(".xlsx").name,
        )
    if out.resolve() == files[0].resolve() or (out.exists() and out.samefile(files[0])):
        raise UsageProblem(
            "{path} is the file itself: the original is never written over.",
            "Give the workbook to mend another name.",
            path=out,
        )
    if out.resolve() in {path.resolve() for path in output.files}:
        raise UsageProblem(
            "{path} is asked for twice, by --repair and by -o.",
            "Give the workbook to mend another name.",
            path=out,
        )
    if not out.resolve().parent.is_dir():
        raise UsageProblem(
            "The folder of {path} is not there.", "Make the folder, or name another.", path=out
        )
