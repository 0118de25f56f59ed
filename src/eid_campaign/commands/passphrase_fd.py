"""``--passphrase-fd``, where a passphrase is set; elsewhere the environment names a descriptor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from eid_campaign.commands.options import option
from eid_campaign.commands.passphrase import use_descriptor
from eid_campaign.wording import N_

Function = TypeVar("Function", bound=Callable[..., Any])


def _use(ctx: click.Context, _param: click.Parameter, number: int | None) -> None:
    if number is not None:
        use_descriptor(ctx, number)


def passphrase_fd(function: Function) -> Function:
    """Add ``--passphrase-fd``; the command is given nothing, whoever asks knows."""
    add = option(
        "--passphrase-fd",
        type=click.IntRange(min=0),
        metavar="N",
        expose_value=False,
        callback=_use,
        help=N_(
            "Read the passphrase, a line, from this open file descriptor (also EIDC_PASSPHRASE_FD)."
        ),
    )
    return add(function)
