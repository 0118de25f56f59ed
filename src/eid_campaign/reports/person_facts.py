"""What is known of one person and what changed, each with the row that said so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eid_campaign.campaign.decisions import Decision
from eid_campaign.campaign.history import Change, Version, changes, facts
from eid_campaign.campaign.privacy import Audience, masked_number, masked_phone
from eid_campaign.campaign.sensitive import tells_sensitive
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.campaign.standings import SENSITIVE, Reason
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.people import born_said
from eid_campaign.reports.problem_words import field_said
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import _


class Sight(NamedTuple):
    """What the reader may see."""

    police: bool
    own: str

    def hides(self, text: str) -> bool:
        """Whether a remark or a ground may not be shown."""
        if self.police:
            return False
        shown = shown_note(text, Reason.NONE, Audience.TEAM, self.own)
        return shown != text or tells_sensitive(text)

    def hides_decision(self, decision: Decision) -> bool:
        """Whether a decision may not be shown: by its reason, or by its ground."""
        sensitive = decision.wanted.reason in SENSITIVE and not self.police
        return sensitive or self.hides(decision.wanted.because)


def facts_table(versions: Sequence[Version], sight: Sight) -> Table:
    """Return what is known now, and since when by which source."""
    columns = (
        Column("field", _("What"), machine_only=True),
        Column("field_said", _("What"), people_only=True),
        Column("value", _("Value"), machine_only=True),
        Column("value_said", _("How it is"), people_only=True),
        Column("since", _("Since"), Kind.DATE),
        Column("source", _("Source"), Kind.RANK),
    )
    rows: tuple[Row, ...] = tuple(
        {
            **_fact(fact.name, fact.value, sight),
            "since": fact.since.day,
            "source": _place(versions, fact.since),
        }
        for fact in facts(versions)
    )
    return Table("facts", _("What is known"), columns, rows)


def changes_table(versions: Sequence[Version], sight: Sight) -> Table:
    """Return each fact that became another one."""
    columns = (
        Column("as_of", _("Day"), Kind.DATE),
        Column("field", _("What"), machine_only=True),
        Column("field_said", _("What"), people_only=True),
        Column("before", _("Before"), machine_only=True),
        Column("before_said", _("Before"), people_only=True),
        Column("after", _("After"), machine_only=True),
        Column("after_said", _("After"), people_only=True),
        Column("source", _("Source"), Kind.RANK),
    )
    rows = tuple(_change(each, _place(versions, each.version), sight) for each in changes(versions))
    return Table("changes", _("What changed"), columns, rows)


def _change(change: Change, source: int, sight: Sight) -> Row:
    before = _fact(change.name, change.before, sight)
    after = _fact(change.name, change.after, sight)
    return {
        "as_of": change.version.day,
        "field": change.name,
        "field_said": after["field_said"],
        "before": before["value"],
        "before_said": before["value_said"] or "–",
        "after": after["value"],
        "after_said": after["value_said"] or "–",
        "source": source,
    }


def stages_table(versions: Sequence[Version]) -> Table:
    """Return the stages of the account over time."""
    columns = (
        Column("as_of", _("Day"), Kind.DATE),
        Column("stage", _("Stage"), machine_only=True),
        Column("stage_said", _("Stage"), people_only=True),
        Column("source", _("Source"), Kind.RANK),
    )
    rows: list[Row] = []
    before = ""
    for source, version in enumerate(versions, start=1):
        if version.stage != before:
            said = stage_said(STAGE_OF_ID.get(version.stage))
            stage = {"stage": version.stage, "stage_said": said}
            rows.append({"as_of": version.day, **stage, "source": source})
        before = version.stage
    return Table("stages", _("Stages of the account"), columns, tuple(rows))


def sources_table(versions: Sequence[Version]) -> Table:
    """Return each row that said something new; the other tables name it by its number."""
    columns = (
        Column("source", _("Source"), Kind.RANK),
        Column("as_of", _("Day"), Kind.DATE),
        Column("file", _("File")),
        Column("sheet", _("Sheet")),
        Column("row", _("Row"), Kind.RANK),
        Column("import_id", _("Import"), Kind.RANK),
        Column("recorded_on", _("Recorded on"), Kind.DATE),
        Column("who", _("By"), machine_only=True),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "source": number,
            "as_of": version.day,
            "file": version.source.file or _("(corrected by hand)"),
            "sheet": version.source.sheet,
            "row": version.source.row,
            "import_id": version.source.import_id,
            "recorded_on": version.source.recorded,
            "who": version.source.who,
        }
        for number, version in enumerate(versions, start=1)
    )
    return Table("sources", _("Sources: each row that said something new"), columns, rows)


def _place(versions: Sequence[Version], version: Version) -> int:
    return versions.index(version) + 1


def _fact(name: str, value: str, sight: Sight) -> dict[str, str]:
    """Return a fact in both forms, masked unless for the police."""
    if not sight.police and name in ("citizen_id", "old_id"):
        value = masked_number(value)
    elif not sight.police and name == "phone":
        value = masked_phone(value)
    label = _("Commune") if name == "commune" else field_said(name)
    told = {"field": name, "field_said": label[:1].upper() + label[1:], "value": value}
    if name == "note" and sight.hides(value):
        return told | {"value": "", "value_said": _("for the police only")}
    said = {
        "birth_date": born_said(value),
        "sex": {"M": _("male"), "F": _("female")}.get(value, value),
        "stage": stage_said(STAGE_OF_ID.get(value)),
    }.get(name, value)
    return told | {"value_said": said}
