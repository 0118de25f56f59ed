"""What commands share: options, help in the user's language, the surroundings they are given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.commands.days import DAY, Recorded
from eid_campaign.commands.naming import NamingGroup
from eid_campaign.commands.passphrase import passphrases
from eid_campaign.delivering import Output, Screen
from eid_campaign.ledger import cipher
from eid_campaign.render.formats import FORMATS, Looks, format_for
from eid_campaign.settings import load
from eid_campaign.wording import N_, _

Function = TypeVar("Function", bound=Callable[..., Any])


USUAL_WIDTH = 100
"""Characters in a line of the screen where nothing tells how many."""


class SaidOption(click.Option):
    """An option whose help is a message id, said when help is asked for."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of help in the language in use."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _(self.help))


class SaidCommand(click.Command):
    """A command whose help is a message id, said when help is asked for."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language in use."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the summary in the language in use."""
        return _(self.help or "").partition(":")[0]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its own help in the language in use."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class SaidGroup(SaidCommand, NamingGroup):
    """A group of commands whose help is a message id."""


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Return click's option with help in the user's language."""
    return click.option(*names, cls=SaidOption, **settings)


as_of_option = option(
    "--as-of", type=DAY, help=N_("The day asked about; today when left out (also EIDC_AS_OF).")
)
known_on_option = option(
    "--known-on",
    type=Recorded(),
    help=N_(
        "Only what was recorded in the ledger by the end of this day, so that an earlier report"
        " is printed again as it was; all when left out."
    ),
)
final_option = option(
    "--final",
    is_flag=True,
    help=N_(
        "Keep this report as sent: --sent prints it again; the next daily or weekly one states"
        " what was corrected since."
    ),
)
sent_option = option(
    "--sent",
    is_flag=True,
    help=N_("Print the report again as it was sent: the last one, or that of --as-of."),
)
commune_option = option(
    "--commune", metavar="TÊN", help=N_("Only this commune; typed with or without marks.")
)


def output_options(function: Function) -> Function:
    """Add ``--format`` and ``-o``; the function is given ``output``."""

    def wrapper(
        *args: Any, form: str | None, files: tuple[Path, ...], opened: bool, **kwargs: Any
    ) -> Any:
        if opened and not files:
            raise UsageProblem(
                "--open shows a file, and none is named.",
                "Name one with -o, for example: -o bao-cao.docx --open",
            )
        if len({path.resolve() for path in files}) < len(files):
            raise UsageProblem(
                "The same file is named twice after -o.",
                "Give each file a name of its own.",
            )
        for path in files:
            format_for(path, form or "")  # a wrong ending is said before anything is computed
            if not path.parent.is_dir():
                raise InputRefused(
                    "There is no folder {folder} to write into.",
                    "Make the folder first, or name another one after -o.",
                    folder=path.parent,
                )
        return function(*args, output=Output(form or "", files, opened), **kwargs)

    add_format = option(
        "--format",
        "form",
        type=click.Choice(["table", *FORMATS]),
        help=N_("table, csv, json, xlsx …; a table when left out."),
    )
    add_output = option(
        "-o",
        "--output",
        "files",
        multiple=True,
        type=click.Path(path_type=Path, dir_okay=False),
        help=N_("Write to this file; its ending decides the format. May be given several times."),
    )
    add_open = option(
        "--open", "opened", is_flag=True, help=N_("Show the file when it is written.")
    )
    return cast("Function", add_output(add_format(add_open(update_wrapper(wrapper, function)))))


def looks_options(function: Function) -> Function:
    """Add the looks of a report that leaves the office to ``output``; stands below
    ``output_options``, which makes it.
    """

    def wrapper(
        *args: Any,
        output: Output,
        template: Path | None,
        plain: bool,
        words: bool,
        **kwargs: Any,
    ) -> Any:
        if template and not any(path.suffix.lower() == ".docx" for path in output.files):
            raise UsageProblem(
                "--template is filled in when writing a Word file, and none is named.",
                "Name one with -o, for example: -o bao-cao.docx",
            )
        looks = Looks(template, emoji=not plain)
        given = output._replace(looks=looks, spoken_numbers=words)
        return function(*args, output=given, **kwargs)

    for add in (
        option(
            "--template",
            type=click.Path(path_type=Path, dir_okay=False),
            help=N_("A Word file of your own, filled in when writing .docx."),
        ),
        option("--no-emoji", "plain", is_flag=True, help=N_("No pictographs in --format zalo.")),
        option("--words", is_flag=True, help=N_("Numbers in words in --format loudspeaker.")),
    ):
        function = add(function)
    return cast("Function", update_wrapper(wrapper, function))


def pass_app(function: Function) -> Function:
    """Give the function the ``App`` of this run as its first argument."""

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(surroundings(), *args, **kwargs)

    return cast("Function", update_wrapper(wrapper, function))


def surroundings(folder: Path | None = None) -> App:
    """Return the surroundings of a command run in ``folder``, the current one when None."""
    asked = os.environ.get("EIDC_AS_OF", "")
    interactive = sys.stderr.isatty()
    out = sys.stdout
    cipher.ask_with(passphrases)
    colour = out.isatty() and not os.environ.get("NO_COLOR")
    return App(
        settings=load(folder or Path.cwd(), os.environ),
        clock=date.today(),  # noqa: DTZ011 - the commune's own calendar day; asked only here
        asked_day=DAY.convert(asked, None, None) if asked else None,
        screen=Screen(
            write=lambda text: click.echo(text, nl=not text.endswith("\n")),
            write_bytes=lambda content: click.echo(content, nl=False),
            width=_width(),
            colour=colour,
            encoding=getattr(out, "encoding", None) or "utf-8",
            interactive=interactive,
            open_file=open_file,
        ),
        command=_given(),
    )


def _width() -> int:
    """Return how many characters a line may have: what COLUMNS says, else the terminal, else 100.

    As ``shutil.get_terminal_size`` does, which brings all of the archive formats along.
    """
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL_WIDTH  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return USUAL_WIDTH


def open_file(path: Path) -> None:
    """Show a file with the program this computer has for it; say so where it has none."""
    try:
        code = click.launch(str(path))
    except OSError:
        code = 1
    if code:
        click.echo(_("{file} is written; it could not be opened from here.", file=path), err=True)


def _given() -> str:
    """Return the command and the names of its options, never what was typed after them."""
    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return ""
    typed = click.core.ParameterSource.COMMANDLINE
    options = [
        max(param.opts, key=len)
        for param in ctx.command.params
        if isinstance(param, click.Option) and ctx.get_parameter_source(param.name or "") is typed
    ]
    return " ".join([*ctx.command_path.split()[1:], *options])
