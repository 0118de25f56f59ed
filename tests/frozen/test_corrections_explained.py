"""Whatever is done after a report was sent, in whatever order, each change has a named cause."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger.ledger import Ledger
from tests.cli.conftest import typed
from tests.frozen import story
from tests.frozen.test_corrections_stated import NEXT
from tests.frozen.test_other_causes import (
    done_again,
    late_and_decided,
    moved,
    same_day,
    stepped_back,
)

STEPS: tuple[Callable[[Ledger], object], ...] = (
    story.merged,
    story.late,
    story.undone,
    story.exempted,
    story.second_week,
    same_day,
    moved,
    stepped_back,
    done_again,
    late_and_decided,
)


def turned(back: int, *, again: bool) -> Callable[[Ledger], object]:
    """Return what takes back, or does again, the entry so many before the last."""

    def step(ledger: Ledger) -> None:
        turn = story.redo if again else story.undo
        turn(ledger, max(1, ledger.revision - back), story.by(20))

    return step


NOTHING_KNOWN = 5
ORDERS = st.lists(
    st.one_of(st.sampled_from(STEPS), st.builds(turned, st.integers(0, 4), again=st.booleans())),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS)
def test_every_change_is_explained(sent: Path, steps: list[Callable[[Ledger], object]]) -> None:
    """Causes add up to each change, and none is left for "other settings" or "another entry"."""
    with TemporaryDirectory() as folder:
        shutil.copytree(sent.parent, folder, dirs_exist_ok=True)
        with story.ledger_at(Path(folder) / sent.name) as ledger:
            for step in steps:
                try:
                    step(ledger)
                except (UsageProblem, StopIteration, IndexError):
                    continue  # done already, or nothing there to take back
        with chdir(folder):
            answer = typed(*NEXT, "--format", "json")
    if answer.code == NOTHING_KNOWN:
        return  # every list was taken back
    assert answer.code == 0, answer.all
    changes: dict[tuple[str, ...], int] = defaultdict(int)
    sums: dict[tuple[str, ...], int] = {}
    for table in answer.json["tables"]:
        if table["id"] != "corrections":
            continue
        for row in table["rows"]:
            assert row["cause"] not in ("settings", "other", "purged")
            assert row["change"]
            key = row["unit"], row["village"], row["figure"]
            changes[key] += row["change"]
            sums[key] = (row["now"] or 0) - (row["before"] or 0)
    assert changes == sums


def test_corrections_are_found_without_heavy_libraries(sent: Path) -> None:
    """A report that states corrections opens without pandas, as every report does."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    program = (
        "import sys\n"
        "from eid_campaign.cli import main\n"
        f"main({list(NEXT)!r}, standalone_mode=False)\n"
        "assert not {'pandas', 'numpy'} & set(sys.modules), 'heavy'\n"
    )
    environment = {name: value for name, value in os.environ.items() if "EIDC" not in name}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=sent.parent,
        env=environment | {"PYTHONUTF8": "1", "EIDC_LANG": "en"},
    )
    assert done.returncode == 0, done.stderr
    assert "listed twice" in done.stdout
