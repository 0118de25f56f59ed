"""What ``eidc check`` says: each finding in words, with what to do, or that all is well."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.logged import Checked, Finding
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.reconciled_words import figure_said, held_said, place_said
from eid_campaign.wording import N_, _, count, day

_BACKUP = N_(
    "Put back a backup from before it: eidc restore FILE; then enter again what was done since."
)
_IMPORT = N_("Take that import back (eidc undo {entry}) and import its file again.")
_PLAN = N_("Compare with the printed appendix; if the file was wrong, import the right one.")

SAID: dict[str, tuple[str, str]] = {
    "damaged": (N_("The ledger's file is damaged: pages of it cannot be read."), _BACKUP),
    "unreadable": (N_("A part of the ledger cannot be read: {part}."), _BACKUP),
    "reference": (
        N_("Lines of the table {table} speak of something that is no longer there."),
        _BACKUP,
    ),
    "shape": (N_("{name} in the ledger is not as eidc made it."), _BACKUP),
    "log": (
        N_("From entry {entry} on the log is no longer as it was written."),
        _BACKUP,
    ),
    "unsealed": (N_("From entry {entry} on the seals do not fit the log."), _BACKUP),
    "changed": (
        N_("What entry {entry} wrote was changed with another program."),
        _BACKUP,
    ),
    "sealed_together": (
        N_("Of what was written up to entry {entry} something was changed with another program."),
        _BACKUP,
    ),
    "marks": (
        N_("What was taken back or done again was changed with another program: entry {entry}."),
        _BACKUP,
    ),
    "words": (N_("{words} words in the ledger were written by no entry."), _BACKUP),
    "cut_off": (
        N_("The log ends with entry {last}, before the code {code}: its end was cut off."),
        _BACKUP,
    ),
    "other_code": (
        N_("Entry {entry} is not the one from which the code {code} was taken."),
        N_("Compare the code with the printed report; if it is right, put back a backup of then."),
    ),
    "rows": (
        N_("Entry {entry} read {read} rows, but its counts make {parts}."),
        _IMPORT,
    ),
    "log_counts": (N_("The counts of entry {entry} are not those in the log."), _IMPORT),
    "villages": (
        N_("The villages of entry {entry} have {villages} people, but {kept} rows were kept."),
        _IMPORT,
    ),
    "seen": (N_("Entry {entry} saw {seen} people in {kept} rows."), _IMPORT),
    "unseen": (
        N_("Entry {entry} wrote of {people} people who are not on its list."),
        _IMPORT,
    ),
    "units": (N_("Entry {entry} has {units} units, not as many as it read."), _IMPORT),
    "undone_left": (
        N_("Entry {entry} was taken back, but something of it still counts."),
        _BACKUP,
    ),
    "turned_round": (N_("{records} facts ended before they began."), _BACKUP),
    "twice": (N_("{people} people stand twice in one import."), _BACKUP),
    "no_word": (N_("{records} facts name a village or remark that is not there."), _BACKUP),
    "not_counted": (
        N_("{people} people are known, but the reports count {counted}, or in other places."),
        _BACKUP,
    ),
    "kept_tally": (
        N_("The figures kept for {day} are not those that are counted anew."),
        _BACKUP,
    ),
    "plan_level2": (
        N_(
            "{unit}: the appendix gives {told} as the target of level 2; the share makes"
            " {computed}."
        ),
        _PLAN,
    ),
    "plan_activation": (
        N_(
            "{unit}: the appendix gives {told} as the target of activation; the accounts not"
            " activated, level 1 and level 2, make {computed}."
        ),
        _PLAN,
    ),
    "plan_total": (
        N_("The appendix prints the total {printed}; its units make {summed}."),
        _PLAN,
    ),
    "asserted_moved": (
        N_(
            "{figure}, {place}, {day}: the national system had {asserted}, the ledger {then} when"
            " they were compared; now the ledger counts {now} (entry {entry})."
        ),
        N_(
            "See what was entered since: eidc log. If the ledger is right now, compare again:"
            " eidc reconcile; if the figure was mistyped: eidc undo {entry}"
        ),
    ),
    "rebuilt": (
        N_("What is stored of {people} people is not what the imports that count say of them."),
        _BACKUP,
    ),
}
"""Kind of finding → what it is, and what to do."""

CHECKS = {
    "database": N_("the file: every page can be read"),
    "references": N_("every line speaks of something that is there"),
    "tables": N_("the tables and their locks are as eidc made them"),
    "log": N_("the log: no entry changed, none missing"),
    "seals": N_("what each entry wrote: nobody changed it since"),
    "code": N_("the code noted earlier, where one was given"),
    "imports": N_("every import: its counts make up the rows it read"),
    "people": N_("everybody known is counted once, in the right place"),
    "tallies": N_("the figures kept for reports are those counted anew"),
    "plan": N_("the appendix: targets and totals follow from its columns"),
    "rebuilt": N_("what is known is what the imports that count say"),
    "asserted": N_("figures of the national system: the ledger has not moved away from them"),
}
"""What is checked, as it is said; ``eidc check -v`` lists it."""


def check_report(found: Checked, as_of: date, *, verbose: bool = False) -> Document:
    """Return what was found, and with ``verbose`` what was looked at."""
    title = _("Check of the ledger")
    columns = (
        Column("entry", _("No."), Kind.RANK),
        Column("kind", _("Kind"), machine_only=True),
        Column("finding", _("What was found")),
        Column("to_do", _("What to do")),
    )
    rows = tuple(map(_row, found.findings))
    # Sentences for people: two columns of them would be too narrow to be read.
    table = Table("findings", _("What is not right"), columns, rows, files_only=True)
    blocks: list[Table | Text] = [table]
    if rows:
        blocks.append(Text(table.title, tuple(str(row["finding"]) for row in rows)))
        to_do = tuple(dict.fromkeys(str(row["to_do"]) for row in rows))
        blocks.append(Text(_("What to do"), to_do))
    else:
        blocks.append(Text("", (_("All is well."),)))
    if verbose:
        checked = tuple(_(CHECKS[check]) for check in found.checks)
        blocks.append(Text(_("What was checked"), checked))
        if found.asserted:
            held = _("Figures of the national system that are held")
            blocks.append(Text(held, held_said(found.asserted)))
    return Document("check", title, as_of, tuple(blocks), notes=_notes(found))


def _row(finding: Finding) -> Row:
    said, to_do = SAID[finding.kind]
    values = {name: _worded(value) for name, value in finding.values.items()}
    if finding.kind == "unreadable":
        values["part"] = _(CHECKS[str(finding.values["what"])])
    if finding.kind == "asserted_moved":
        values["figure"] = figure_said(str(finding.values["figure"]))
        values["place"] = place_said(str(finding.values["unit"]), str(finding.values["village"]))
    values["entry"] = str(finding.entry or "–")
    return {
        "entry": finding.entry,
        "kind": finding.kind,
        "finding": _(said, **values),
        "to_do": _(to_do, **values),
    }


def _worded(value: object) -> str:
    if isinstance(value, int):
        return count(value)
    return day(value) if isinstance(value, date) else str(value)


def _notes(found: Checked) -> tuple[str, ...]:
    notes = [_("Entries of the log: {entries}", entries=count(found.entries))]
    if found.code:
        notes.append(code_said(found.code))
    if found.sealed_from > 1:
        notes.append(
            _(
                "What was written before entry {entry} is sealed together: a change in it is"
                " found, but not in which entry.",
                entry=found.sealed_from,
            )
        )
    return tuple(notes)


def code_said(code: str) -> str:
    """Return the ledger's code with what it is good for."""
    return _(
        "Code of the ledger: {code}. Noted on paper it proves later that nothing was cut off:"
        " eidc check --code {code}",
        code=code,
    )
