"""The tables of ``eidc report exempt``: counts only, no audience finds a person in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.exempting import (
    NOTHING,
    OTHER,
    Feasibility,
    Obstacle,
    Shown,
)
from eid_campaign.campaign.privacy import Audience, safe_reason_counts
from eid_campaign.campaign.progress import Progress, reasons
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.standings import EXEMPTING, Reason, Standing
from eid_campaign.campaign.tally import Tally
from eid_campaign.document import Column, Kind, Row, Table, Value
from eid_campaign.reports import targets
from eid_campaign.reports.rule_words import to_do_said
from eid_campaign.reports.words import REASONS, reason_said
from eid_campaign.wording import N_, _, count

OBSTACLES = {
    "no_phone": N_("uses no phone, or has none now"),
    "works_elsewhere": N_("works elsewhere in the country"),
    "old": N_("old; not said whether a phone is used"),
    "ill": N_("seriously ill or disabled"),
    "no_card": N_("no identity card yet"),
    "sim": N_("SIM in another name"),
    "technical": N_("technical obstacle"),
    "refuses": N_("refuses"),
    "departing_soon": N_("leaves soon"),
    "not_met": N_("not met yet"),
    "student": N_("pupil or student away"),
    "claims_done": N_("says it is done"),
    "to_verify": N_("to verify, other reasons"),
    "returned": N_("is back"),
    "not_done": N_("says it is not done"),
    NOTHING: N_("no obstacle noted"),
}
CONFLICTS = {
    "child_by_remark": N_("said to be a child, grown by birth date"),
    "away_but_active": N_("said to be away, activated meanwhile"),
    "deceased_but_active": N_("said to be deceased, account activated"),
    "duplicate_but_active": N_("said to be listed twice, account activated"),
    "decision_against_stage": N_("decided against an account, account activated"),
}


class Exempting(NamedTuple):
    """All that the report is made of."""

    known: Known
    tally: Tally
    """Of the commune, village or district that the report is of."""
    lines: Sequence[Progress]
    shown: Shown
    feasible: Sequence[Feasibility]
    """For each line."""
    whole: Feasibility
    gap: int
    """What of the target remains."""
    obstacles: Sequence[Obstacle]
    conflicts: Mapping[str, int]
    audience: Audience
    commune: str = ""
    """The commune asked for; blank for all."""
    village: str = ""

    @property
    def tells_reasons(self) -> bool:
        """Whether reasons are told at all: the public learns only how many there are."""
        return self.audience is not Audience.PUBLIC


def by_line(found: Exempting) -> Table:
    """Return villages or units by reason, with the base beside each share."""
    villages = bool(found.lines and found.lines[0].village)
    one_unit = len({line.target.unit for line in found.lines}) == 1
    group = _("Exempt, by reason")
    rows = [line_row(line, found) for line in found.lines]
    used = {name for row in rows for name in (*EXEMPTING, OTHER) if row.get(name)}
    columns = (
        Column("unit", _("Unit"), machine_only=villages and one_unit),
        Column("village", _("Village"), machine_only=not villages),
        Column("base_level2", _("Base: not collected at the baseline"), Kind.COUNT),
        *(
            Column(
                reason.value,
                _(REASONS[reason]),
                Kind.COUNT,
                group,
                # The base is of 14 and over; a column of zeros would only make the table wide.
                machine_only=reason in found.shown.merged or reason.value not in used,
            )
            for reason in EXEMPTING
        ),
        Column(OTHER, _("other reasons"), Kind.COUNT, group, machine_only=OTHER not in used),
        Column("exempt", _("In all"), Kind.COUNT, group),
        Column("rate_exempt", _("Exempt, % of base"), Kind.RATE, group),
        Column("to_verify", _("To verify"), Kind.COUNT),
        Column("off_list", _("Off the list"), Kind.COUNT),
        Column("base_eligible", _("Eligible + to verify"), Kind.COUNT),
        Column("issued", _("Issued"), Kind.COUNT),
        Column("rate_issued_of_eligible", _("Issued, % of eligible + to verify"), Kind.RATE),
    )
    return Table(
        "exempt",
        _("Exempt, by village and reason") if villages else _("Exempt, by unit and reason"),
        columns,
        tuple(rows),
        total_of(rows) if len(rows) > 1 else None,
        notes=_merged_notes(found),
    )


def line_row(line: Progress, found: Exempting) -> Row:
    """Return a line's figures by column id."""
    row = targets.row(line)
    exempt, base = row["exempt"], line.counts.base_level2 if line.counts else 0
    return {
        "unit": line.target.unit,
        "village": line.village or None,
        "base_level2": base if line.counts else None,
        **(found.shown.rows.get(key_of(line), {}) if found.tells_reasons else {}),
        "exempt": exempt,
        "rate_exempt": Fraction(exempt, base) if isinstance(exempt, int) and base else None,
        **{
            name: row[name]
            for name in (
                "to_verify",
                "off_list",
                "base_eligible",
                "issued",
                "rate_issued_of_eligible",
            )
        },
    }


