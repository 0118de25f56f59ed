"""What ``eidc rules`` says: the rules for remarks, and which own ones hold since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.note_model import Rule
from eid_campaign.campaign.own_rules import PREFIX, OwnLine
from eid_campaign.campaign.standings import Reason
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.exempt_tables import OBSTACLES
from eid_campaign.reports.rule_words import rule_said
from eid_campaign.reports.words import REASONS
from eid_campaign.wording import N_, _, count, day

DECISIONS = {
    "EXEMPT": N_("exempt"),
    "OFF_LIST": N_("off the list"),
    "TO_VERIFY": N_("to verify"),
    "ELIGIBLE": N_("eligible"),
    "NO_PHONE": N_("uses no phone (exempt with old age only)"),
    "USES_PHONE": N_("uses a phone: eligible"),
    "OLD": N_("old, nothing more: to verify"),
    "CHILD": N_("the birth date decides"),
}


class Holding(NamedTuple):
    """An own table that was adopted, or their end (``rules`` is 0)."""

    from_day: date
    file: str
    rules: int
    who: str
    said_on: date
    superseded: bool
    """Whether a later word took its place before it could hold."""


def rules_report(
    rules: Sequence[Rule],
    own: Sequence[OwnLine],
    held: Sequence[Holding],
    as_of: date,
    *,
    edited: Path | None,
) -> Document:
    """Return the rules that hold on ``as_of``; ``edited`` is an own file not adopted as it is."""
    columns = (
        Column("rule", _("Rule")),
        Column("category", _("Category"), machine_only=True),
        Column("category_said", _("Category"), people_only=True),
        Column("decision", _("Decides"), machine_only=True),
        Column("decision_said", _("Decides"), people_only=True),
        Column("matches", _("What it matches")),
        Column("example", _("Example")),
        Column("source", _("Source"), machine_only=True),
        Column("source_said", _("Source"), people_only=True),
    )
    by_rule = {line.rule: line for line in own}
    rows = [_rule_row(rule, by_rule.get(rule.id)) for rule in rules]
    title = _("Rules for remarks on {day}", day=day(as_of))
    blocks: list[Table | Text] = [Table("rules", title, columns, tuple(rows))]
    alike = [line for line in own if line.like]
    if alike:
        blocks.append(_alike(alike))
    if held:
        blocks.append(_holdings(held))
    notes = [
        _(
            "In this order: the first category that fits decides. Every rule gives way when the"
            " remark speaks of another person, denies it, says it is over or still to come."
        )
    ]
    if edited is not None:
        notes.append(
            _(
                "{file} in the campaign folder is not what holds; try it with: eidc rules test"
                " {file}",
                file=edited.name,
            )
        )
    return Document(
        "rules",
        title,
        as_of,
        tuple(blocks),
        notes=tuple(notes),
        next_steps=(_("Begin a table of your own words: eidc rules start"),) if not own else (),
    )


def _rule_row(rule: Rule, own: OwnLine | None) -> Row:
    category = rule.reason.value or rule.topic
    return {
        "rule": rule.id,
        "category": category,
        "category_said": category_said(category),
        "decision": rule.decision.lower(),
        "decision_said": _(DECISIONS[rule.decision]),
        "matches": " | ".join(own.phrases) if own else rule_said(rule.id, ""),
        "example": rule.example,
        "source": "own" if own else "built_in",
        "source_said": _("your own table, line {line}", line=own.line) if own else _("built in"),
    }


def category_said(category: str) -> str:
    """Return what a reason or a topic is called."""
    if category in OBSTACLES:
        return _(OBSTACLES[category])
    return _(REASONS[Reason(category)]) if category in set(Reason) - {""} else _("says nothing")


def _alike(lines: Sequence[OwnLine]) -> Table:
    return Table(
        "own_words",
        _("Your own words for known ones"),
        (
            Column("rule", _("Line")),
            Column("words", _("Words")),
            Column("like", _("As good as")),
            Column("comment", _("Comment")),
        ),
        tuple(
            {
                "rule": line.rule.removeprefix(PREFIX),
                "words": " | ".join(line.phrases),
                "like": line.like,
                "comment": line.comment,
            }
            for line in lines
        ),
    )


def _holdings(held: Sequence[Holding]) -> Table:
    return Table(
        "adopted",
        _("Your own tables over time"),
        (
            Column("from_day", _("Holds from"), Kind.DATE),
            Column("file", _("File")),
            Column("rules", _("Rules"), Kind.COUNT),
            Column("who", _("By")),
            Column("said_on", _("Said on"), Kind.DATE),
            Column("superseded", _("Replaced before its day"), machine_only=True),
        ),
        tuple(
            {
                "from_day": each.from_day,
                "file": each.file or _("none: the built-in rules alone"),
                "rules": each.rules,
                "who": each.who,
                "said_on": each.said_on,
                "superseded": "yes" if each.superseded else "no",
            }
            for each in reversed(held)
        ),
    )


def adopted_report(
    file: Path, kept: Path, rules: int, from_day: date, as_of: date, *, new: bool
) -> Document:
    """Return that a table holds from ``from_day`` on, and where its copy lies."""
    said = (
        _(
            "{file}: {rules} rules hold from {day} on. Reports of earlier days stay as they are.",
            file=file.name,
            rules=count(rules),
            day=day(from_day),
        )
        if new
        else _("{file} holds already; nothing was changed.", file=file.name)
    )
    return Document(
        "rules_adopt",
        _("Own rules"),
        as_of,
        (Text("", (said, _("Its copy, to be changed next time: {path}", path=kept))),),
        next_steps=(
            _("See who is exempt now, and why: eidc report exempt"),
            _("Take all own rules back: eidc rules drop"),
        ),
    )


def dropped_report(from_day: date, as_of: date, *, new: bool) -> Document:
    """Return that no own table holds any more."""
    said = (
        _(
            "From {day} on the built-in rules hold alone. Reports of earlier days stay as they"
            " are.",
            day=day(from_day),
        )
        if new
        else _("No own rules hold; nothing was changed.")
    )
    return Document("rules_drop", _("Own rules"), as_of, (Text("", (said,)),))


def started_report(path: Path, as_of: date) -> Document:
    """Return where the table to fill in lies."""
    return Document(
        "rules_start",
        _("Own rules"),
        as_of,
        (
            Text(
                "",
                (
                    _("{path} was written; fill it in with Excel or Notepad.", path=path),
                    _(
                        "A line says what words mean: category, decision, words. Or what known"
                        " words they are as good as (fourth column)."
                    ),
                ),
            ),
        ),
        next_steps=(
            _("Try it, nothing is stored: eidc rules test {file}", file=path),
            _("Adopt it: eidc rules adopt {file}", file=path),
        ),
    )
