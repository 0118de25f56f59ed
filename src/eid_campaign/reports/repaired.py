"""What ``eidc import --repair`` says about the workbook it handed back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eid_campaign.document import Text
from eid_campaign.wording import _, count


@dataclass(frozen=True, slots=True)
class RepairSaid:
    """The workbook handed back; counts are of cells."""

    path: Path
    refused: int = 0
    doubtful: int = 0
    mended: int = 0
    proposals: int = 0
    as_it_was: bool = True
    """Whether it looks as the file did; else it was written anew from the cells."""
    needs_name: bool = False
    """Whether the day or the place stand in the name of the file alone."""

    @property
    def written(self) -> bool:
        """Whether there was anything to mark."""
        return bool(self.refused or self.doubtful or self.mended)


def repair_said(repair: RepairSaid, file: str) -> Text:
    """Return what became of the workbook to mend, ``file`` being the name of the original."""
    title = _("The workbook to mend")
    if not repair.written:
        return Text(title, (_("Nothing is wrong in {file}: no workbook was written.", file=file),))
    said = [
        _(
            "{path}: {refused} cells red (row refused), {doubtful} yellow (look at it), {mended}"
            " green (mended already); each has a comment.",
            path=repair.path,
            refused=count(repair.refused),
            doubtful=count(repair.doubtful),
            mended=count(repair.mended),
        )
    ]
    if repair.proposals:
        said.append(
            _(
                "{count} proposed values stand in the columns to the right of the list; they are"
                " not read when the workbook is imported again.",
                count=count(repair.proposals),
            )
        )
    if not repair.as_it_was:
        said.append(
            _("It was written anew from the cells of {file}: its formats were not kept.", file=file)
        )
    if repair.needs_name:
        said.append(
            _(
                "The day or the place of the list stands only in the name {file}: keep it in the"
                " name of the mended workbook, or give --as-of, --village or --commune.",
                file=file,
            )
        )
    said.append(
        _(
            "It holds every name and number of the list in full, as the file does: give it only to"
            " who made the list."
        )
    )
    said.append(_("Mend it in Excel, save it, then: eidc import {path}", path=f'"{repair.path}"'))
    return Text(title, tuple(said))
