"""Text tables: csv, tsv, "Unicode text", text pasted from Word; every cell stays text."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.sheets_excel import Reading
from eid_campaign.intake.sheets_model import Cell, Sheet, squared
from eid_campaign.intake.sheets_package import damaged
from eid_campaign.wording import N_

MOST_LINES_IN_A_CELL = 20
"""A quote that stays open for more lines than this was never meant to be closed."""
MOST_BAD_BYTES = 0.02
"""Share of a text's non-ASCII letters that may be damaged in a file that is UTF-8 all the same."""
MOST_COLUMNS = 16_384
_SNIFFED_LINES = 2_000

_LINE = re.compile(r"\r\n|\r|\n")
_SEP = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_TONED = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LOST_TONE = re.compile(f"(?<![{_TONED}])[{_TONES}]")
_QUOTED = re.compile(r'"[^"]*"')
_SPACES = re.compile(r" {2,}|\u3000+")


def read_text(raw: bytes, file: str) -> Reading:
    """Return the one sheet (without a name) of a text file.

    :class:`InputRefused` for bytes that are no text. Damaged letters and broken quotes are
    problems with their rows.
    """
    text, problems = decoded(raw, file)
    lines = _LINE.split(text)
    declared = _SEP.fullmatch(lines[0].strip())
    if declared:  # Excel's own first line; it is not a row
        lines = lines[1:]
    separator = declared[1] if declared else _separator(lines[:_SNIFFED_LINES])
    rows: list[list[Cell]] = []
    for number, (cells, is_whole) in enumerate(_records(lines, separator), start=1):
        if not is_whole:
            problems.append(Problem("broken_quotes", Severity.DOUBT, file, row=number))
        if len(cells) > MOST_COLUMNS:
            raise damaged(file)
        if any("\ufffd" in cell for cell in cells):
            problems.append(Problem("invalid_bytes", Severity.DOUBT, file, row=number))
        rows.append(list(cells))
    width = max(map(len, rows), default=0)
    if len(rows) * width > 4 * sum(map(len, rows)) + 2_000_000:
        raise damaged(file)
    return (Sheet("", squared(rows)),), problems


def decoded(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """Return the text of ``raw`` in NFC, and what was guessed about its encoding."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _composed(raw.decode("utf-16", "replace")), []
    if wide := _wide_encoding(raw):
        return _composed(raw.decode(wide, "replace")), [_guess(file, wide)]
    if b"\0" in raw:
        raise InputRefused(
            N_("{file} is neither a spreadsheet nor a text."),
            N_("Give the spreadsheet itself (.xlsx, .xls, .ods, .csv, .docx)."),
            file=file,
        )
    try:
        return _composed(raw.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        pass
    mended = raw.decode("utf-8-sig", "replace")
    foreign = sum(letter > "\x7f" for letter in mended)
    if mended.count("\ufffd") <= max(1, MOST_BAD_BYTES * foreign) and foreign > 2:
        return _composed(mended), []
    encoding = _windows_encoding(raw)
    return _composed(raw.decode(encoding, "replace")), [_guess(file, encoding)]


def _guess(file: str, encoding: str) -> Problem:
    return Problem("encoding_guessed", Severity.INFO, file, values={"encoding": encoding})


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _wide_encoding(raw: bytes) -> str:
    # Text without a byte order mark: in UTF-16 every second byte of ASCII is NUL.
    head = raw[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) // 2 or min(even, odd) * 10 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _windows_encoding(raw: bytes) -> str:
    # In cp1258 a tone follows its vowel. Where tones stand elsewhere the bytes are an older
    # Vietnamese font's (TCVN3, VNI), which is read as cp1252 and turned by legacy_text.
    try:
        text = raw.decode("cp1258")
    except UnicodeDecodeError:
        return "cp1252"
    tones = sum(map(text.count, _TONES))
    lost = len(_LOST_TONE.findall(text))
    return "cp1258" if lost * 10 <= tones else "cp1252"


def _separator(lines: list[str]) -> str:
    """Return the separator most lines agree on; two or more blanks as ``"  "``."""
    if sum(line.count("\t") >= 2 for line in lines) >= 2:
        return "\t"  # nobody types tabs into prose
    text = "\n".join(lines)
    if '"' in text and not text.count('"') % 2:
        lines = _QUOTED.sub("", text).split("\n")
    best, most = "\t", (0, 0)
    for separator in (";", "\t", ",", "|"):
        counts = Counter(line.count(separator) for line in lines)
        del counts[0]
        # How many lines agree comes first: an address has two commas, but not in the heading.
        agreeing = max(((many, count) for count, many in counts.items()), default=(0, 0))
        if agreeing > most:
            best, most = separator, agreeing
    if most[0] < 2 and sum(len(_SPACES.split(line.strip())) >= 3 for line in lines) >= 2:
        return "  "
    return best


def _records(lines: list[str], separator: str) -> Iterator[tuple[list[str], bool]]:
    """Yield each record's cells, and whether its quotes were sound."""
    split = _splitter(separator)
    position = 0
    while position < len(lines):
        line = lines[position]
        if '"' not in line or len(separator) > 1:
            yield split(line), True
            position += 1
            continue
        cells, used = _quoted(lines, position, separator)
        yield (cells, True) if used else ([_unquoted(cell) for cell in split(line)], False)
        position += max(used, 1)


def _splitter(separator: str) -> Callable[[str], list[str]]:
    if len(separator) > 1:
        return lambda line: _SPACES.split(line.strip())
    return lambda line: line.split(separator)


def _quoted(lines: list[str], position: int, separator: str) -> tuple[list[str], int]:
    """Return a record with quotes and how many lines it takes; 0 when it is never closed."""
    record = lines[position]
    for used in range(1, MOST_LINES_IN_A_CELL + 1):
        try:
            rows = list(csv.reader([record], delimiter=separator, strict=True))
        except csv.Error as error:
            if "unexpected end of data" not in str(error) or position + used >= len(lines):
                return [], 0
            record += "\n" + lines[position + used]
        else:
            return (rows[0] if rows else [""]), used
    return [], 0


def _unquoted(cell: str) -> str:
    cell = cell.strip()
    return cell.removeprefix('"').removesuffix('"').replace('""', '"')
