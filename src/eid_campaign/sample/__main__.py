"""``python -m eid_campaign.sample FOLDER [SEED]``: write the sample campaign and its truth."""

from __future__ import annotations

import sys
from pathlib import Path

from eid_campaign.sample.write import DEFAULT_SEED, write_campaign, write_truth

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else DEFAULT_SEED
    write_campaign(folder, seed=seed)
    write_truth(folder, seed=seed)
