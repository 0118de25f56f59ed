"""XML read safely: streamed, without document types, names without prefixes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from eid_campaign.intake.sheets_package import damaged, entities


class Markup:
    """An XML reader that refuses document types: subclasses say what to do with each element.

    Names come without their prefix (``w:tbl`` as ``tbl``), for programs differ in prefixes.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        self._parser = parser

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read all of it; :class:`InputRefused` when it is no XML."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):
            raise damaged(self._file) from None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""

    def end(self, tag: str) -> None:
        """Take a closing tag."""

    def text(self, said: str) -> None:
        """Take text."""

    def _refuse(self, *_: object) -> None:
        raise entities(self._file)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.start(tag.rpartition(":")[2], attributes)

    def _end(self, tag: str) -> None:
        self.end(tag.rpartition(":")[2])
