"""What ``eidc log`` says: every entry in words, the newest last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from eid_campaign.campaign.logged import Entry
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.check import code_said
from eid_campaign.wording import N_, _, count, day

SAID = {
    "import": N_("took in {file}"),
    "edit": N_("corrected facts of person {person}"),
    "identity": N_("settled whether persons {kept} and {other} are one"),
    "undo": N_("took entry {target} back"),
    "redo": N_("let entry {target} count again"),
    "decide": N_("decided on person {person}"),
    "take_back": N_("took decision {decision} back"),
    "review": N_("took over {decisions} answers of a review sheet"),
    "tie": N_("tied a spelling to a village"),
    "untie": N_("took the tie of a spelling back: entry {tie}"),
    "mapping": N_("remembered how a make of files is read"),
    "forget": N_("forgot how a make of files is read: entry {mapping}"),
    "rules_adopt": N_("took over the commune's own words: {file}"),
    "rules_drop": N_("let the commune's own words no longer hold"),
    "freeze": N_("kept a report as it was sent"),
    "assert": N_("kept {figures} figures of the national system"),
    "export": N_("wrote {document}: {rows} lines"),
    "backup": N_("made a backup: {file}"),
    "restore": N_("put a backup in the ledger's place"),
    "encrypt": N_("encrypted the ledger"),
    "decrypt": N_("decrypted the ledger"),
    "rekey": N_("changed the passphrase"),
    "purge": N_("removed people for good"),
}
"""Kind of entry → what was done, filled with its details."""

SETTLED = {
    "same": N_("settled that persons {kept} and {other} are one"),
    "two": N_("settled that persons {kept} and {other} are two"),
    "later": N_("put off whether persons {kept} and {other} are one"),
}
"""How a pair of people was settled → what was done."""

DOCUMENTS = {
    "targets": N_("the targets"),
    "reconcile": N_("what was compared with the national system"),
    "report_weekly": N_("the weekly report"),
    "report_daily": N_("the daily report"),
    "report_final": N_("the final report"),
    "report_change": N_("the report of changes"),
    "report_quality": N_("the report on the quality of lists"),
    "why": N_("where a figure comes from"),
    "report_sent": N_("a report as it was sent"),
    "report_exempt": N_("the report on who cannot have an account"),
    "people": N_("the list of people"),
    "person": N_("the sheet of one person"),
    "review": N_("the review sheet"),
    "calendar": N_("the calendar"),
    "duplicates": N_("the list of duplicates"),
    "left": N_("the list of who left the lists"),
    "imports": N_("the list of imports"),
    "status": N_("the state of the campaign"),
    "tally": N_("the table of counts"),
    "purge": N_("the record of a removal"),
    "backup": N_("the note on a backup"),
    "restore": N_("the note on a restore"),
    "undo": N_("the note on what was taken back"),
    "redo": N_("the note on what counts again"),
    "edit": N_("the note on a correction"),
    "decide": N_("the note on a decision"),
    "duplicates_answer": N_("the answer on a pair"),
    "settled_pairs": N_("the list of settled pairs"),
    "import": N_("what became of an import"),
    "explain": N_("why a remark decides as it does"),
    "rules": N_("the rules for remarks"),
    "rules_test": N_("the trial of own words"),
    "villages": N_("the list of villages"),
    "village_tied": N_("the note on a spelling tied"),
    "village_untied": N_("the note on a tie taken back"),
    "mappings": N_("the list of headings settled by hand"),
    "mapping_forgotten": N_("the note on headings forgotten"),
}
COUNTS = ("rows", "decisions", "figures")
"""Details that are counts; other numbers are those of entries and people."""
AUDIENCES = {
    "police": N_("for the police"),
    "team": N_("for the team"),
    "public": N_("for the public"),
    "figures": N_("figures only"),
}


def log_report(entries: Sequence[Entry], as_of: date, *, code: str) -> Document:
    """Return the log, the newest entry last; ``code`` is that of its head."""
    count_, text = Kind.COUNT, Kind.TEXT
    columns = (
        Column("entry", _("No."), Kind.RANK),
        Column("recorded_at", _("Recorded at"), machine_only=True),
        Column("recorded_on", _("Day"), Kind.DATE, people_only=True),
        Column("time_said", _("Time"), people_only=True),
        Column("who", _("Done by")),
        Column("kind", _("Kind"), machine_only=True),
        Column("what_said", _("What was done"), people_only=True),
        Column("command", _("Command"), machine_only=True),
        Column("file", _("File"), machine_only=True),
        Column("format", _("Format"), machine_only=True),
        Column("rows", _("Rows"), count_, machine_only=True),
        Column("audience", _("Audience"), machine_only=True),
        Column("full_numbers", _("Full numbers left"), text, machine_only=True),
        Column("undone_by", _("Undone by"), Kind.RANK, machine_only=True),
        Column("status", _("Status"), machine_only=True),
        Column("status_said", _("Status"), people_only=True),
    )
    title = _("Log")
    kinds = {entry.number: entry.kind for entry in entries}
    rows = tuple(_row(entry, kinds.get(entry.undone_by or 0, "")) for entry in entries)
    return Document(
        "log",
        title,
        as_of,
        (Table("log", title, columns, rows),),
        notes=(code_said(code),) if code else (),
        next_steps=(_("Take an entry back: eidc undo NUMBER"),),
    )


def _row(entry: Entry, ender: str) -> Row:
    """Return an entry's line; ``ender`` is the kind of the entry that took it back."""
    told = entry.details
    undone = entry.undone_by
    return {
        "entry": entry.number,
        "recorded_at": entry.at,
        "recorded_on": entry.local.date() if entry.local else None,
        "time_said": f"{entry.local:%H:%M}" if entry.local else "",
        "who": entry.who,
        "kind": entry.kind,
        "what_said": _what(entry),
        "command": _text(told, "command"),
        "file": _text(told, "file"),
        "format": _text(told, "format"),
        "rows": _number(told, "rows" if entry.kind == "export" else "rows_read"),
        "audience": _text(told, "audience"),
        "full_numbers": "true" if told.get("full_numbers") else "",
        "undone_by": undone,
        "status": "undone" if undone else "active",
        "status_said": _status(entry, ender),
    }