def key_of(line: Progress) -> str:
    """Return what names a line among all communes and villages."""
    return f"{line.target.unit}\t{line.village}"


def total_of(rows: Sequence[Row]) -> Row:
    """Return the sum of rows; shares are of the sums."""
    summed = "base_level2 other exempt to_verify off_list base_eligible issued".split()
    total: dict[str, Value] = {"unit": _("Total"), "village": _("Total")}
    for name in (*summed, *EXEMPTING):
        values = [value for row in rows if isinstance(value := row.get(name), int)]
        total[str(name)] = sum(values) if values else None
    base, eligible = number_of(total, "base_level2"), number_of(total, "base_eligible")
    total["rate_exempt"] = Fraction(number_of(total, "exempt"), base) if base else None
    issued = number_of(total, "issued")
    total["rate_issued_of_eligible"] = Fraction(issued, eligible) if eligible else None
    return total


def _merged_notes(found: Exempting) -> tuple[str, ...]:
    if found.audience is Audience.POLICE or not found.tells_reasons:
        return ()
    said = [
        _(
            "Other reasons: {reasons}; and counts under 3 of any reason, which show as “–” in"
            " their own column.",
            reasons=", ".join(_(REASONS[each]) for each in Reason if each in found.shown.merged),
        )
    ]
    return tuple(said)


def by_reason(found: Exempting) -> Table:
    """Return each reason's people in the whole commune, with their share of the base."""
    exempt = safe_reason_counts(reasons(found.tally), found.audience)
    doubtful = safe_reason_counts(reasons(found.tally, Standing.TO_VERIFY), found.audience)
    base = sum(line.counts.base_level2 for line in found.lines if line.counts)
    order = [*(reason.value for reason in Reason), OTHER]
    rows: list[Row] = [
        {
            "reason": name,
            "reason_said": _("other reasons")
            if name == OTHER
            else reason_said(Reason(name)) or _("no reason given"),
            "exempt": exempt.get(name),
            "rate_exempt": Fraction(exempt[name], base) if name in exempt and base else None,
            "to_verify": doubtful.get(name),
            "rate_to_verify": Fraction(doubtful[name], base) if name in doubtful and base else None,
        }
        for name in order
        if name in exempt or name in doubtful
    ]
    people, share = _("People"), _("% of base")
    total: Row = {
        "reason_said": _("Total"),
        "exempt": sum(exempt.values()),
        "rate_exempt": Fraction(sum(exempt.values()), base) if base else None,
        "to_verify": sum(doubtful.values()),
        "rate_to_verify": Fraction(sum(doubtful.values()), base) if base else None,
    }
    return Table(
        "reasons",
        _("By reason, of the base of {base}", base=count(base)),
        (
            Column("reason", _("Reason"), machine_only=True),
            Column("reason_said", _("Reason"), people_only=True),
            Column("exempt", people, Kind.COUNT, _("Exempt")),
            Column("rate_exempt", share, Kind.RATE, _("Exempt")),
            Column("to_verify", people, Kind.COUNT, _("To verify")),
            Column("rate_to_verify", share, Kind.RATE, _("To verify")),
        ),
        tuple(rows),
        total,
    )


