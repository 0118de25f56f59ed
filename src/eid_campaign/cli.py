"""The table of commands, the options before the command, and the one place that catches.

Help must be quick, so a command's module is imported when the command is asked for.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import click

from eid_campaign import __version__
from eid_campaign.campaign.errors import EidcError, InputRefused
from eid_campaign.commands.naming import NamingGroup
from eid_campaign.wording import LANGUAGES, N_, _, said, use_language

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", N_("make a practice campaign and do the main job on it")),
    "init": ("init", N_("start a campaign in this folder: write eidc.toml")),
    "import": ("import_", N_("take in the appendix and the villages' rosters")),
    "status": ("status", N_("what is known, how fresh it is, what to do next")),
    "targets": ("targets", N_("targets, achieved, remaining, needed per day")),
    "report": ("report", N_("reports: daily, weekly, final, exempt, quality, change")),
    "why": ("why", N_("where a figure comes from: base, rate, file, sheet, row")),
    "people": ("people", N_("the list of people, masked")),
    "left": ("left", N_("who is no longer on a complete list")),
    "decide": ("decide", N_("settle a person's standing; take a decision back")),
    "edit": ("edit", N_("correct what is known of a person")),
    "review": ("review", N_("walk through the people to verify, by keys or in a sheet")),
    "duplicates": ("duplicates", N_("pairs that may be one person; make them one")),
    "rules": ("rules", N_("the rules for remarks; the commune's own words")),
    "villages": ("villages", N_("the villages and their spellings")),
    "mappings": ("mappings", N_("headings settled by hand")),
    "person": ("person", N_("one person: facts, standing, why, changes")),
    "explain": ("explain", N_("why a remark exempts or not")),
    "calendar": ("calendar", N_("who turns 14 when, whose exemption ends")),
    "imports": ("imports", N_("what was imported, and when")),
    "undo": ("undo", N_("take back an import, a decision, a merge, a correction")),
    "redo": ("redo", N_("let what was taken back count again")),
    "log": ("log", N_("what was done, by whom and when")),
    "check": ("check", N_("whether the ledger is whole and its figures add up")),
    "reconcile": ("reconcile", N_("hold the ledger against the national system")),
    "backup": ("backup", N_("a verified copy of the ledger")),
    "restore": ("restore", N_("put a backup in the ledger's place")),
    "encrypt": ("encrypt", N_("put the ledger under a passphrase")),
    "decrypt": ("decrypt", N_("take the passphrase off the ledger")),
    "purge": ("purge", N_("remove people for good, with a receipt")),
    "export": ("export", N_("hand counts upward, without people")),
}
"""Command name → (module in ``commands/``, summary), in the order of a campaign."""

BUG = "bug"
"""The module in ``commands/`` that says a bug, imported like a command's: hardly ever."""

EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class CommandTable(NamingGroup):
    """Lists the commands without importing them, and says every error in the user's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a campaign."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = _module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands from the summaries alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, (_m, summary) in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what eidc is."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(HELP))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its own help in the language in use."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options with help in the language in use."""
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, click.Option) and param.name in OPTION_HELP:
                param.help = _(OPTION_HELP[param.name])
        return params

    def main(self, *given: Any, **settings: Any) -> Any:
        """Run a command and leave with its exit code, whatever happened."""
        asked = given[0] if given else settings.pop("args", None)
        args = list(sys.argv[1:] if asked is None else asked)
        # A command lives for a moment: looking for cycles while its modules load frees nothing.
        gc.set_threshold(100_000)
        # numpy holds columns here and never multiplies: its threads would wait for work, awake.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        use_language(_language_of(args))
        _write_vietnamese()
        standalone = settings.pop("standalone_mode", True)
        code = self._run(args, settings)
        if asked is None:
            # The process ends: Python would look through all that lives for what could be freed.
            gc.freeze()
        if standalone:
            sys.exit(code)
        return code

    def _run(self, args: list[str], settings: dict[str, Any]) -> int:
        try:
            return int(super().main(args, standalone_mode=False, **settings) or 0)
        except EidcError as error:
            return _say(error)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.echo(_("Interrupted; nothing of the unfinished work was stored."), err=True)
            return EXIT_INTERRUPTED
        except BrokenPipeError:
            # The reader of our output has gone; Python would complain once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
        except Exception as error:
            if isinstance(error, OSError) and (code := _disk_said(error)):
                return code
            click.echo(_module(BUG).bug_said(error), err=True)
            return EXIT_BUG


def _disk_said(error: OSError) -> int:
    """Say an error of the disk and return its exit code; 0 for one that is none."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        # What is shown goes into a file here, and its disk is full.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(_("Error: {message}", message=_("the disk is full")), err=True)
        return InputRefused.exit_code
    refused: EidcError | None = import_module("eid_campaign.delivering").disk_refused(error)
    return 0 if refused is None else _say(refused)


_FULL_NUMBER = re.compile(r"(?<!\d)(0\d\d)\d{6}(\d{3})(?!\d)")
"""A citizen number: also one typed where a name or a code belongs stays off the screen."""


def _say(error: EidcError) -> int:
    happened, hint = (_FULL_NUMBER.sub(r"\1******\2", text) for text in said(error))
    click.echo(_("Error: {message}", message=happened), err=True)
    click.echo(_("What to do: {hint}", hint=hint), err=True)
    return error.exit_code


HELP = N_(
    "From messy village rosters to targets, progress and reports of the e-ID campaign (VNeID)."
    " Works offline; nothing leaves this computer."
)
OPTION_HELP = {
    "lang": N_("Language: vi or en (also EIDC_LANG)."),
    "version": N_("Show the version and exit."),
}


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES))
@click.version_option(__version__, prog_name="eidc", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Run eidc; see ``HELP``."""


def _module(name: str) -> ModuleType:
    return import_module(f"eid_campaign.commands.{name}")


def _language_of(args: Sequence[str]) -> str:
    """Return the language asked for, before click reads the options: its help needs it."""
    asked = os.environ.get("EIDC_LANG", "")
    for position, arg in enumerate(args):
        if arg == "--lang" and position + 1 < len(args):
            asked = args[position + 1]
        elif arg.startswith("--lang="):
            asked = arg.partition("=")[2]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _write_vietnamese() -> None:
    """Let Windows write Vietnamese into a file or pipe, whatever the code page of the console."""
    if sys.platform == "win32":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
                stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
