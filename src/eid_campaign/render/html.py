"""HTML: one page for a browser or a phone, complete in itself, that asks the network for nothing.

Everything a document says is escaped by jinja2; only what lies in ``page/`` and the drawings of
:mod:`eid_campaign.render.html_blocks` are markup. The one script is named to the browser by its
hash, so that no other would run.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eid_campaign.document import Document
from eid_campaign.render.html_blocks import TextView, View, viewed
from eid_campaign.render.html_letter import letterhead
from eid_campaign.render.html_table import TableView
from eid_campaign.render.values import heading, noted, one_line
from eid_campaign.wording import _, day, language

_PAGE: Final = Path(__file__).parent / "page"
_STYLES: Final = ("page.css", "blocks.css", "print.css")
_MOST_WITHOUT_CONTENTS: Final = 4
"""Titled blocks a reader finds without a table of contents."""

_templates = Environment(
    loader=FileSystemLoader(_PAGE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(document: Document) -> bytes:
    """Return ``document`` as a page in UTF-8; it is read without its script, too."""
    blocks, annexes = viewed(document)
    titled = [*(block for block in blocks if block.title), *annexes]
    title, *lines = heading(document)
    script = _own("sort.js")
    page = _templates.get_template("page.html").render(
        lang=language(),
        policy=_policy(script),
        style=Markup("\n").join(_own(name) for name in _STYLES),
        script=script,
        title=title,
        lines=lines,
        letter=letterhead(document.letter) if document.letter else None,
        contents=titled if len(titled) > _MOST_WITHOUT_CONTENTS else [],
        blocks=blocks,
        annexes=annexes,
        # Title and foot go onto the sheet of a wide table; those of a letter stay upright.
        opens_wide=not document.letter and any(map(_is_wide, blocks[:1])),
        ends_wide=not document.letter and any(map(_is_wide, blocks[-1:])),
        notes=noted(document.notes),
        origin=_origin(document),
        words=_words(),
    )
    return page.encode()


def _own(name: str) -> Markup:
    """Return a file of ``page/``, with line ends as the browser's hash will see them."""
    return Markup((_PAGE / name).read_text(encoding="utf-8"))


def _is_wide(block: View) -> bool:
    return isinstance(block, TextView | TableView) and block.wide


def _policy(script: str) -> str:
    """Return what the browser may do: nothing but show this page and run its one script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _origin(document: Document) -> tuple[str, ...]:
    """Return whose figures these are and of which day, for the foot."""
    source, when = one_line(document.source), day(document.as_of)
    lines = [_("Source: {source}", source=source)] if source else []
    if when not in source:
        lines.append(_("As of {day}", day=when))
    return tuple(lines)


def _words() -> dict[str, str]:
    """Return the page's own words; a template has none, so that the catalogue finds them here."""
    return {
        "contents": _("Contents"),
        "empty": _("No rows."),
        "draft": _("(draft from the figures, to be read and edited)"),
        "up": _("up"),
        "down": _("down"),
        "same": _("unchanged"),
        "above": _("above 100 %"),
        "to": _("To:"),
        "recipients": _("Copies to:"),
        "hint": _("Press a heading to sort by it; the third time brings back the first order."),
        "ascending": _("Sorted ascending by {heading}", heading="{heading}"),
        "descending": _("Sorted descending by {heading}", heading="{heading}"),
        "original": _("In the first order again"),
    }
