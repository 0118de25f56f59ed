"""The rare half of a report's command, imported when it is asked for: reports open quickly."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType


def sending() -> ModuleType:
    """Return :mod:`sending`: keeping a report as sent, and printing one again."""
    return import_module("eid_campaign.commands.sending")


def correcting() -> ModuleType:
    """Return :mod:`correcting`: what became of the last report sent."""
    return import_module("eid_campaign.commands.correcting")


def picturing() -> ModuleType:
    """Return :mod:`picturing`: the charts of a report, which a screen does not show."""
    return import_module("eid_campaign.commands.picturing")


def leaving_forms() -> ModuleType:
    """Return :mod:`leaving` of the reports: letter, card, texts for a chat and a loudspeaker."""
    return import_module("eid_campaign.reports.leaving")
