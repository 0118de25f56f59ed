"""The letterhead under which a report leaves the office (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re
from datetime import date

from eid_campaign.campaign.office import Office
from eid_campaign.document import Letter
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _

_KIND_OF_UNIT = re.compile(r"^(TT|xã|thị trấn|phường)\s+", re.IGNORECASE)


def letter_of(office: Office, campaign: Campaign, *, day: date, subject: str) -> Letter:
    """Return the letter of a report of ``campaign``, signed on ``day``.

    What the campaign file leaves blank stays blank, and so does what belongs to another commune
    than the report is of: an officer fills it in. ``office`` is that of the report
    (``office.of("daily")``), so that it goes to whom this report goes.
    """
    writing = office.writing_of(campaign.commune)
    return Letter(
        agency=writing.agency,
        parent_agency=writing.parent_agency,
        symbol=writing.symbol,
        place=writing.place or _KIND_OF_UNIT.sub("", campaign.commune) or campaign.district,
        day=day,
        kind=_("REPORT"),
        subject=subject,
        addressees=writing.addressees,
        recipients=writing.recipients,
        signer_title=writing.signer_title,
        signer=writing.signer,
    )
