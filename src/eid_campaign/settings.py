"""The campaign file ``eidc.toml``, the environment, and where the ledger lies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.office import Office, RankingRules
from eid_campaign.campaign.places import commune_key
from eid_campaign.campaign.plan import COMPARABLE, Rules, parse_rate
from eid_campaign.presets import DEFAULT_PRESET, is_ready_made, preset_text
from eid_campaign.wording import N_

FILE_NAME = "eidc.toml"
LEDGER_NAME = "eidc.ledger"
REPORTS = ("daily", "weekly", "final", "exempt")
"""The reports that may have addressees of their own: ``[report.daily]``."""


class Settings(NamedTuple):
    """What is settled before a command runs."""

    rules: Rules
    commune: str
    """The campaign's own commune; blank for a district."""
    district: str
    name: str
    week_ends_on: int
    """ISO weekday on which a report's week ends; 0 for the day asked about."""
    ledger: Path
    campaign_file: Path | None
    """None where the built-in campaign is used."""
    practice_today: date | None = None
    """A practice campaign's own "today"."""
    keep_copies_days: int = 30
    """How long the automatic copies of the ledger are kept; 0 for none."""
    office: Office = Office()
    ranking: RankingRules = RankingRules()


def find_campaign_file(start: Path) -> Path | None:
    """Return the nearest ``eidc.toml`` in ``start`` or a folder above it."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


_NOT_TOML = N_("The campaign file {path} is not written as it must be in line {line}.")
_NOT_TOML_AT_END = N_("The campaign file {path} is not written as it must be at its end.")


def load(start: Path, environment: Mapping[str, str]) -> Settings:
    """Return the settings that hold in the folder ``start``.

    Raises UsageProblem for a campaign file that cannot be meant, naming the line to mend.
    """
    path = find_campaign_file(start)
    if environment.get("EIDC_LEDGER"):
        ledger = Path(environment["EIDC_LEDGER"])
    elif path is not None:
        ledger = path.with_name(LEDGER_NAME)
    else:
        # Imported here: hardly anybody works without a campaign file, and every start pays.
        folders = import_module("platformdirs")
        ledger = Path(folders.user_data_path("eidc", appauthor=False)) / LEDGER_NAME
    if path is None:
        usual = _settings(tomllib.loads(preset_text(DEFAULT_PRESET)), ledger, None)
        # Nobody's report leaves under the letterhead of the commune of the ready-made campaign.
        return usual._replace(office=Office())
    try:
        # Notepad puts a byte order mark in front, which TOML does not know.
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageProblem(
            "The campaign file {path} is not saved as UTF-8.",
            "Open it in Notepad and save it again, with UTF-8 chosen under Encoding.",
            path=path,
        ) from None
    except OSError:
        raise UsageProblem(
            "The campaign file {path} cannot be opened.",
            "See that it is a file you may read, or make a new one with: eidc init --force",
            path=path,
        ) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise UsageProblem(
            _NOT_TOML if line else _NOT_TOML_AT_END,
            "See that texts stand between quotes, lists between brackets, days as 2024-11-05 and"
            " no key or [section] twice; or make a new file with: eidc init --force",
            path=path,
            line=line[1] if line else "",
        ) from None
    return _settings(content, ledger, path)


def _settings(content: Mapping[str, Any], ledger: Path, path: Path | None) -> Settings:
    campaign, targets = _section(content, "campaign", path), _section(content, "targets", path)
    eligibility, report = _section(content, "eligibility", path), _section(content, "report", path)
    unit_rates = _section(targets, "unit_rates", path)
    compare = targets.get("compare", "issued")
    if compare not in COMPARABLE:
        raise _unusable(path, "compare", ", ".join(COMPARABLE))
    return Settings(
        rules=Rules(
            baseline=_day(campaign, "baseline", path),
            rate=_rate(targets.get("rate", "50%"), "rate", path),
            unit_rates={unit: _rate(rate, f'"{unit}"', path) for unit, rate in unit_rates.items()},
            deadline_level2=_day(targets, "deadline_level2", path),
            deadline_activation=_day(targets, "deadline_activation", path),
            compare=compare,
            elderly_age=_whole(eligibility, "elderly_age", 60, path),
        ),
        commune=_text(campaign, "commune", "", path),
        district=_text(campaign, "district", "", path),
        name=_text(campaign, "name", "", path),
        week_ends_on=_weekday(report, "week_ends_on", path),
        ledger=ledger,
        campaign_file=path,
        practice_today=_day(_section(content, "practice", path), "today", path),
        keep_copies_days=_whole(_section(content, "ledger", path), "keep_copies_days", 30, path),
        office=_office(report, _text(campaign, "commune", "", path), path),
        ranking=_ranking(_section(content, "ranking", path), path),
    )


def _office(report: Mapping[str, Any], commune: str, path: Path | None) -> Office:
    lists = ("addressees", "recipients", "signer_title", "meetings")
    of_file = set(Office._fields) - {"commune", "addressees_of"}
    usual = Office()._asdict()
    told: dict[str, Any] = {
        key: _texts(report, key, path) if key in lists else _text(report, key, usual[key], path)
        for key in of_file
    }
    own = {
        kind: _texts(section, "addressees", path)
        for kind in REPORTS
        if "addressees" in (section := _section(report, kind, path))
    }
    office = Office(**told, commune=commune, addressees_of=own)
    is_own = bool(commune) and commune_key(commune) in commune_key(office.agency)
    if not is_own and is_ready_made(office.agency):
        # The commune was changed by hand and the letterhead of the ready-made campaign was not.
        return office._replace(agency="", place="", signer="")
    return office


def _ranking(section: Mapping[str, Any], path: Path | None) -> RankingRules:
    usual = RankingRules()
    return RankingRules(
        commend_first=_whole(section, "commend_first", usual.commend_first, path),
        commend_from=_rate(section.get("commend_from", usual.commend_from), "commend_from", path),
        remind_last=_whole(section, "remind_last", usual.remind_last, path),
        remind_below=_rate(section.get("remind_below", usual.remind_below), "remind_below", path),
        small_below=_whole(section, "small_below", usual.small_below, path),
    )


def _texts(section: Mapping[str, Any], key: str, path: Path | None) -> tuple[str, ...]:
    value = section.get(key, [])
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise _unusable(path, key, '["…", "…"]')


def _text(section: Mapping[str, Any], key: str, default: str, path: Path | None) -> str:
    value = section.get(key, default)
    if isinstance(value, str):
        return value
    # A number is often written without quotes: a hotline, a symbol.
    if type(value) is int:
        return str(value)
    raise _unusable(path, key, '"…"')


def _section(content: Mapping[str, Any], name: str, path: Path | None) -> Mapping[str, Any]:
    section = content.get(name, {})
    if isinstance(section, Mapping):
        return section
    raise UsageProblem(
        "In the campaign file {path} the value of {key} cannot be meant.",
        "Write {key} on a line of its own, what belongs to it below.",
        path=path or FILE_NAME,
        key=f"[{name}]",
    )


def _day(section: Mapping[str, Any], key: str, path: Path | None) -> date | None:
    value = section.get(key)
    if value is None or type(value) is date:
        return value
    raise _unusable(path, key, "2024-11-05")


def _rate(value: object, key: str, path: Path | None) -> Any:
    try:
        rate = parse_rate(str(value))
    except (ValueError, ZeroDivisionError):
        raise _unusable(path, key, '"50%"') from None
    if not 0 <= rate <= 1:
        raise _unusable(path, key, '"50%"')
    return rate


def _whole(section: Mapping[str, Any], key: str, default: int, path: Path | None) -> int:
    value = section.get(key, default)
    if type(value) is not int or value < 0:
        raise _unusable(path, key, str(default))
    return value


def _weekday(section: Mapping[str, Any], key: str, path: Path | None) -> int:
    value = _whole(section, key, 0, path)
    if value > 7:
        raise _unusable(path, key, "7")
    return value


def _unusable(path: Path | None, key: str, example: str) -> UsageProblem:
    return UsageProblem(
        "In the campaign file {path} the value of {key} cannot be meant.",
        "Write it like this: {key} = {example}",
        path=path or FILE_NAME,
        key=key,
        example=example,
    )
