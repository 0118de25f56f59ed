"""The table of file formats: name, suffixes, the module that draws it, a summary for help.

A module is imported when its format is asked for, so that help and the terminal stay quick.
A new format is one module with ``render(document) -> bytes`` and one line here; one that heeds
the ``Looks`` asked for has ``render(document, looks)``, and says so in its line.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Document
from eid_campaign.wording import N_


class Format(NamedTuple):
    """A way to write a document to a file."""

    name: str
    suffixes: tuple[str, ...]
    """In lower case, with the dot; the first is the one suggested."""
    module: str
    summary: str
    """A message id."""
    has_looks: bool = False
    """Whether its module's ``render`` is given the looks too."""


class Looks(NamedTuple):
    """How a document is to look, where a format leaves a choice."""

    template: Path | None = None
    """A Word file of the office's own, filled in instead of the built-in layout."""
    emoji: bool = True
    """Whether a text for a chat may hold pictographs."""


AS_USUAL = Looks()

_ALL = (
    Format("text", (".txt",), "text", N_("plain text, 100 characters wide")),
    Format("md", (".md",), "markdown", N_("Markdown, for a web page or a chat")),
    Format("csv", (".csv",), "csv_", N_("the first table, for other programs")),
    Format("json", (".json",), "json_", N_("everything, for other programs")),
    Format("xlsx", (".xlsx",), "xlsx", N_("Excel workbook, ready to print")),
    Format("docx", (".docx",), "docx", N_("Word, in the form of an official report"), True),
    Format("html", (".html",), "html", N_("one page for a browser or a phone, works offline")),
    Format("pdf", (".pdf",), "pdf", N_("PDF, to be printed or sent")),
    Format("png", (".png",), "png", N_("a picture for a chat, without anybody's data")),
    Format("zalo", (), "brief", N_("a short text for a chat, without anybody's data"), True),
    Format("loudspeaker", (), "speech", N_("a text to be read on the loudspeaker")),
    Format("ics", (".ics",), "ics", N_("calendar for a phone, of answers with days")),
)
FORMATS: dict[str, Format] = {each.name: each for each in _ALL}


class _Renderer(Protocol):
    def render(self, document: Document) -> bytes: ...


class _LookingRenderer(Protocol):
    def render(self, document: Document, looks: Looks) -> bytes: ...


class _Terminal(Protocol):
    def draw(self, document: Document, *, width: int, colour: bool, encoding_ok: bool) -> str: ...


def render(document: Document, format_name: str, looks: Looks = AS_USUAL) -> bytes:
    """Return ``document`` in the format named; the same document gives the same bytes.

    Raises UsageProblem for a name that is not in ``FORMATS``.
    """
    found = FORMATS.get(format_name)
    if found is None:
        raise UsageProblem(
            N_("There is no format {name}."),
            N_("Choose one of: {known}."),
            name=format_name,
            known=", ".join(FORMATS),
        )
    module = import_module(f"eid_campaign.render.{found.module}")
    if found.has_looks:
        return cast("_LookingRenderer", module).render(document, looks)
    return cast("_Renderer", module).render(document)


def format_of(path: Path) -> str:
    """Return the name of the format that the suffix of ``path`` asks for.

    Raises UsageProblem for a suffix no format has, or for none.
    """
    suffix = path.suffix.lower()
    for each in FORMATS.values():
        if suffix in each.suffixes:
            return each.name
    raise UsageProblem(
        N_("The ending of {file} names no format."),
        N_("Give the file one of these endings: {known}."),
        file=path.name,
        known=", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes),
    )


def format_for(path: Path, asked: str) -> str:
    """Return the format in which ``path`` is written when ``asked`` (blank for none) was given.

    The ending decides. A format without an ending of its own, such as a text for a chat, is for
    files of plain text; the others beside them stay what their ending says. Raises UsageProblem
    where both are named and contradict each other: no file is of another kind than it says.
    """
    found = FORMATS.get(asked)
    if found is None:
        return format_of(path)
    suffix = path.suffix.lower()
    known = {each for one in FORMATS.values() for each in one.suffixes}
    if suffix in (found.suffixes or FORMATS["text"].suffixes) or suffix not in known:
        return asked
    if not found.suffixes:
        return format_of(path)
    raise UsageProblem(
        "{file} would hold another kind of file than its ending says: --format {name}.",
        "Leave --format away, or end the name in {suffix}.",
        file=path.name,
        name=asked,
        suffix=found.suffixes[0],
    )


def on_screen(document: Document, *, width: int, colour: bool, encoding_ok: bool) -> str:
    """Return ``document`` as a terminal shows it; see :func:`eid_campaign.render.terminal.draw`."""
    terminal = cast("_Terminal", import_module("eid_campaign.render.terminal"))
    return terminal.draw(document, width=width, colour=colour, encoding_ok=encoding_ok)
