"""What ``eidc report final`` says: the peak, due before 27/12/2024, and the closing of 31/12.

"Báo cáo … kết quả thực hiện cao điểm trước ngày 27/12/2024"; "kết thúc kế hoạch tổ chức tổng kết,
đánh giá kết quả báo cáo Chủ tịch UBND xã" (plan of Cẩm Tân, "Tổ chức thực hiện"). The peak's report
is due before the campaign ends, so it says that it is preliminary.
"""

from __future__ import annotations

from eid_campaign.campaign.office import Office
from eid_campaign.campaign.privacy import Audience
from eid_campaign.document import Document
from eid_campaign.reports import targets
from eid_campaign.reports.final_assessment import assessment
from eid_campaign.reports.final_drafts import lessons, proposals
from eid_campaign.reports.final_facts import FinalFacts
from eid_campaign.reports.final_named import commended_and_reminded
from eid_campaign.reports.final_results import results
from eid_campaign.reports.leaving import leaving
from eid_campaign.wording import _, day


def final_report(found: FinalFacts, *, office: Office, words: bool = False) -> Document:
    """Return the report of the campaign up to the day asked about.

    ``words`` writes the loudspeaker's numbers in words.
    """
    campaign, as_of = found.told.campaign, found.known.as_of
    document = Document(
        "report_final",
        _title(found),
        as_of,
        (
            *results(found),
            *assessment(found),
            *commended_and_reminded(found),
            lessons(found),
            proposals(found),
        ),
        subtitle=targets.deadlines_said(found.known),
        notes=(
            *_notes(found),
            *targets.notes(
                found.known, [line.now for line in found.lines], whole=not campaign.commune
            ),
            *targets.campaign_notes(campaign),
        ),
        source=targets.source_said(found.known),
        next_steps=_next_steps(found),
        audience=found.audience.value,
    )
    return leaving(document, found.told, office, subject=_subject(found), words=words)


def _title(found: FinalFacts) -> str:
    values = {"place": found.told.campaign.place, "day": day(found.known.as_of)}
    if found.is_preliminary:
        return _("Final report, preliminary, {place}, {day}", **values)
    return _("Final report, closing figures, {place}, {day}", **values)


def _subject(found: FinalFacts) -> str:
    values = {"place": found.told.campaign.place, "day": day(found.known.as_of)}
    if found.is_preliminary:
        return _(
            "Results of the peak campaign of collecting dossiers and activating e-ID accounts in"
            " {place} (preliminary figures up to {day})",
            **values,
        )
    return _(
        "Results of the peak campaign of collecting dossiers and activating e-ID accounts in"
        " {place} (closing figures up to {day})",
        **values,
    )


def _notes(found: FinalFacts) -> tuple[str, ...]:
    said = [_("Parts IV and V are drafts from the figures, for the officer to edit.")]
    if found.audience is Audience.POLICE:
        said.append(_("For the police alone: reasons that are sensitive stand here by name."))
    return tuple(said)


def _next_steps(found: FinalFacts) -> tuple[str, ...]:
    deadline = found.deadline
    if deadline is None or found.known.as_of <= deadline:
        return ()
    return (
        _(
            "The figures of the last day itself: eidc report final --as-of {day}",
            day=deadline.isoformat(),
        ),
    )
