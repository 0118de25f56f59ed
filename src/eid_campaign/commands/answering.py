"""The blocks of options that commands with an answer share, each in one decorator."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.options import (
    Function,
    as_of_option,
    commune_option,
    final_option,
    known_on_option,
    looks_options,
    option,
    output_options,
    pass_app,
    sent_option,
)
from eid_campaign.wording import N_

by_option = option(
    "--by",
    type=click.Choice(["village", "commune"]),
    help=N_("A line for each village or commune; villages where rosters are known."),
)
WHO_SEES_THE_LIST = N_("Who will see the list: it decides what is masked.")
WHO_SEES_IT = N_("Who will see it: it decides what is masked.")


def audience_option(
    seen_by: Sequence[Audience] = tuple(Audience),
    *,
    usual: Audience = Audience.TEAM,
    said: str = WHO_SEES_THE_LIST,
) -> Callable[[Function], Function]:
    """Return ``--audience`` for one of ``seen_by``; the function is given it as text."""
    return option(
        "--audience",
        type=click.Choice([audience.value for audience in seen_by]),
        default=usual.value,
        show_default=True,
        help=said,
    )


counts_audience_option = audience_option(
    usual=Audience.FIGURES,
    said=N_("Who will see it: prison, institutions and illness stand apart for police only."),
)


def place_options(function: Function) -> Function:
    """Add ``--commune`` and ``--village``."""
    village = option("--village", default="", help=N_("Only this village."))
    return commune_option(village(function))


def answer_options(function: Function) -> Function:
    """Add ``--as-of``, ``--known-on``, ``--format`` and ``-o``, and give the app first."""
    return as_of_option(known_on_option(output_options(pass_app(function))))


def report_options(function: Function) -> Function:
    """Add those of an answer, the looks, and ``--final`` and ``--sent`` of a report that goes
    upward.
    """
    told = output_options(looks_options(pass_app(function)))
    return as_of_option(known_on_option(final_option(sent_option(told))))
