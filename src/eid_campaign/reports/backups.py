"""What ``eidc backup`` and ``eidc restore`` say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.wording import N_, _, count, language

_WHICH = {
    "backup": N_("Backup"),
    "present": N_("Present ledger"),
    "before": N_("Ledger before"),
}


@dataclass(frozen=True, slots=True)
class Copied:
    """A ledger or a backup of it, as far as it is told."""

    file: str
    entries: int
    people: int
    last_at: str
    """When the last entry was made, UTC in ISO form; blank where there is none."""
    size: int | None = None
    """In bytes; None where nothing was written."""


def backup_report(made: Copied, as_of: date, *, in_log: bool) -> Document:
    """Return what was written, and that it was verified."""
    notes = [_("The copy was opened again and verified: every page, the log and the people.")]
    if not in_log:
        notes.append(_("The log does not tell of this backup: the ledger could not be written."))
    return Document(
        "backup",
        _("Backup"),
        as_of,
        (_table("backup", _("Written"), (_row("backup", made),)),),
        notes=tuple(notes),
        next_steps=(
            _("Keep it on another disk than the ledger's; it names people, so lock it away."),
            _("Put it back when it is needed: eidc restore FILE"),
        ),
    )


def restore_report(
    backup: Copied,
    present: Copied | None,
    as_of: date,
    *,
    lost: int,
    needs_force: bool,
    copy: str,
    done: bool,
) -> Document:
    """Return what was put back, or would be, and where the ledger as it was is kept."""
    if not done:
        said = [_("Nothing was changed. With this backup the ledger would be as below.")]
    else:
        said = [_("The ledger is again as the backup has it.")]
    if lost and done:
        said.append(
            _("Entries of the ledger before that are no longer in it: {lost}.", lost=count(lost))
        )
    elif lost:
        said.append(_("Entries of the present ledger that would go: {lost}.", lost=count(lost)))
    if copy:
        said.append(_("The ledger as it was before is kept: {copy}", copy=copy))
    elif done:
        said.append(_("There was no ledger before."))
    rows = [_row("backup", backup)]
    if present is not None:
        rows.append(_row("before" if done else "present", present))
    return Document(
        "restore",
        _("Restore"),
        as_of,
        (Text("", tuple(said)), _table("restore", "", tuple(rows), which=True)),
        next_steps=_next_steps(copy, needs_force=needs_force, done=done),
    )


def _next_steps(copy: str, *, needs_force: bool, done: bool) -> tuple[str, ...]:
    if needs_force and not done:
        return (_("Do it: the same command with --force instead of --dry-run."),)
    if not done:
        return (_("Do it: the same command without --dry-run."),)
    again = (_('Back to the ledger before: eidc restore --force "{copy}"', copy=copy),)
    return (_("See what is known now: eidc status"), *(again if copy else ()))


def _table(ident: str, title: str, rows: tuple[Row, ...], *, which: bool = False) -> Table:
    columns = [
        Column("file", _("File")),
        Column("entries", _("Entries of the log"), Kind.COUNT),
        Column("last_entry_on", _("Last entry of"), Kind.DATE),
        Column("people", _("People"), Kind.COUNT),
    ]
    if which:
        columns.insert(0, Column("which_said", "", people_only=True))
        columns.insert(0, Column("which", _("Which"), machine_only=True))
    else:
        columns.append(Column("size", _("Size"), Kind.COUNT, machine_only=True))
        columns.append(Column("size_said", _("Size"), people_only=True))
    return Table(ident, title, tuple(columns), rows)


def _row(which: str, one: Copied) -> Row:
    return {
        "which": which,
        "which_said": _(_WHICH[which]),
        "file": one.file,
        "entries": one.entries,
        "last_entry_on": (
            datetime.fromisoformat(one.last_at).astimezone().date() if one.last_at else None
        ),
        "people": one.people,
        "size": one.size,
        "size_said": _size(one.size or 0),
    }


def _size(size: int) -> str:
    tenths = -(-size * 10 // 1_000_000)  # rounded up: room on a disk is asked about
    point = "." if language() == "en" else ","
    return f"{count(tenths // 10)}{point}{tenths % 10} MB"