def _status(entry: Entry, ender: str) -> str:
    if entry.undone_by is None:
        return ""
    if ender == entry.kind != "undo":  # an answer in the place of an earlier one
        return _("replaced by entry {entry}", entry=entry.undone_by)
    return _("undone by entry {entry}", entry=entry.undone_by)


def _what(entry: Entry) -> str:
    """Return what was done, in words; the kind itself where it is newer than these words."""
    said = SAID.get(entry.kind)
    if entry.kind == "identity":
        said = SETTLED.get(_text(entry.details, "verdict"), said)
    elif entry.kind == "undo" and entry.details.get("read_anew"):
        said = N_("took entry {target} back, to read its file anew")
    if said is None:
        return entry.kind
    details = _Details({name: _worded(name, value) for name, value in entry.details.items()})
    if entry.kind == "export":
        details["document"] = _document(entry.details)
    parts = [_(said).format_map(details)]
    if entry.kind == "import":
        parts += _import_parts(entry.details)
    elif entry.kind == "assert" and (as_of := _text(entry.details, "as_of")):
        parts.append(_("of {day}", day=day(date.fromisoformat(as_of))))
    elif entry.kind == "export":
        parts += _export_parts(entry.details)
    elif entry.kind == "identity" and entry.details.get("facts"):
        parts.append(_("and which of their facts stay"))
    return ", ".join(parts)


class _Details(dict[str, str]):
    """The details of an entry; what an older entry does not tell is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _import_parts(told: Mapping[str, object]) -> list[str]:
    parts = []
    if as_of := _text(told, "as_of"):
        parts.append(_("of {day}", day=day(date.fromisoformat(as_of))))
    read, new, changed = (_number(told, name) for name in ("rows_read", "new", "changed"))
    if read is not None:
        parts.append(
            _(
                "{read} rows: {new} new, {changed} changed",
                read=count(read),
                new=count(new or 0),
                changed=count(changed or 0),
            )
        )
    elif (units := _number(told, "units")) is not None:
        parts.append(_("{units} units", units=count(units)))
    return parts


def _export_parts(told: Mapping[str, object]) -> list[str]:
    parts = [_text(told, "file") or _("shown as {format}", format=_text(told, "format"))]
    audience = _text(told, "audience")
    if audience in AUDIENCES:
        parts.append(_(AUDIENCES[audience]))
    if told.get("full_numbers"):
        parts.append(_("with full citizen numbers"))
    return parts


def _document(told: Mapping[str, object]) -> str:
    name = _text(told, "document")
    return _(DOCUMENTS[name]) if name in DOCUMENTS else name


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name, "")
    return value if isinstance(value, str) else ""


def _number(told: Mapping[str, object], name: str) -> int | None:
    value = told.get(name)
    return value if isinstance(value, int) else None


def _worded(name: str, value: object) -> str:
    return count(value) if isinstance(value, int) and name in COUNTS else str(value)