def feasibility_table(found: Exempting) -> Table:
    """Return each line's target against the people who can have an account."""
    villages = bool(found.lines and found.lines[0].village)
    rows: list[Row] = [
        {
            "unit": line.target.unit,
            "village": line.village or None,
            **_able(each),
        }
        for line, each in zip(found.lines, found.feasible, strict=True)
    ]
    total: Row = {"unit": _("Total"), "village": _("Total"), **_able(found.whole)}
    return Table(
        "feasibility",
        _("Can the target be met?"),
        (
            Column("unit", _("Unit"), machine_only=villages),
            Column("village", _("Village"), machine_only=not villages),
            Column("base_level2", _("Base"), Kind.COUNT),
            Column("target_level2", _("Target"), Kind.COUNT),
            Column("able", _("Can have an account"), Kind.COUNT),
            Column("able_to_verify", _("of them to verify"), Kind.COUNT),
            Column("spare", _("To spare (▲) or missing (▼)"), Kind.CHANGE),
            Column("feasible", _("Can be met"), machine_only=True),
            Column("feasible_said", _("Can be met"), people_only=True),
        ),
        tuple(rows),
        total if len(rows) > 1 else None,
        notes=(
            _(
                "Can have an account: eligible, to verify, or counted already. The target is the"
                " superior's and is not changed here."
            ),
        ),
    )


def _able(each: Feasibility) -> Row:
    state = "no" if each.missing else "if_verified" if each.depends_on_verifying else "yes"
    words = {
        "no": _("no"),
        "yes": _("yes"),
        "if_verified": _("only with people to verify"),
    }
    return {
        "base_level2": each.base,
        "target_level2": each.target,
        "able": each.able,
        "able_to_verify": each.to_verify,
        "spare": each.able - each.target,
        "feasible": state,
        "feasible_said": words[state],
    }


def obstacles_table(found: Exempting) -> Table:
    """Return the reasons that can change, with what to do about each."""
    rows: list[Row] = [
        {
            "obstacle": each.name,
            "obstacle_said": _("other reasons (illness among them)")
            if each.name == OTHER
            else _(OBSTACLES.get(each.name, each.name)),
            "people": each.people,
            "share_of_gap": each.share,
            "to_do": to_do_said(each.name),
        }
        for each in found.obstacles
    ]
    return Table(
        "obstacles",
        _("Reasons that can change: {gap} accounts remain to the target", gap=count(found.gap)),
        (
            Column("obstacle", _("Reason"), machine_only=True),
            Column("obstacle_said", _("Reason"), people_only=True),
            Column("people", _("People"), Kind.COUNT),
            Column("share_of_gap", _("% of what remains"), Kind.RATE),
            Column("to_do", _("What to do")),
        ),
        tuple(rows),
        notes=(
            _(
                "People of the base who are not done yet, by their remark. Above 100 %: more"
                " people than accounts that remain."
            ),
        ),
    )


def mending_table(found: Exempting) -> Table:
    """Return off the list and conflicts: how many, and what to do at the national system."""
    rows: list[Row] = []
    for reason in (Reason.DECEASED, Reason.DUPLICATE):
        people = found.tally.total(
            lambda group, reason=reason: (  # type: ignore[misc]
                group.standing is Standing.OFF_LIST and group.reason is reason
            )
        )
        if people:
            rows.append(_mend(reason.value, reason_said(reason), people))
    rows += [
        _mend(kind, _(words), found.conflicts[kind])
        for kind, words in CONFLICTS.items()
        if found.conflicts.get(kind)
    ]
    return Table(
        "off_list",
        _("Off the list and in conflict: to be settled in the national system"),
        (
            Column("what", _("What"), machine_only=True),
            Column("what_said", _("What"), people_only=True),
            Column("people", _("People"), Kind.COUNT),
            Column("to_do", _("What to do")),
        ),
        tuple(rows),
        notes=(_("Everybody known is counted here, not only people of the base."),),
    )


def _mend(what: str, words: str, people: int) -> Row:
    return {"what": what, "what_said": words, "people": people, "to_do": to_do_said(what)}


def number_of(row: Row, name: str) -> int:
    """Return a figure of a row, 0 where it is not known."""
    value = row.get(name)
    return value if isinstance(value, int) else 0
