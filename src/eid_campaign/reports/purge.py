"""The receipt of a purge: when, who, on what basis, how much; and no name."""

from __future__ import annotations

from datetime import date, datetime

from eid_campaign.campaign.purged import Purged
from eid_campaign.document import Column, Document, Kind, Table, Text
from eid_campaign.wording import N_, _, day

_WHAT = {
    "person": N_("one person, at their request"),
    "before": N_("facts of before {day} that are no longer needed"),
    "campaign": N_("the whole campaign"),
}
_COUNTED = {
    "people": N_("People"),
    "records": N_("Records, earlier ones too"),
    "said": N_("Facts told and not taken"),
    "decisions": N_("Decisions with their grounds"),
    "households": N_("Records of the household that bore the name"),
    "problems": N_("Problems of the person's rows, their details"),
    "words": N_("Remarks and sheet names that nobody else has"),
    "imports": N_("Imports"),
    "entries": N_("Entries of the log"),
    "copies": N_("Automatic copies"),
    "kept_days": N_("Days of which the counts are kept as totals"),
}

_LEFT = {
    "room": N_(
        "The removal is done; the disk only lacked room to make the file smaller. Those removed"
        " are overwritten in it. The next removal makes it smaller."
    ),
    "journal": N_(
        "The removal is done, but SQLite's journal beside the ledger could not be overwritten yet:"
        " the next command of eidc does it. Give one as soon as the disk is in order: eidc check"
    ),
    "copy": N_(
        "The removal is done and the old copies are gone, but no new copy could be made for lack"
        " of room or disk. Make room, then make one: eidc backup"
    ),
}
"""What remains to be done after a removal, each with how it is finished."""


def purge_report(purged: Purged, as_of: date) -> Document:
    """Return the receipt, or for a dry run what would go."""
    title = _("What would be removed (nothing was)") if purged.dry_run else _("Record of removal")
    columns = (
        Column("counted", "id", machine_only=True),
        Column("said", _("What"), people_only=True),
        Column("count", _("Count"), Kind.COUNT),
    )
    table = Table(
        "purged",
        _("Removed for good"),
        columns,
        tuple(
            {"counted": name, "said": _(_COUNTED[name]), "count": number}
            for name, number in purged.counts.items()
        ),
    )
    return Document(
        "purge",
        title,
        as_of,
        (Text("", tuple(_lines(purged))), table),
        notes=tuple(_notes(purged)),
        next_steps=_next(purged),
    )


def _lines(purged: Purged) -> list[str]:
    what = _(_WHAT[purged.what], day=day(purged.before) if purged.before else "")
    said = [
        _("Removed: {what}.", what=what),
        _("Basis: {basis}.", basis=purged.basis),
        _done(purged),
    ]
    if purged.dry_run:
        return said[:2]
    if purged.what == "campaign":
        said.append(
            _("The log's last entry was {entry}: {head}", entry=purged.entry, head=purged.head)
        )
    else:
        said.append(_("Entry {entry} of the log: {head}", entry=purged.entry, head=purged.head))
    return said


def _done(purged: Purged) -> str:
    """Say who removed it and when, by this computer's own clock."""
    at = datetime.fromisoformat(purged.at).astimezone()
    return _(
        "Done by {who} on {day} at {time}.",
        who=purged.who or "?",
        day=day(at.date()),
        time=f"{at:%H:%M}",
    )


def _notes(purged: Purged) -> list[str]:
    said = [_(_LEFT[name]) for name in purged.left]
    if purged.what != "campaign" and purged.counts.get("copies") and "copy" not in purged.left:
        said.append(
            _("In the place of the automatic copies one of what is left would stand.")
            if purged.dry_run
            else _("In the place of the automatic copies stands one of what is left.")
        )
    if purged.what == "person":
        said.append(
            _(
                "Reports that were sent keep their counts; those of earlier weeks, asked anew,"
                " count one person less."
            )
        )
    if purged.what == "before":
        said.append(
            _(
                "Kept: what is known now, the baseline, and the counts of earlier days by village."
                " Lost: earlier states of each person, lists of people of those days,"
                " --known-on for them, and undoing their imports."
            )
        )
    if purged.mentions:
        said.append(
            _(
                "{count} remarks of other people hold this name; they were left as they are. If"
                " they speak of this person, correct the lists and import them again.",
                count=purged.mentions,
            )
        )
    if purged.files:
        said.append(
            _(
                "A file named in the log (entries {entries}) bears this name; the log cannot be"
                " changed. It goes with the campaign: eidc purge --campaign",
                entries=", ".join(map(str, purged.files)),
            )
        )
    if purged.elsewhere:
        said.append(
            _(
                "Copies written elsewhere are not reached; destroy them yourself: {files}.",
                files=", ".join(purged.elsewhere),
            )
        )
    said.append(
        _(
            "Overwriting reaches the old bytes on a magnetic disk; on an SSD or a USB stick only"
            " an encrypted ledger is sure (eidc encrypt). The lists that were imported lie where"
            " they lay."
        )
    )
    return said


def _next(purged: Purged) -> tuple[str, ...]:
    if purged.dry_run:
        return (_("To do it, give the command again without --dry-run."),)
    return () if purged.what == "campaign" else (_("See that all is well: eidc check"),)
