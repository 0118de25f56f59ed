"""Who is exempt and why: the stage, the birth date and the remark weighed in one order.

The order: an activated level-2 account, then the birth date for childhood, then the remark, then
age together with the remark for the elderly. Sources: the plan, part "Công an xã"; Nghị định
69/2024/NĐ-CP Điều 7 (14 years); Luật Người cao tuổi (60 years). A remark never beats a birth date,
and what is unsure is TO_VERIFY, which counts as eligible until an officer decides.
"""

from __future__ import annotations

from datetime import date, timedelta

from eid_campaign.campaign.birth_date import CHILD_AGE, BirthDate, birthday
from eid_campaign.campaign.notes import Finding
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import ELIGIBLE, Reason, Standing, Verdict

ELDERLY_AGE = 60
BY_BIRTH_DATE = "birth_date"
BY_STAGE = "stage"
BY_TERM = "term"
"""Rule names of verdicts that no line of ``notes.tsv`` gave."""


def verdict(
    *,
    birth: BirthDate | None,
    finding: Finding,
    stage: Stage | None,
    as_of: date,
    elderly_age: int = ELDERLY_AGE,
) -> Verdict:
    """Return a person's standing on ``as_of``.

    An activated level-2 account beats every remark, "deceased" and "duplicate" too: somebody
    holding this number has logged in, so nobody is hidden, nothing is left to do, and the
    figures agree with the national system; a death is mended there, by locking the account.
    """
    if stage is Stage.L2_ACTIVATED:
        return Verdict(Standing.ELIGIBLE, rule=BY_STAGE)
    child = _childhood(birth, finding, as_of)
    if child is not None:
        return child
    if finding.standing is Standing.EXEMPT:
        return _on_the_day(finding, as_of)
    if finding.standing is Standing.OFF_LIST:
        return _said(finding, Standing.OFF_LIST)
    elderly = _old_age(birth, finding, as_of, elderly_age)
    if elderly is not None:
        return elderly
    if finding.child and finding.reason is Reason.NONE:
        return _said(finding, Standing.TO_VERIFY, Reason.CHILD)
    return _said(finding, finding.standing)


def boundaries(
    birth: BirthDate | None, finding: Finding, elderly_age: int = ELDERLY_AGE
) -> tuple[date, ...]:
    """Return the days, in order, on which the verdict can change through time alone.

    The verdict is constant from one of these days to the day before the next. A birthday counts
    twice where only the month or the year is known: may have reached, must have reached.
    """
    days: set[date] = set()
    if birth is not None:
        ages = [CHILD_AGE]
        if finding.no_phone:
            ages.append(elderly_age)
        for age in ages:
            days |= {birthday(birth.earliest, age), birthday(birth.latest, age)}
    if finding.standing is Standing.EXEMPT:
        if finding.until:
            days.add(BirthDate.from_iso(finding.until).latest + timedelta(days=1))
        if finding.since:
            days.add(BirthDate.from_iso(finding.since).earliest)
    return tuple(sorted(days))


def _childhood(birth: BirthDate | None, finding: Finding, as_of: date) -> Verdict | None:
    """Return the verdict on a child, None for whom 14 is past or nothing tells the age."""
    if birth is None:
        return None
    if not birth.may_have_reached(CHILD_AGE, as_of):
        return Verdict(Standing.EXEMPT, Reason.CHILD, BY_BIRTH_DATE)
    if birth.must_have_reached(CHILD_AGE, as_of):
        return None
    if finding.standing is Standing.OFF_LIST or (
        finding.standing is Standing.EXEMPT and finding.reason is not Reason.CHILD
    ):
        return None  # what the remark says holds at either age
    return Verdict(Standing.TO_VERIFY, Reason.CHILD, BY_BIRTH_DATE)


def _on_the_day(finding: Finding, as_of: date) -> Verdict:
    """Return the exemption if ``as_of`` lies in its term, else the person is in the pool."""
    ended = finding.until and BirthDate.from_iso(finding.until).latest < as_of
    ahead = finding.since and BirthDate.from_iso(finding.since).earliest > as_of
    if ended or ahead:
        return Verdict(Standing.ELIGIBLE, Reason.NONE, BY_TERM, finding.matched)
    return _said(finding, Standing.EXEMPT)


def _old_age(
    birth: BirthDate | None, finding: Finding, as_of: date, elderly_age: int
) -> Verdict | None:
    """Return the verdict on an elderly person: age and no telephone, both or an officer.

    Old words against a birth date that says younger are one condition of two: to verify.
    """
    reason = Reason.ELDERLY_WITHOUT_PHONE
    if finding.reason is not reason:
        return None
    if finding.uses_phone and not finding.no_phone:
        return ELIGIBLE
    if birth is None or birth.may_have_reached(elderly_age, as_of):
        certain = birth is not None and birth.must_have_reached(elderly_age, as_of)
        both = finding.no_phone and certain
        return _said(finding, Standing.EXEMPT if both else Standing.TO_VERIFY, reason)
    return _said(finding, Standing.TO_VERIFY if finding.old else Standing.ELIGIBLE)


def _said(finding: Finding, standing: Standing, reason: Reason | None = None) -> Verdict:
    if reason is None:
        reason = finding.reason if standing is not Standing.ELIGIBLE else Reason.NONE
    return Verdict(standing, reason, finding.rule, finding.matched)
