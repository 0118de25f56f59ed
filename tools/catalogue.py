"""Collect the message ids of the code into the catalogue, and compile it.

``python tools/catalogue.py`` brings ``vi/LC_MESSAGES/eidc.po`` up to date and compiles it;
``--check`` changes nothing and fails when something is missing, stale or not compiled.
"""

from __future__ import annotations

import ast
import gettext
import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "eid_campaign"
PO = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "eidc.po"
MO = PO.with_suffix(".mo")

SAID = {"_", "N_"}
"""Functions whose first argument is a message id."""

ERRORS = {
    "EidcError",
    "UsageProblem",
    "InputRefused",
    "NothingKnown",
    "UnknownPlace",
    "UnknownPerson",
    "LedgerInUse",
    "LedgerBroken",
    "LedgerUncertain",
}
"""Errors, whose first two arguments are message ids: what happened, what to do."""

CLICK = (
    "Usage:",
    "Options",
    "Commands",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "No such option: {name}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "Missing argument",
    "Missing option",
    "Missing command.",
    "Missing parameter",
    "Missing {param_type}",
    "Option {name!r} does not take a value.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "{value!r} is not a valid {number_type}.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
    "{value} is not in the range {range}.",
    "Could not open file {filename!r}: {message}",
    "unknown error",
    "Choose from:\n\t{choices}",
    "Repeat for confirmation",
    "Error: The two entered values do not match.",
    "Error: invalid input",
    "default: {default}",
    "required",
    "Aborted!",
    "File",
    "Directory",
    "Path",
)
"""What click itself says to our users."""

CLICK_COUNTED = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."),
)
"""What it says of one and of several: Vietnamese has one form for both."""


Said = str | tuple[str, str]
"""A message id, or the two of a message that counts."""


def messages() -> Iterator[tuple[Said, str]]:
    """Yield (message id, file) of everything the code says."""
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            count = 1 if name in SAID else 2 if name in ERRORS else 0
            for argument in node.args[:count]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value, where
    for table in sorted((SOURCE / "reports").glob("*.tsv")):
        for line in table.read_text(encoding="utf-8").splitlines()[1:]:
            yield line.partition("\t")[2], table.relative_to(ROOT).as_posix()
    for message in (*CLICK, *CLICK_COUNTED):
        yield message, "click"


def placeholders(message: str) -> set[str]:
    """Return the names in braces."""
    return {name.split("!")[0] for _t, name, _f, _c in string.Formatter().parse(message) if name}


def updated(known: Catalog) -> Catalog:
    """Return a catalogue of the code's messages with the translations ``known`` has."""
    catalogue = Catalog(locale="vi", domain="eidc", fuzzy=False, creation_date=None)
    catalogue.revision_date = known.revision_date
    for message, where in sorted(set(messages()), key=str):
        if message:
            old = known.get(message)
            string = old.string if old else ""
            if not isinstance(message, str) and isinstance(string, str):
                string = (string,)
            catalogue.add(message, string, locations=[(where, None)])
    return catalogue


def faults(catalogue: Catalog) -> list[str]:
    """Return what is wrong with the translations."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        if message.pluralizable:
            ids, strings = message.id, message.string
        else:
            ids, strings = (message.id,), (message.string,)
        if not all(strings):
            wrong.append(f"not translated: {message.id}")
        elif not any(placeholders(one) == placeholders(strings[0]) for one in ids):
            wrong.append(f"other placeholders: {message.id}")
    return wrong


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    """Return the .po and .mo bytes."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, sort_output=True, omit_header=True, include_lineno=False, width=100)
    header = (
        b'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        b'"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    )
    compiled = read_po(io.BytesIO(header + po.getvalue()), locale="vi", charset="utf-8")
    write_mo(mo, compiled)
    return header + po.getvalue(), mo.getvalue()


def spoken(mo: bytes) -> dict[str, str]:
    """Return what a compiled catalogue says for each message id."""
    ids = [message if isinstance(message, str) else message[0] for message, _where in messages()]
    compiled = gettext.GNUTranslations(io.BytesIO(mo))
    return {message: compiled.ngettext(message, message, 1) for message in ids if message}


def main() -> int:
    """Update or check; return the exit code."""
    known = read_po(io.BytesIO(PO.read_bytes()), charset="utf-8") if PO.exists() else Catalog()
    catalogue = updated(known)
    po, _mo = written(catalogue)
    _po, mo = written(read_po(io.BytesIO(po), locale="vi", charset="utf-8"))
    wrong = faults(catalogue)
    if "--check" in sys.argv:
        if PO.read_bytes() != po:
            wrong.append("eidc.po is not up to date: run python tools/catalogue.py")
        # The bytes hold Babel's version and the time; what they say is what counts.
        if not MO.exists() or spoken(MO.read_bytes()) != spoken(mo):
            wrong.append("eidc.mo is not compiled from eidc.po: run python tools/catalogue.py")
    else:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po)
        MO.write_bytes(mo)
    print("\n".join(wrong) or f"{len(catalogue)} messages, all translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
