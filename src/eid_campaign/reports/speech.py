"""The text of a report for the loudspeaker: full sentences, never a person or a reason.

For people who hear it once, on their way: what was reached, who leads, where to go, what to bring,
and whom not to believe. False policemen who "help with VNeID" by telephone are what people fear.
"""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.office import Office
from eid_campaign.document import Row
from eid_campaign.reports.period_rows import figure, share
from eid_campaign.reports.spoken import in_words, sentence
from eid_campaign.reports.told import NAMED, Told, listed
from eid_campaign.wording import _, count, day

_MOST_NAMES = 5
_PLACE_WORDS = ("Tại ", "Ở ", "Vào ", "Từ ")


def speech_of(told: Told, office: Office, *, words: bool) -> tuple[str, ...]:
    """Return the paragraphs to be read; with ``words`` every number is written in words."""
    said = (
        *_opened(told),
        *_leaders(told),
        *_invited(office),
        _(
            "Please bring your identity card and a telephone whose number is registered in your"
            " own name. Having the dossier taken and the account activated is free of charge."
        ),
        *_warned(office),
        _("Thank you for listening."),
    )
    full = tuple(sentence(each) for each in said)
    return tuple(in_words(each) for each in full) if words else full


def _opened(told: Told) -> tuple[str, ...]:
    """Greet, and say the results where any are known."""
    place = told.campaign.place
    results = _results(told)
    if not results:
        return (_("Dear people of {place}!", place=place),)
    return (
        _(
            "Dear people of {place}! These are the results of the campaign for electronic identity"
            " accounts, up to {day}.",
            place=place,
            day=day(told.as_of),
        ),
        *results,
    )


def _results(told: Told) -> tuple[str, ...]:
    if told.whole.get("collected") is None:
        return ()
    level2 = " ".join([*_gained(told), _level2(told), *_ahead(told.whole, "level2")])
    if not told.whole.get("target_activation"):
        return (level2,)
    pending = _(
        "Of the {target} people whose account was approved before but not activated, {achieved}"
        " have activated it, that is {rate}.",
        target=figure(told.whole, "target_activation"),
        achieved=figure(told.whole, "achieved_activation"),
        rate=_percent(told.whole, "activation"),
    )
    return level2, " ".join([pending, *_ahead(told.whole, "activation")])


def _gained(told: Told) -> tuple[str, ...]:
    if told.gains is None or not told.in_period or min(told.gains) < 0:
        return ()  # what was taken back is for the office, not for the loudspeaker
    return (
        _(
            "{period} the dossiers of {collected} people were taken, {issued} people were given a"
            " level-2 account, and {activated} people activated theirs.",
            period=told.in_period,
            collected=count(told.gains.collected),
            issued=count(told.gains.issued),
            activated=count(told.gains.activated),
        ),
    )


def _level2(told: Told) -> str:
    values = {
        "achieved": figure(told.whole, "achieved_level2"),
        "rate": _percent(told.whole, "level2"),
        "target": figure(told.whole, "target_level2"),
    }
    if not told.whole.get("target_level2"):
        return _("So far {achieved} people have been given a level-2 account.", **values)
    if told.compare == "collected":
        return _(
            "So far the dossiers of {achieved} people have been taken, that is {rate} of the"
            " target of {target} people.",
            **values,
        )
    if told.compare == "activated":
        return _(
            "So far {achieved} people have activated a level-2 account, that is {rate} of the"
            " target of {target} people.",
            **values,
        )
    return _(
        "So far {achieved} people have been given a level-2 account, that is {rate} of the target"
        " of {target} people.",
        **values,
    )


def _ahead(whole: Row, target: str) -> tuple[str, ...]:
    if not whole.get(f"target_{target}"):
        return ()
    if not whole.get(f"remaining_{target}"):
        return (_("The target is met; our thanks to everybody."),)
    left, deadline = figure(whole, f"remaining_{target}"), whole.get(f"deadline_{target}")
    if not isinstance(deadline, date) or not whole.get(f"needed_per_day_{target}"):
        return (_("{left} people remain.", left=left),)
    return (
        _(
            "{left} people remain until {day}, that is {per_day} people a day.",
            left=left,
            day=day(deadline),
            per_day=figure(whole, f"needed_per_day_{target}"),
        ),
    )


def _percent(whole: Row, target: str) -> str:
    """Return a rate as it is read: "38,77 phần trăm", without zeros nobody says."""
    said = share(whole, f"rate_achieved_{target}").removesuffix(" %")
    if said[-3:-2] in (",", "."):
        said = said.rstrip("0").rstrip(",.")
    return _("{rate} per cent", rate=said)


def _leaders(told: Told) -> tuple[str, ...]:
    ranking = told.ranking
    if len(ranking) < 2:
        return ()
    leading = (
        told.first if len(ranking) > NAMED else [each for each in told.first if each.rank == 1]
    )
    if len(leading) == len(ranking):
        return ()  # all stand alike: nobody is behind
    return (
        _(
            "In front: {names}. We ask the people of all other places to come too.",
            names=listed([line.name for line in leading], _MOST_NAMES),
        ),
    )


def _invited(office: Office) -> tuple[str, ...]:
    who = _(
        "Whoever is 14 or older and has no level-2 account yet, or was approved and has not"
        " activated it, is kindly asked to come."
    )
    if not office.meetings:
        return (_("{who} The police of the commune will help.", who=who),)
    meetings = "; ".join(_inside(meeting.rstrip(".")) for meeting in office.meetings)
    return who, _("You will be helped: {meetings}.", meetings=meetings)


def _inside(meeting: str) -> str:
    """Return a meeting as it stands within a sentence."""
    return meeting[:1].lower() + meeting[1:] if meeting.startswith(_PLACE_WORDS) else meeting


def _warned(office: Office) -> tuple[str, ...]:
    said = _(
        "Beware of swindlers: the police never ask you by telephone to install an application, and"
        " never ask for a password or an OTP code. Install only the application VNeID, from the"
        " official store of your telephone, and open no link that strangers send."
    )
    if not office.hotline:
        return (said,)
    asked = _(
        "If anything is unclear, ask the police of the commune or call {hotline}.",
        hotline=office.hotline,
    )
    return said, asked
