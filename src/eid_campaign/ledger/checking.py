"""``eidc check``: does the ledger still say what was written into it, and do its parts add up?

First the file itself and its chain of seals, which tell that somebody changed something; then the
facts against each other, which tell what cannot be right whoever wrote it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.errors import EidcError
from eid_campaign.campaign.logged import Checked, Finding
from eid_campaign.campaign.plan import Rules
from eid_campaign.ledger import asserted, database, log, seal_checks, seals
from eid_campaign.ledger.check_counts import imports, people, plan, tallies_kept
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rebuild import differing
from eid_campaign.ledger.seal_marks import doubtful_mark, marks_digest


class Asked(NamedTuple):
    """What is checked."""

    ledger: Ledger
    as_of: date
    rules: Rules
    code: seals.Code | None
    """A code that was copied down earlier, where one was given."""


_CANNOT_BE_READ = (
    *(sqlite3.Error, zlib.error, EidcError),
    *(ValueError, LookupError, TypeError, AttributeError),
)
"""What comes of figures, texts and blobs that no eidc wrote."""


def check(asked: Asked) -> Checked:
    """Check everything in ``CHECKS``; a part that cannot even be read is a finding too."""
    connection = asked.ledger.connection
    findings: list[Finding] = []
    for what, look in CHECKS.items():
        try:
            findings += look(asked)
        except _CANNOT_BE_READ:
            if what == "database":
                findings.append(Finding("damaged", None))
                break
            findings.append(Finding("unreadable", None, {"what": what}))
    try:
        (entries,) = connection.execute("SELECT count(*) FROM operation").fetchone()
        sealed = seals.all_seals(connection)
        noted = tuple(
            (kept.number, kept.as_of, each)
            for kept in asserted.kept(asked.ledger)
            for each in kept.figures
        )
    except (sqlite3.Error, ValueError, TypeError):
        return Checked(tuple(findings), tuple(CHECKS), 0, 0, "")
    whole = max((seal.number + 1 for seal in sealed if seal.whole), default=1)
    code = sealed[-1].code if sealed else ""
    return Checked(tuple(findings), tuple(CHECKS), entries, whole, code, noted)


def _database(asked: Asked) -> Iterator[Finding]:
    for (said,) in asked.ledger.connection.execute("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield Finding("damaged", None)
            return


def _references(asked: Asked) -> Iterator[Finding]:
    tables = {row[0] for row in asked.ledger.connection.execute("PRAGMA foreign_key_check")}
    for table in sorted(tables):
        yield Finding("reference", None, {"table": table})


def _tables(asked: Asked) -> Iterator[Finding]:
    """Compare the tables and the locks upon them with those of a new ledger."""
    with Ledger.open(database.IN_MEMORY) as new:
        expected = _shape(new.connection)
    found = _shape(asked.ledger.connection)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield Finding("shape", None, {"name": name})


def _shape(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite_%'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def _log(asked: Asked) -> Iterator[Finding]:
    broken = log.first_broken(asked.ledger.connection)
    if broken is not None:
        yield Finding("log", broken)


def _seals(asked: Asked) -> Iterator[Finding]:
    connection = asked.ledger.connection
    broken = seal_checks.first_unchained(connection)
    if broken is not None:
        yield Finding("unsealed", broken)
    sealed = seals.all_seals(connection)
    whole = max((seal.number for seal in sealed if seal.whole), default=0)
    for number in seal_checks.changed_entries(connection):
        yield Finding("sealed_together" if number == whole else "changed", number)
    if not sealed:
        return
    last = sealed[-1]
    if last.marks != marks_digest(connection):
        yield Finding("marks", doubtful_mark(connection) or last.number)
    (words,) = connection.execute("SELECT ifnull(max(id), 0) FROM word").fetchone()
    if words > last.words:
        yield Finding("words", None, {"words": words - last.words})


def _code(asked: Asked) -> Iterator[Finding]:
    if asked.code is None:
        return
    sealed = {seal.number: seal for seal in seals.all_seals(asked.ledger.connection)}
    wanted = asked.code
    if wanted.number not in sealed:
        last = max(sealed, default=0)
        yield Finding("cut_off", last + 1, {"last": last, "code": wanted.text})
    elif sealed[wanted.number].code != wanted.text:
        yield Finding("other_code", wanted.number, {"code": wanted.text})


def _imports(asked: Asked) -> Iterator[Finding]:
    return imports(asked.ledger)


def _people(asked: Asked) -> Iterator[Finding]:
    return people(asked.ledger, asked.as_of, asked.rules)


def _tallies(asked: Asked) -> Iterator[Finding]:
    return tallies_kept(asked.ledger, asked.rules)


def _plan(asked: Asked) -> Iterator[Finding]:
    return plan(asked.ledger, asked.rules)


def _rebuilt(asked: Asked) -> Iterator[Finding]:
    if count := differing(asked.ledger):
        yield Finding("rebuilt", None, {"people": count})


def _asserted(asked: Asked) -> Iterator[Finding]:
    return asserted.moved_away(asked.ledger, asked.rules)


CHECKS: dict[str, Callable[[Asked], Iterator[Finding]]] = {
    "database": _database,
    "references": _references,
    "tables": _tables,
    "log": _log,
    "seals": _seals,
    "code": _code,
    "imports": _imports,
    "people": _people,
    "tallies": _tallies,
    "plan": _plan,
    "rebuilt": _rebuilt,
    "asserted": _asserted,
}
"""What is checked, in this order."""
