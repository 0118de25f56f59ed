"""What ``eidc explain`` says: the decision on a remark, and every rule that had a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eid_campaign.campaign.birth_date import CHILD_AGE
from eid_campaign.campaign.decisions import BY_DECISION, Decision
from eid_campaign.campaign.explaining import Explanation, Heard, Reached
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.turning import Turn
from eid_campaign.document import Column, Document, Row, Table
from eid_campaign.reports.people import born_said
from eid_campaign.reports.rule_words import guard_said, rule_said, topic_said
from eid_campaign.reports.words import STANDINGS, reason_said, stage_said
from eid_campaign.wording import N_, _, day

EVIDENCE = {
    "NO_PHONE": N_("sign: uses no phone"),
    "USES_PHONE": N_("sign: uses a phone"),
    "OLD": N_("sign: old"),
    "CHILD": N_("sign: a child"),
}
OUTCOMES = {
    "decided": N_("yes, it decides"),
    "weighed": N_("weighed together with the birth date"),
    "outranked": N_("no: another rule comes first"),
    "unmarked": N_("only a hint, as marks are missing: an officer decides"),
    "denied": N_("not by itself: another part of the remark denies it"),
    "too_long": N_("not by itself: the remark is too long to be read to its end"),
}


def explain_report(found: Explanation) -> Document:
    """Return why a remark decides as it does, with everything that was found in it."""
    title = _("Why: “{note}”", note=found.note) if found.note else _("Why, without a remark")
    tables = (decision_table(found), *([heard_table(found.heard)] if found.heard else []))
    return Document("explain", title, found.as_of, tables)


def decision_table(found: Explanation) -> Table:
    """Return the standing with everything that made it, a line each."""
    columns = (
        Column("field", _("What"), machine_only=True),
        Column("field_said", _("What"), people_only=True),
        Column("value", _("Value"), machine_only=True),
        Column("value_said", _("How it is"), people_only=True),
    )
    rows = tuple(
        {"field": field, "field_said": label, "value": value, "value_said": words}
        for field, label, value, words in _lines(found)
    )
    return Table("decision", _("Decision"), columns, rows)


def heard_table(heard: tuple[Heard, ...]) -> Table:
    """Return each rule that fits the remark, and whether it counted."""
    columns = (
        Column("matched", _("Words")),
        Column("rule", _("Rule"), machine_only=True),
        Column("rule_said", _("What they say"), people_only=True),
        Column("standing", _("By itself"), machine_only=True),
        Column("standing_said", _("By itself"), people_only=True),
        Column("reason", _("Reason"), machine_only=True),
        Column("outcome", _("Counts?"), machine_only=True),
        Column("guard", _("Guard"), machine_only=True),
        Column("guard_matched", _("Words against"), machine_only=True),
        Column("outcome_said", _("Counts?"), people_only=True),
    )
    return Table("heard", _("What stands in the remark"), columns, tuple(map(_heard, heard)))


def standing_words(standing: Standing, reason: Reason) -> str:
    """Return a standing with its reason: "exempt: abroad"."""
    words = _(STANDINGS[standing])
    return f"{words}: {reason_said(reason)}" if reason else words


def turn_said(turn: Turn) -> str:
    """Return a change that time alone brings: "from 01/04/2025: eligible"."""
    return _(
        "from {day} on: {standing}",
        day=day(turn.day),
        standing=standing_words(turn.after.standing, turn.after.reason),
    )


_Line = tuple[str, str, str, str]
"""(field, label, value for programs, value in words)"""


def _lines(found: Explanation) -> Iterator[_Line]:
    verdict, finding = found.verdict, found.finding
    yield "standing", _("Standing"), verdict.standing.id, _(STANDINGS[verdict.standing])
    if verdict.reason:
        yield "reason", _("Reason"), verdict.reason.value, reason_said(verdict.reason)
    if verdict.rule:
        words = rule_said(verdict.rule, found.comment)
        yield "rule", _("Rule"), verdict.rule, f"{words} [{verdict.rule}]"
    else:
        yield "rule", _("Rule"), "", _("no rule speaks against an account")
    if verdict.matched:
        yield "matched", _("Words"), verdict.matched, f"“{verdict.matched}”"
    against = next((each for each in found.heard if each.decides and each.guard), None)
    if against is not None and verdict.rule == against.rule.id:
        yield "guard", _("Against it"), against.guard, _guard(against)
    if verdict.rule != BY_DECISION and found.decision is not None:
        yield "decision", _("Officer's decision"), "", decision_said(found.decision, found.as_of)
    if verdict.rule != finding.rule and finding.rule:
        yield "finding", _("Remark alone"), finding.standing.id, _remark_alone(found)
    for age in found.ages:
        label = _("14 years") if age.age == CHILD_AGE else _("{age} years", age=age.age)
        known = {True: "yes", False: "no", None: "unknown"}[age.reached]
        yield f"age_{age.age}", label, known, _age_said(age, found)
    if not found.ages:
        yield "age_14", _("14 years"), "unknown", _("birth date not known: nobody is a child by it")
    if found.stage is not None:
        yield "stage", _("Stage"), found.stage.id, stage_said(found.stage)
    for field, label, iso in (
        ("since", _("Since"), finding.since),
        ("until", _("Until"), finding.until),
    ):
        if iso:
            yield field, label, iso, born_said(iso)
    for turn in found.ahead:
        yield "ahead", _("Later"), turn.day.isoformat(), turn_said(turn)
    done = found.stage is Stage.L2_ACTIVATED  # nobody has to be invited
    if finding.topic and verdict.standing is Standing.ELIGIBLE and not done:
        yield "topic", _("What to do"), finding.topic, topic_said(finding.topic)
    elif verdict.standing is Standing.TO_VERIFY:
        yield "topic", _("What to do"), "verify", _("Counts as eligible until an officer decides.")


def decision_said(decision: Decision, as_of: date) -> str:
    """Return an officer's decision in words: what, from when to when, by whom, why."""
    wanted = decision.wanted
    parts = [
        standing_words(wanted.standing, wanted.reason),
        _("from {day}", day=day(wanted.as_of)),
        _("until {day}", day=day(wanted.until)) if wanted.until is not None else "",
        _("decided by {who}", who=decision.who) if decision.who else "",
        f"“{wanted.because}”" if wanted.because else "",
        "" if decision.holds(as_of) else _("no longer holds"),
    ]
    return ", ".join(part for part in parts if part)


