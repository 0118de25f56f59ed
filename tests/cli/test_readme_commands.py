"""Every command that the guides print can be typed: it exists, with its options and choices."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from eid_campaign.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent.parent
GUIDES = ("README.md", "README.vi.md")
COMING = {"reconcile"} - set(COMMANDS)
"""Told of already, though its command is not here yet."""
_BLOCK = re.compile(r"^ *```\n(.*?)^ *```$", re.M | re.S)
_LINE = re.compile(r"^(?:\$ )?(eidc .*)$")
_INLINE = re.compile(r"`(eidc [^`]+)`")
_NOT_TYPED = re.compile("[A-ZĐ…Ả-Ỵ]")
"""What stands in the place of something to be typed: NUMBER, SỐ, …"""


def _typed(guide: str) -> list[str]:
    """Return the commands that ``guide`` prints, in blocks and within sentences."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    lines = [line.strip() for block in _BLOCK.findall(text) for line in block.splitlines()]
    printed = [found[1] for line in lines if (found := _LINE.match(line))]
    return printed + _INLINE.findall(_BLOCK.sub("", text))


def _split(typed: str) -> list[str]:
    return shlex.split(typed.replace("\\|", "|").replace("\\", "/"), comments=True)[1:]


def _read(command: click.Command, words: list[str]) -> None:
    """Read ``words`` as click would, without running anything."""
    context = click.Context(command, info_name=command.name)
    if isinstance(command, click.Group):
        context.allow_interspersed_args = False
    options, rest, _order = command.make_parser(context).parse_args(list(words))
    for param in command.params:
        given = options.get(param.name or "")
        if isinstance(param.type, click.Choice) and given and not _NOT_TYPED.search(str(given)):
            param.type_cast_value(context, given)
    if isinstance(command, click.Group) and rest and not _NOT_TYPED.search(rest[0]):
        found = command.get_command(context, rest[0])
        if found is None:
            raise click.UsageError(f"{rest[0]} is no command")
        _read(found, rest[1:])


@pytest.mark.parametrize("guide", GUIDES)
def test_what_a_guide_prints_can_be_typed(guide: str) -> None:
    """No command, option or choice is printed that does not exist."""
    found = [words for typed in _typed(guide) if (words := _split(typed))]
    assert len(found) > 40
    for words in found:
        if words[0] in COMING:
            continue
        try:
            _read(main, words)
        except click.ClickException as error:
            pytest.fail(f"eidc {' '.join(words)}: {error.format_message()}")


def test_the_options_in_the_table_of_commands_exist() -> None:
    """Each option in a row of README's commands is one of that row's command."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `eidc ([^`]+)` \|.*\| (.*)\|$", text.replace("\\|", "/"), re.M)
    assert len(rows) >= len(COMMANDS)
    for typed, cell in rows:
        told = set(re.findall(r"`(--?[a-z][a-z-]*)", cell))
        assert told <= _options(_split(f"eidc {typed}")), typed


def _options(words: list[str]) -> set[str]:
    """Return the options of the command that ``words`` begin with, and of those below it."""
    command: click.Command = main
    context = click.Context(main)
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        command = found or command
    all_of_it = [command]
    if isinstance(command, click.Group):
        below = (command.get_command(context, name) for name in command.list_commands(context))
        all_of_it += [each for each in below if each]
    return {name for each in all_of_it for param in each.params for name in param.opts}
