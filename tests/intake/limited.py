"""Opens files in a process of its own with little memory: a crash there is a result here."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """
import json, resource, sys
from pathlib import Path
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.sheets import open_book

def peak():
    # The kernel's own high-water mark; ru_maxrss would include the parent's size.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024

resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
before = peak()
told = []
for name in sys.stdin.read().split("\\n"):
    try:
        book = open_book(Path(name))
        told.append(["read", [len(sheet.rows) for sheet in book.sheets]])
    except InputRefused as refused:
        told.append(["refused", refused.message])
print(json.dumps([told, peak() - before]))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files, and how many MiB more the process took than it had."""

    told: list[tuple[str, object]]
    """``("read", rows of each sheet)`` or ``("refused", message)``, a file each."""
    grown: int


def opened_with_limits(*paths: Path, seconds: int = 10) -> Outcome:
    """Open ``paths`` in another process: 3 GiB of addresses, ``seconds`` of processor time."""
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(seconds)],
        input="\n".join(map(str, paths)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"the process died: {run.returncode} {run.stderr[-400:]}"
    told, grown = json.loads(run.stdout)
    return Outcome([tuple(entry) for entry in told], grown)
