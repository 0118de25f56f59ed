"""A field of a roster as the user names it on the command line, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.reports.problem_words import field_said, fields
from eid_campaign.wording import N_

_COMMON = (
    "full_name citizen_id birth_date sex village commune stage note phone household group other"
).split()
_OF_APPENDIX = frozenset(
    "unit not_collected target_level2 target_activation l1_activated l1_approved l2_activated"
    " l2_approved".split()
)


def settled_headings(pairs: Iterable[str]) -> dict[str, str]:
    """Return {heading: our field} of ``FIELD=HEADING`` pairs.

    Raises UsageProblem for a pair without “=” or with a field nobody knows.
    """
    settled: dict[str, str] = {}
    for pair in pairs:
        ours, sign, heading = pair.partition("=")
        if not sign or not heading.strip():
            raise UsageProblem(
                N_("“{pair}” does not say which field is which heading."),
                N_('Write it like: --map full_name="Tên chủ tài khoản"'),
                pair=pair,
            )
        settled[heading.strip()] = field_named(ours)
    return settled


def field_named(written: str) -> str:
    """Return our field that ``written`` names: its id, or its word in the language in use.

    Raises UsageProblem, naming the fields, for any other.
    """
    known = [field for field in fields() if field not in _OF_APPENDIX]
    names = {field: (field, field_said(field), fields()[field]) for field in known}
    # Marks count where they are typed: họ is not hộ.
    for key in (plain, folded) if plain(written) == folded(written) else (plain,):
        for field in known:
            if _key(written, key) in (_key(name, key) for name in names[field]):
                return field
    raise UsageProblem(
        N_("There is no field “{written}”."),
        N_("The fields are: {known}."),
        written=written.strip(),
        known=", ".join(f"{field} ({field_said(field)})" for field in _COMMON),
    )


def _key(text: str, fold: Callable[[str], str]) -> str:
    return fold(text).replace("_", " ").strip()
