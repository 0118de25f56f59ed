"""A Word file of the office's own, filled with a report: its fields, and the whole body at once.

Templates are Jinja's as docxtpl reads them: ``{{ agency }}`` in a sentence, ``{{p body}}`` alone
in its paragraph, ``{{p annexes}}`` at the end of the file, ``{%p for part in parts %}`` …
``{%p endfor %}`` around paragraphs, ``{%tr … %}`` around rows, ``{%tc … %}`` around cells. They run
in a sandbox and see the fields only.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any, Final

from docx.document import Document as DocxDocument
from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.document import Document
from eid_campaign.render.annexes import parted
from eid_campaign.render.docx_annexes import annexed
from eid_campaign.render.docx_body import Opened, ended, flowed, pieces, turned
from eid_campaign.render.docx_fields import fields
from eid_campaign.render.docx_file import saved
from eid_campaign.render.docx_page import pages_of
from eid_campaign.render.docx_styles import add_missing_styles
from eid_campaign.wording import N_

_CHANCE: Final = ("random", "shuffle")
_BODY = re.compile(r"\{\{[^}]*\bbody\b")
_ANNEXES = re.compile(r"\{\{[^}]*\bannexes\b")
_TAG = re.compile(r"\{[{%#].*")
_SHOWN: Final = 60
"""Characters of a mark that are said back."""
_NOT_WORD = (OpcError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError)
_NOT_COMPUTED = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


def filled(document: Document, path: Path) -> bytes:
    """Return the template at ``path`` filled with ``document``.

    Raises UsageProblem where there is no such file, InputRefused for one that is no Word file or
    whose marks cannot be filled.
    """
    template = _opened(path)
    add_missing_styles(template.docx)
    known = fields(document)
    xml = template.patch_xml(template.get_xml())
    asks_for_body = bool(_BODY.search(xml))
    asks_for_annexes = bool(_ANNEXES.search(xml))
    body, annexes = "", ""
    if asks_for_body or asks_for_annexes:
        body, annexes = _whole(document, template.docx, parts=asks_for_annexes)
    known["body"], known["annexes"] = _Body(body), _Body(annexes)
    try:
        _fill(template, known)
    except UndefinedError as unknown:
        raise _unknown(path, str(unknown.message), known) from unknown
    except SecurityError as unsafe:
        raise InputRefused(
            N_("The template {file} asks for more than the fields of a report."),
            N_("Use only its fields: {known}."),
            file=path.name,
            known=", ".join(known),
        ) from unsafe
    except TemplateError as wrong:
        raise _misspelt(path, wrong) from wrong
    except etree.XMLSyntaxError as crossed:
        raise _crossed(path) from crossed
    except _NOT_COMPUTED as failed:
        raise InputRefused(
            N_("The template {file} computes something that cannot be computed."),
            N_("Leave only fields between the braces, for example: {{{{ agency }}}}"),
            file=path.name,
        ) from failed
    if annexes:
        _end_with_its_pages(template.docx)
    return saved(template.docx, title=document.title, as_of=document.as_of)


class _Body(str):
    """XML that goes into the file as it is."""

    def __html__(self) -> str:
        return str(self)


class _Unknown(StrictUndefined):
    """A field that does not exist; its error says its name and nothing else."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = None, name: str | None = None, exc: Any = None
    ) -> None:
        super().__init__(hint=name or hint, name=name, exc=exc or UndefinedError)


def _opened(path: Path) -> Any:
    """Return the template, read whole: its file is not held open."""
    try:
        content = path.read_bytes()
    except OSError as missing:
        raise UsageProblem(
            N_("There is no template {file}, or it cannot be read."),
            N_("Name a Word file (.docx) that exists: --template FILE.docx"),
            file=path.name,
        ) from missing
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
    except _NOT_WORD as other:
        raise InputRefused(
            N_("The template {file} is not a Word file (.docx)."),
            N_("Open it in Word and save it as “Word Document (*.docx)”, without a password."),
            file=path.name,
        ) from other
    return template


def _whole(document: Document, word: DocxDocument, *, parts: bool) -> tuple[str, str]:
    """Return the body and the annexes, on the pages of the file they are put into.

    ``parts``: whether the file has a place for annexes; if not, all of it is the body, in order.
    """
    pages = pages_of(word)
    blocks, annexes = parted(document) if parts else (document.page_blocks, ())
    found = pieces(document, word, pages.rooms, blocks)
    xml, opened = flowed(ended(found) if document.letter else found, pages)
    if opened.across:  # what comes after the body stands upright again
        xml += turned(pages, opened)
        opened = Opened(begins=False)
    behind, opened = annexed(document, annexes, word, pages, opened)
    if behind:  # ended here, because the file's own last pages stand; see _end_with_its_pages
        behind += turned(pages, opened)
        opened = Opened(begins=False)
    if not opened.begins:  # the first page of all is in another section now
        for own in word.element.body.xpath("./w:sectPr/w:titlePg"):
            own.getparent().remove(own)
    return xml, behind


def _end_with_its_pages(word: DocxDocument) -> None:
    """Let the file end with the pages of its last annex, where nothing stands behind it."""
    *others, last, section = word.element.body
    ends = last.xpath("./w:pPr/w:sectPr")
    while others and not ends and not last.xpath(".//w:t | .//w:tbl"):
        last.getparent().remove(last)  # the paragraph that the mark stood in
        last = others.pop()
        ends = last.xpath("./w:pPr/w:sectPr")
    if ends:
        section.getparent().replace(section, ends[0])
        last.getparent().remove(last)


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=True, undefined=_Unknown)
    environment.globals = {"range": environment.globals["range"]}
    for name in _CHANCE:
        environment.filters.pop(name, None)
    return environment


def _fill(template: Any, known: dict[str, object]) -> None:
    environment = _environment()
    # docxtpl mends what does not nest by leaving parts out; nothing may get lost in silence.
    made = etree.fromstring(template.build_xml(known, environment))
    if made.xpath("//*[local-name()='t']/*"):
        raise TemplateSyntaxError("{{ body }}", 0)
    template.render(known, environment)


def _unknown(path: Path, name: str, known: dict[str, object]) -> InputRefused:
    return InputRefused(
        N_("The template {file} has a field that does not exist: {name}."),
        N_("These exist: {known}."),
        file=path.name,
        name=name,
        known=", ".join(known),
    )


def _misspelt(path: Path, wrong: TemplateError) -> InputRefused:
    """Return what is said of a mark that cannot be read: the mark itself, never the text."""
    lines = list(getattr(wrong, "docx_context", ()))
    number = getattr(wrong, "lineno", 0) or 0
    line = lines[min(number - 1, 3)] if lines and number > 0 else str(wrong.message)
    found = _TAG.search(line)
    if found is None or "end of template" in str(wrong.message):
        return _crossed(path)
    return InputRefused(
        N_("The template {file} has a mark that cannot be read: {mark}"),
        N_(
            "Write fields as {{{{ agency }}}}, the body as {{{{p body}}}} alone in its paragraph,"
            " and close each {{%p for … %}} with {{%p endfor %}}."
        ),
        file=path.name,
        mark=found.group()[:_SHOWN],
    )


def _crossed(path: Path) -> InputRefused:
    return InputRefused(
        N_("In the template {file} marks are not closed, or cross paragraphs or rows."),
        N_(
            "Give each {{%p for … %}} and {{%p endfor %}} a paragraph of its own, each"
            " {{%tr for … %}} and {{%tr endfor %}} a row of its own."
        ),
        file=path.name,
    )
