"""Days and moments as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import click

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.wording import _

_FIRST_YEAR = 1900
_MOST_DIGITS = 9


class Day(click.ParamType[date]):
    """A day as people write it: 05/11/2024, 5-11-2024, 2024-11-05."""

    name = "day"

    _ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
    _DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what stands for a day in help."""
        return _("DAY")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; UsageProblem for what is none."""
        if isinstance(value, date):
            return value
        text = str(value).strip()
        typed = self._typed(text)
        # A year before is a slip (05/11/0024), and the weeks before it are no days at all.
        if typed is not None and typed.year >= _FIRST_YEAR:
            return typed
        raise UsageProblem(
            "“{text}” is not a day.",
            "Write it like 05/11/2024 or 2024-11-05.",
            text=text,
        )

    def _typed(self, text: str) -> date | None:
        try:
            if found := self._ISO.fullmatch(text):
                return date(*map(int, found.groups()))
            if found := self._DAY_FIRST.fullmatch(text):
                day, month, year = map(int, found.groups())
                return date(year, month, day)
        except ValueError:
            pass
        return None


DAY = Day()


class Entry(click.ParamType[int]):
    """The number of an entry of the log: 12 or #12."""

    name = "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; UsageProblem for what is none, or more than a ledger can hold."""
        if isinstance(value, int):
            return value
        text = str(value).strip()
        digits = text.removeprefix("#")
        if not (digits.isascii() and digits.isdecimal()):
            raise UsageProblem(
                "“{text}” is not the number of an entry.",
                "Write it like 12 or #12; the numbers of the entries: eidc log",
                text=text,
            )
        if len(digits) > _MOST_DIGITS:
            raise UsageProblem(
                "There is no entry {number}.",
                "See the entries and their numbers with: eidc log",
                number=text,
            )
        return int(digits)


ENTRY = Entry()


class Whole(click.ParamType[int]):
    """A whole number of a range."""

    name = "whole"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what stands for the number in help."""
        return "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; UsageProblem for what is none or out of the range."""
        text = str(value).strip()
        is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
        if not is_number or not self.least <= int(text) <= self.most:
            raise UsageProblem(
                "“{text}” is not a whole number from {least} to {most}.",
                "Correct it in the command.",
                text=text,
                least=self.least,
                most=self.most,
            )
        return int(text)


class Recorded(click.ParamType[KnownOn]):
    """Up to when: a day, a moment such as 20/11/2024 17:30, an entry of the log such as #12."""

    name = "recorded"

    _MOMENT = re.compile(r"(\S+)[ T]+(\d{1,2})[:h](\d{2})")

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what stands for a day in help."""
        return _("DAY")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> KnownOn:
        """Return what is meant; UsageProblem for what is neither."""
        if isinstance(value, KnownOn):
            return value
        text = str(value).strip()
        if text.startswith("#") and text[1:].isdecimal() and int(text[1:]):
            return KnownOn(entry=int(text[1:]))
        found = self._MOMENT.fullmatch(text)
        try:
            if found:
                day = DAY.convert(found[1], param, ctx)
                return KnownOn(
                    moment=datetime(day.year, day.month, day.day, int(found[2]), int(found[3]))  # noqa: DTZ001 - the commune's own clock, as the officer reads it
                )
            return KnownOn(day=DAY.convert(text, param, ctx))
        except (ValueError, UsageProblem):
            raise UsageProblem(
                "“{text}” is neither a day, nor a moment, nor an entry of the log.",
                'Write it like 20/11/2024, "20/11/2024 17:30" or "#12"; the numbers of the'
                " entries: eidc log",
                text=text,
            ) from None