def _remark_alone(found: Explanation) -> str:
    finding = found.finding
    said = standing_words(finding.standing, finding.reason)
    return f"{said} (“{finding.matched}”)" if finding.matched else said


def _age_said(age: Reached, found: Explanation) -> str:
    born = born_said(found.birth.iso) if found.birth is not None else ""
    if age.reached:
        return _("reached: born {born}", born=born)
    if age.reached is None:
        return _(
            "not certain: born {born}, reached between {first} and {last}",
            born=born,
            first=day(age.first),
            last=day(age.last),
        )
    if age.first == age.last:
        return _("not reached: born {born}, reached on {day}", born=born, day=day(age.first))
    return _(
        "not reached: born {born}, reached between {first} and {last}",
        born=born,
        first=day(age.first),
        last=day(age.last),
    )


def _heard(each: Heard) -> Row:
    decision = each.rule.decision
    standing = Standing[decision] if decision in Standing.__members__ else None
    return {
        "matched": each.words,
        "rule": each.rule.id,
        "rule_said": rule_said(each.rule.id, each.comment),
        "standing": standing.id if standing is not None else decision.lower(),
        "standing_said": _(EVIDENCE[decision])
        if standing is None
        else standing_words(standing, each.rule.reason),
        "reason": each.rule.reason.value,
        "outcome": each.outcome,
        "guard": each.guard,
        "guard_matched": each.guard_words,
        "outcome_said": _against(each) if each.guard else _(OUTCOMES[each.outcome]),
    }


def _against(each: Heard) -> str:
    if each.outcome == "dropped":
        return _("no: {why}", why=_guard(each))
    return _("an officer decides: {why}", why=_guard(each))


def _guard(each: Heard) -> str:
    said = guard_said(each.guard)
    return f"{said} (“{each.guard_words}”)" if each.guard_words else said
