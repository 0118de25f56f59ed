"""What is said, and kept in a file, when eidc itself has a bug."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from eid_campaign import __version__
from eid_campaign.wording import _


def bug_said(error: Exception) -> str:
    """Keep where the bug is, without anybody's data: no messages, values or locals."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"eidc {__version__} · Python {sys.version.split()[0]} · {sys.platform}"]
    lines += [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
    lines.append(type(error).__name__)
    with tempfile.NamedTemporaryFile(
        "w", prefix="eidc-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write("\n".join(lines) + "\n")
    return "\n".join(
        (
            _("Error: {message}", message=_("eidc has a bug here; nothing was stored.")),
            _(
                "What to do: {hint}",
                hint=_(
                    "Send the file {path} to who maintains eidc; it holds nobody's data.",
                    path=file.name,
                ),
            ),
        )
    )
