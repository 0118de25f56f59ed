"""An example of a template: our own letterhead with fields in the place of words.

An office begins with it, puts its own letterhead around the fields, and gives it to ``--template``.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from eid_campaign.render.docx_file import fill, new, saved
from eid_campaign.render.docx_letter import MOTTO, NUMBER, STATE, said, two_columns
from eid_campaign.render.docx_measure import width
from eid_campaign.render.docx_page import letter_pages
from eid_campaign.render.docx_xml import paragraph, rule

_LEFT: Final = 70.0
_RIGHT: Final = 95.0
_HALF: Final = (_LEFT + _RIGHT) / 2
_TITLE: Final = "Mẫu báo cáo"
_MADE: Final = date(2024, 11, 5)
"""A file has a day; this one's is that of the plan it was first written for."""


def example() -> bytes:
    """Return the example as a Word file; the same bytes each time."""
    word = new()
    pages = letter_pages(word)
    content = _head() + said("eidcBody", "{{p body}}") + _foot()
    fill(word, content + pages.section(across=False, begins=True))
    return saved(word, title=_TITLE, as_of=_MADE)


def _head() -> str:
    left = (
        said("eidcParent", "{{ parent_agency | upper }}"),
        said("eidcAgency", "{{ agency | upper }}"),
        rule(_LEFT / 3, _LEFT),
    )
    right = (
        said("eidcState", STATE),
        said("eidcMotto", MOTTO),
        rule(width(MOTTO, 13, bold=True), _RIGHT),
    )
    number = (said("eidcNumber", f"{NUMBER}{{{{ symbol }}}}"),)
    place = (said("eidcPlace", "{{ place }}, {{ date_said }}"),)
    columns = two_columns((left, right), (number, place), widths=(_LEFT, _RIGHT))
    return "".join(
        (
            paragraph("eidcBreak", ""),
            columns,
            said("eidcKind", "{{ kind | upper }}"),
            said("eidcSubject", "{{ subject }}"),
            said("eidcPeriod", "{{ '(' ~ subtitle ~ ')' if subtitle }}"),
            rule(_HALF / 2, _LEFT + _RIGHT),
            *_addressed(),
        )
    )


def _addressed() -> tuple[str, ...]:
    return (
        said("eidcNote", "{%p if addressees | length == 1 %}"),
        said("eidcTo", "Kính gửi: {{ addressees | first }}"),
        said("eidcNote", "{%p elif addressees %}"),
        said("eidcToMany", "Kính gửi:"),
        said("eidcNote", "{%p for each in addressees %}"),
        said("eidcToLine", "- {{ each }}{{ '.' if loop.last else ';' }}"),
        said("eidcNote", "{%p endfor %}"),
        said("eidcNote", "{%p endif %}"),
    )


def _foot() -> str:
    left = (
        said("eidcRecipients", "Nơi nhận:"),
        said("eidcRecipient", "{%p for each in recipients %}"),
        said("eidcRecipient", "- {{ each }}{{ '.' if loop.last else ';' }}"),
        said("eidcRecipient", "{%p endfor %}"),
    )
    right = (
        said("eidcSignTitle", "{%p for line in signer_title %}"),
        said("eidcSignTitle", "{{ line | upper }}"),
        said("eidcSignTitle", "{%p endfor %}"),
        said("eidcSigner", "{{ signer }}"),
    )
    space = paragraph("eidcRule", "", '<w:keepNext/><w:spacing w:before="240"/>')
    columns = two_columns((left, right), widths=(_HALF, _HALF))
    return space + columns + paragraph("eidcBreak", "") + said("eidcBreak", "{{p annexes}}")
