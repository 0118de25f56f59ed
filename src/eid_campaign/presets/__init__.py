"""The campaigns that ship with eidc, and one of them made another commune's own."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.places import commune_key

DEFAULT_PRESET = "cam-thuy-2024"
_PRESETS = Path(__file__).parent


def presets() -> tuple[str, ...]:
    """Return the names of the campaigns that ship with eidc."""
    return tuple(sorted(path.stem for path in _PRESETS.glob("*.toml") if path.stem != "blank"))


def preset_text(name: str) -> str:
    """Return a preset's campaign file; ``blank`` is the one to fill in.

    Raises UsageProblem for a name that does not ship.
    """
    path = _PRESETS / f"{name}.toml"
    if name not in ("blank", *presets()):
        raise UsageProblem(
            "There is no ready-made campaign {name}.",
            "The ready-made campaigns are: {known}.",
            name=name,
            known=", ".join(presets()),
        )
    return path.read_text(encoding="utf-8")


def with_commune(text: str, commune: str) -> str:
    """Return a campaign file's text with ``commune`` as the campaign's own, on its letterhead
    too where the file has another's; unchanged if blank.
    """
    if not commune:
        return text
    content = tomllib.loads(text)
    before, office = content["campaign"].get("commune", ""), content["report"]
    text = _with_line(text, "commune", commune)
    if not before or commune_key(before) == commune_key(commune):
        return text
    kind = next((each for each in _KINDS if each.told.match(commune)), _KINDS[-1])
    name = kind.told.sub("", commune).strip()
    for usual, own in zip(_KINDS[-1][1:], kind[1:], strict=True):
        text = text.replace(usual, own)
    agency = re.sub(f"XÃ {before.upper()}$", f"{kind.capitals} {name.upper()}", office["agency"])
    return _with_line(_with_line(text, "agency", agency), "place", name)


def practice_text(today: date) -> str:
    """Return the practice campaign's file: the ready-made one with a "today" of its own."""
    practice = (
        "\n[practice]\n# Chiến dịch thực hành: coi hôm nay là ngày này."
        f"\ntoday = {today.isoformat()}\n"
    )
    return preset_text(DEFAULT_PRESET) + practice


def is_ready_made(agency: str) -> bool:
    """Whether ``agency`` is the one on the letterhead of a campaign that ships."""
    made = (tomllib.loads(preset_text(name)) for name in presets()) if agency else ()
    return any(each["report"]["agency"] == agency for each in made)


class _Kind(NamedTuple):
    """What a kind of unit is called on a letterhead."""

    told: re.Pattern[str]
    police: str
    committee: str
    symbol: str
    title: str
    capitals: str


_KINDS = (
    _Kind(
        re.compile(r"(thị trấn|tt\b)[ .]*", re.IGNORECASE),
        "Công an thị trấn",
        "UBND thị trấn",
        "CATT",
        "CÔNG AN THỊ TRẤN",
        "THỊ TRẤN",
    ),
    _Kind(
        re.compile(r"(phường|p\.)[ .]*", re.IGNORECASE),
        "Công an phường",
        "UBND phường",
        "CAP",
        "CÔNG AN PHƯỜNG",
        "PHƯỜNG",
    ),
    _Kind(
        re.compile(r"(xã\b|x\.)[ .]*", re.IGNORECASE),
        "Công an xã",
        "UBND xã",
        "CAX",
        "CÔNG AN XÃ",
        "XÃ",
    ),
)


def _with_line(text: str, key: str, value: str) -> str:
    # A JSON string is a TOML string: quotes and backslashes cannot break out of it.
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    return re.sub(rf"^{key} = .*$", lambda _found: line, text, count=1, flags=re.MULTILINE)
