"""A report as it was sent: what is kept of it in the ledger, counts only."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple


class Frozen(NamedTuple):
    """A report as it was sent."""

    number: int
    """Its entry in the log."""
    kind: str
    """``daily``, ``weekly``, ``final``, ``exempt`` or ``targets``."""
    commune: str
    """Blank where none was asked for."""
    as_of: date
    revision: int
    """The last entry of the log that counted in it."""
    content: str
    """JSON with ``asked``, ``language``, ``lines`` and ``document``."""
    undone_by: int | None
    who: str
    at: str

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for besides commune and day: ``by``, ``audience``, ``village``."""
        found: dict[str, str] = self._content()["asked"]
        return found

    @property
    def language(self) -> str:
        """The language it was sent in."""
        return str(self._content()["language"])

    @property
    def document(self) -> dict[str, Any]:
        """The document, as :func:`eid_campaign.reports.kept.packed` packs it."""
        found: dict[str, Any] = self._content()["document"]
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The figures by id of each line, with its ``unit`` and ``village``."""
        found: list[dict[str, Any]] = self._content()["lines"]
        return found

    def _content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.content)
        return content
