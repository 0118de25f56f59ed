"""The forms in which a report leaves the office, put on it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from eid_campaign.campaign.office import Office
from eid_campaign.campaign.progress import WEEK
from eid_campaign.document import Document
from eid_campaign.reports.brief import brief_of
from eid_campaign.reports.card import card_of
from eid_campaign.reports.letter import letter_of
from eid_campaign.reports.speech import speech_of
from eid_campaign.reports.told import Told, told_of_week
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.wording import _, day


def week_leaving(document: Document, week: WeeklyFacts, office: Office, *, words: bool) -> Document:
    """Return a weekly report with the forms in which it leaves; see ``leaving``."""
    told = told_of_week(week.known, week.lines, week.campaign)
    first = document.as_of - WEEK + timedelta(days=1)
    subject = _(
        "results of collecting dossiers and activating electronic identity accounts, week from"
        " {first} to {last}",
        first=day(first),
        last=day(document.as_of),
    )
    return leaving(document, told, office, subject=subject, words=words)


def leaving(
    document: Document, told: Told, office: Office, *, subject: str, words: bool
) -> Document:
    """Return ``document`` with its letter, its card, its text for a chat and for the loudspeaker.

    ``office`` is that of the report (``office.of("daily")``), ``subject`` what its letter is
    about, ``words`` whether the loudspeaker's numbers are in words.
    """
    return replace(
        document,
        letter=letter_of(office, told.campaign, day=document.as_of, subject=subject),
        card=card_of(told),
        brief=brief_of(told, office),
        speech=speech_of(told, office, words=words),
    )
