"""The words of ``eidc left``: each guess with its ground, and what settles it."""

from __future__ import annotations

from eid_campaign.campaign.left import Guess, Guessed, Sure, Why
from eid_campaign.wording import N_, _

GUESSES = {
    Guess.NUMBER_CORRECTED: N_("number corrected"),
    Guess.REGISTERED_ELSEWHERE: N_("done elsewhere"),
    Guess.MOVED: N_("moved"),
    Guess.DECEASED: N_("deceased"),
    Guess.CHILD: N_("under 14"),
    Guess.UNKNOWN: N_("unknown"),
}
SURE = {
    Sure.LIKELY: N_("likely"),
    Sure.POSSIBLE: N_("possible"),
    Sure.WEAK: N_("not sure"),
}
WHY = {
    Why.NONE: "",
    Why.SAME_NAME_AND_BIRTH: N_("a new person on the list has the same name and birth date"),
    Why.ONE_DIGIT_OFF: N_("a new person on the list has a number one digit off"),
    Why.OTHER_VILLAGE: N_("the same name and birth date is on another village's list"),
    Why.REMARK: N_("the remark says so"),
    Why.AGE_HOUSEHOLD_STAYS: N_("80 or older, the household is still on the list"),
    Why.AGE: N_("80 or older"),
    Why.ILLNESS: N_("the remark speaks of illness"),
    Why.HOUSEHOLD_LEFT: N_("the whole household left the list together"),
    Why.UNDER_AGE: N_("not yet 14"),
    Why.ADULT_OF_LIST: N_("an adult who had yet to do it; perhaps done elsewhere"),
}
NEXT = {
    Guess.NUMBER_CORRECTED: N_(
        "Number corrected: see both side by side and make them one: eidc duplicates."
    ),
    Guess.REGISTERED_ELSEWHERE: N_(
        "Done elsewhere: look the person up in the national system; the next list with the new"
        " stage settles it."
    ),
    Guess.MOVED: N_(
        "Moved: check the residence database; if to another province: eidc decide CODE exempt"
        ' moved_away --because "…".'
    ),
    Guess.DECEASED: N_(
        "Deceased: check with the civil registrar; then eidc decide CODE off_list deceased"
        ' --because "…".'
    ),
    Guess.CHILD: N_(
        'Under 14: check the birth date; then eidc decide CODE exempt child --because "…".'
    ),
    Guess.UNKNOWN: N_("Unknown: ask the village for a new list, or the head of the household."),
}
_IN_ANOTHER_VILLAGE = N_("in another village")
NEXT_IN_ANOTHER_VILLAGE = N_(
    "In another village: see both side by side and, if they are the same person, make them one:"
    " eidc duplicates. A move inside the province exempts nobody."
)


def guess_said(guessed: Guessed) -> str:
    """Return a guess in words, with how sure it is."""
    if guessed.guess is Guess.UNKNOWN:
        return _(GUESSES[guessed.guess])
    what = _IN_ANOTHER_VILLAGE if guessed.in_another_village else GUESSES[guessed.guess]
    return _("{guess} ({sure})", guess=_(what), sure=_(SURE[guessed.sure]))
