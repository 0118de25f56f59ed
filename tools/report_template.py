"""Write the example of a report's template: ``python tools/report_template.py``."""

from __future__ import annotations

from pathlib import Path

from eid_campaign.render.docx_example import example

PLACE = Path(__file__).parent.parent / "docs" / "mau-bao-cao.docx"

if __name__ == "__main__":
    PLACE.write_bytes(example())
    print(PLACE.name)
