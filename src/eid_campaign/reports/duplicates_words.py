"""How likeness, its reasons and an officer's answer are worded."""

from __future__ import annotations

from eid_campaign.campaign.likeness import Likeness
from eid_campaign.wording import N_, _

BANDS = {
    "one": N_("very likely one person"),
    "look": N_("has to be looked at"),
    "two": N_("may be two people"),
    "": N_("rather two people"),
}
REASONS = {
    "number_same": N_("both have the same citizen number"),
    "number_digit": N_("the numbers differ in one digit"),
    "number_swapped": N_("two neighbouring digits of the number are swapped"),
    "number_shifted": N_("a digit of the number was lost and another one added"),
    "number_unfit": N_("one of the numbers does not fit the birth year or sex"),
    "number_corrected": N_(
        "the old number has left the lists, and the new one fits the corrected birth year or sex"
    ),
    "number_tail_same": N_("the last six digits of the numbers are the same"),
    "number_relisted": N_("the old number has left the lists, and a new one is there since"),
    "number_missing": N_("at least one of the two has no number"),
    "numbers_two": N_("the numbers differ, and not both fit the birth year and sex"),
    "numbers_two_valid": N_("both numbers are good and far apart"),
    "old_number_same": N_("both have the same old 9-digit number"),
    "name_same": N_("the names are the same"),
    "name_spelling": N_("the names differ only in how the tone or i and y are written"),
    "name_unmarked": N_("one name is written without marks"),
    "name_marks": N_("the names differ in one mark (â, ă, a)"),
    "name_middle_dropped": N_("a middle name was left out"),
    "name_shortened": N_("a part of the name is abbreviated"),
    "name_garbled": N_("one name has remains of an old font"),
    "name_typo": N_("the names differ in one letter"),
    "name_tone": N_("the names differ in one tone"),
    "name_middle_differs": N_("the middle names differ"),
    "name_surname_differs": N_("the surnames differ"),
    "name_differs": N_("the names differ"),
    "birth_same": N_("the birth dates are the same"),
    "birth_swapped": N_("day and month of birth are swapped"),
    "birth_year": N_("the birth year agrees, the day is not known of both"),
    "birth_digit": N_("the birth dates differ in one digit"),
    "birth_year_differs": N_("day and month of birth agree, the year differs"),
    "birth_unknown": N_("the birth date of one is not known"),
    "birth_differs": N_("the birth dates differ"),
    "sex_differs": N_("one is a man, the other a woman"),
    "sex_corrected": N_("the sex was corrected together with the number"),
    "village_same": N_("they are of the same village"),
    "village_missing": N_("one is listed without a village"),
    "village_differs": N_("they are of two villages"),
    "commune_differs": N_("they are of two communes"),
    "household_same": N_("they are of the same household"),
    "household_differs": N_("they are of two households"),
    "phone_same": N_("they have the same phone"),
    "listed_after": N_("the second is listed only since the first is no longer"),
    "same_list": N_("both stand on the same list"),
    "same_week": N_("both stand on lists of the same week"),
    "twins": N_("born on the same day in the same house under two names: twins"),
}
"""Why two people may be one, or not (``campaign.likeness.POINTS``)."""
FACTS = {
    "citizen_id": N_("citizen number"),
    "full_name": N_("full name"),
    "birth_date": N_("birth date"),
    "sex": N_("sex"),
    "village": N_("village"),
    "household": N_("head of household"),
    "phone": N_("phone"),
}
VERDICTS = {"same": N_("one person"), "two": N_("two people"), "later": N_("put off")}


def reason_said(reason: str) -> str:
    """Return a reason's sentence; KeyError for one nobody has worded."""
    return _(REASONS[reason])


def facts_said(found: Likeness) -> tuple[str, ...]:
    """Return which facts of two people are the same and which are not, each in a line."""
    agree, differ = (", ".join(_(FACTS[fact]) for fact in facts) for facts in found[2:])
    return (
        _("the same: {facts}", facts=agree or "–"),
        _("not the same: {facts}", facts=differ or "–"),
    )
