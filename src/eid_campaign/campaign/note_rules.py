"""The tables behind the reading of remarks: read once, checked, and refused by line when wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from eid_campaign.campaign.note_model import (
    Atom,
    Guard,
    Pattern,
    Rewrite,
    Rule,
    TableError,
    Tables,
    lines_of,
)
from eid_campaign.campaign.note_words import check_phrases, read_phrases, read_spellings
from eid_campaign.campaign.own_rules import PREFIX, OwnLine, own_lines
from eid_campaign.campaign.own_words import check_own, kinds_of_own, with_own_words
from eid_campaign.campaign.standings import EXEMPTING, Reason

FOLDER = Path(__file__).parent
DECISIONS = frozenset("EXEMPT OFF_LIST TO_VERIFY ELIGIBLE NO_PHONE USES_PHONE OLD CHILD".split())
PLACES = frozenset(
    "before ago after opening clause remark earlier earlier_start later later_again never".split()
)
OUTCOMES = ("eligible", "verify")
_OPENING_ONLY = {",", "other", "name", "group_maybe", "company", "thing"}
"""Kinds that weigh only where a subject stands; lines of their own say so."""
REASONS = frozenset(reason.value for reason in Reason)
BUILT_IN = frozenset("num date daymonth ask stop other name country_unclear ,".split())


@lru_cache(maxsize=8)
def tables(own: str = "") -> Tables:
    """Return the packaged tables; :class:`TableError` names the line that is wrong.

    ``own`` is the text of the commune's own table as adopted, which adds to them.
    """
    # Of the phrases that ship the tests see to it that each can be met.
    return read_tables(FOLDER, own_lines(own) if own else (), checked=False)


def checked_own(text: str, file: str) -> tuple[OwnLine, ...]:
    """Return the lines of an own table that can be used; InputRefused names file and line."""
    lines = own_lines(text, file)
    check_own(read_tables(FOLDER, lines, file), lines, file)
    return lines


def examples() -> tuple[str, ...]:
    """Return the remarks that stand beside the rules and guards, the deceptive ones among them."""
    rules = [cells[6] for _, cells in lines_of(FOLDER / "notes.tsv", 7)]
    guards = [cells[7] for _, cells in lines_of(FOLDER / "note_guards.tsv", 8)]
    return tuple(dict.fromkeys(each for each in (*rules, *guards) if each))


def read_tables(
    folder: Path, own: Sequence[OwnLine] = (), own_file: str = "", *, checked: bool = True
) -> Tables:
    """Return the five tables of a folder with the lines of an own one, checked together.

    ``own_file`` names the own table where it is checked, too.
    """
    spellings = read_spellings(folder / "note_spellings.tsv")
    phrases, kinds = read_phrases(folder / "note_words.tsv")
    if checked:
        check_phrases(folder / "note_words.tsv")
    if own:
        spellings, phrases = with_own_words(spellings, phrases, own, own_file)
        kinds |= kinds_of_own(own)
    rewrites, aliases, kinds = _read_rewrites(folder / "note_phrases.tsv", kinds)
    rules = _with_own_rules(_read_rules(folder / "notes.tsv", kinds, aliases), own)
    rules = _guarded(rules, folder / "note_guards.tsv", kinds, aliases)
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        for kind in rule.pattern[1 if rule.pattern[0].kinds == {"^"} else 0].kinds:
            by_kind.setdefault(kind, []).append(rule)
        if rule.pattern[0].least == 0:
            for kind in rule.pattern[1].kinds:
                by_kind.setdefault(kind, []).append(rule)
    return Tables(
        spellings, phrases, rewrites, {k: tuple(v) for k, v in by_kind.items()}, rules,
        frozenset(
            kind for rule in rules for guard in rule.guards if len(guard.kinds) == 1
            for kind in guard.kinds
        ),
    )  # fmt: skip


def _read_rewrites(
    path: Path, kinds: frozenset[str]
) -> tuple[tuple[Rewrite, ...], dict[str, frozenset[str]], frozenset[str]]:
    lines = list(lines_of(path, 4))
    made = {cells[0] for _, cells in lines if not cells[0].startswith("@")}
    kinds = kinds | made | BUILT_IN
    aliases: dict[str, frozenset[str]] = {}
    rewrites = []
    for number, (kind, pattern, _, _) in lines:
        if kind.startswith("@"):
            aliases[kind] = _kinds_of(pattern, kinds, aliases, path.name, number)
        else:
            rewrites.append(Rewrite(kind, _pattern(pattern, kinds, aliases, path.name, number)))
    return tuple(rewrites), aliases, kinds


def _read_rules(
    path: Path, kinds: frozenset[str], aliases: dict[str, frozenset[str]]
) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    seen: dict[Pattern, str] = {}
    names: set[str] = set()
    for number, (name, reason, decision, pattern, topic, _, example) in lines_of(path, 7):
        if name in names or not name:
            raise TableError(path.name, number, f"rule {name!r} has no name of its own")
        if reason not in REASONS:
            raise TableError(path.name, number, f"unknown category {reason!r}")
        if decision not in DECISIONS:
            raise TableError(path.name, number, f"unknown decision {decision!r}")
        atoms = _pattern(pattern, kinds, aliases, path.name, number)
        if atoms in seen:
            raise TableError(
                path.name, number, f"{name!r} can never match: {seen[atoms]!r} takes it"
            )
        seen[atoms] = name
        names.add(name)
        rules.append(Rule(name, Reason(reason), decision, atoms, topic, example, len(rules), ()))
    return tuple(rules)


def _with_own_rules(rules: tuple[Rule, ...], own: Sequence[OwnLine]) -> tuple[Rule, ...]:
    """Return the rules with own ones before the first of their category."""
    out = list(rules)
    for line in own:
        if line.like:
            continue
        fitting = (
            place
            for place, rule in enumerate(out)
            if (rule.reason is line.reason if line.reason else rule.decision == "ELIGIBLE")
            and not rule.id.startswith(PREFIX)
        )
        pattern = (Atom(frozenset({line.rule})),)
        rule = Rule(
            line.rule, line.reason, line.decision, pattern, line.topic, line.phrases[0], 0, ()
        )
        out.insert(next(fitting), rule)
    return tuple(rule._replace(order=order) for order, rule in enumerate(out))


def _guarded(
    rules: tuple[Rule, ...], path: Path, kinds: frozenset[str], aliases: dict[str, frozenset[str]]
) -> tuple[Rule, ...]:
    """Return the rules, each with the guards that can touch it."""
    guards: dict[str, list[Guard]] = {rule.id: [] for rule in rules}
    touched: dict[str, list[str]] = {}
    for number, (kind, where, target, outcome, taints, topic, _, _) in lines_of(path, 8):
        meant = _kinds_of(kind.removeprefix("!"), kinds, aliases, path.name, number)
        if kind.startswith("!"):
            meant = kinds - meant - _OPENING_ONLY
        if where not in PLACES:
            raise TableError(path.name, number, f"unknown place {where!r}")
        if outcome not in OUTCOMES:
            raise TableError(path.name, number, f"unknown outcome {outcome!r}")
        guard = Guard(meant, where, outcome, taints == "y", topic, number)
        for name in target.split(","):
            if name not in touched:
                touched[name] = [rule.id for rule in rules if _meant(rule, name)]
            if not touched[name]:
                raise TableError(path.name, number, f"unknown target {name!r}")
            for rule_id in touched[name]:
                guards[rule_id].append(guard)
    return tuple(
        rule._replace(guards=tuple(guard for guard in guards[rule.id] if guard.where != "never"))
        for rule in rules
    )


def _meant(rule: Rule, target: str) -> bool:
    if target == "*":
        return bool(rule.reason)
    if target == "exempt":
        return rule.reason in EXEMPTING and rule.decision in ("EXEMPT", "TO_VERIFY")
    return target in (rule.id, rule.reason.value)


def _pattern(
    text: str, kinds: frozenset[str], aliases: dict[str, frozenset[str]], name: str, number: int
) -> Pattern:
    atoms = []
    for part in text.split():
        times = {"?": (0, 1), "*": (0, 5)}.get(part[-1], (1, 1))
        stem = part if times == (1, 1) else part[:-1]
        atoms.append(Atom(_kinds_of(stem, kinds, aliases, name, number), *times))
    if not any(atom.least and atom.kinds not in ({"^"}, {"$"}) for atom in atoms):
        raise TableError(name, number, "an empty pattern")
    return tuple(atoms)


def _kinds_of(
    text: str, kinds: frozenset[str], aliases: dict[str, frozenset[str]], name: str, number: int
) -> frozenset[str]:
    meant: set[str] = set()
    for kind in text.split("|"):
        if kind in aliases:
            meant |= aliases[kind]
        elif kind in kinds or kind in ("^", "$"):
            meant.add(kind)
        else:
            raise TableError(name, number, f"unknown kind {kind!r}")
    return frozenset(meant)
