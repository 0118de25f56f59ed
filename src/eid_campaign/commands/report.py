"""``eidc report``: the table of reports; each is a module, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from eid_campaign.commands.options import SaidGroup
from eid_campaign.wording import N_, _

REPORTS: dict[str, tuple[str, str]] = {
    "daily": ("report_daily", N_("to the level above each day: three sentences and a table")),
    "weekly": ("report_weekly", N_("to the commune each week: results by village, in four parts")),
    "final": ("report_final", N_("the peak and the closing: against targets, who is commended")),
    "exempt": ("report_exempt", N_("who cannot have an account, and why")),
    "quality": ("report_quality", N_("how good the villages' lists are; what to mend first")),
    "change": ("report_change", N_("between two days: who moved from which stage to which")),
    "sent": ("report_sent", N_("the reports kept as sent")),
}
"""Report → (module in ``commands/``, summary)."""


class ReportTable(SaidGroup):
    """Lists the reports without importing them: one opens no slower for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a campaign."""
        return list(REPORTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a report's module and return its command."""
        if cmd_name not in REPORTS:
            return None
        module = import_module(f"eid_campaign.commands.{REPORTS[cmd_name][0]}")
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of reports from the summaries alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, (_m, summary) in REPORTS.items()])


@click.group("report", cls=ReportTable, help=N_("Reports: what leaves the office, and to whom."))
def command() -> None:
    """Group the reports."""
