"""Make the pictures of README anew, in ``docs/pictures``: ``python tools/pictures.py [NAME…]``.

All are made from the practice campaign, as the commands draw it today. Needed beside
``pip install -e '.[test]'``: chromium with its driver, LibreOffice (soffice), pdftoppm.
"""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

PLACE = Path(__file__).parent.parent / "docs" / "pictures"
NEEDED = ("chromium", "chromedriver", "soffice", "pdftoppm")
MOST_BYTES = 250_000
COLOURS = 128
"""Of a picture's palette: enough for letters, and a third of the bytes."""
COLUMNS = 100
"""Of the terminal in the pictures."""
PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #1c1f24; color: #e8e8e8 }
pre { display: inline-block; margin: 0; padding: 18px 20px; line-height: 1.32;
      font: 14px "Liberation Mono", "Courier New", monospace }
</style>"""


def _eidc(folder: Path, *words: str) -> None:
    """Run a command in ``folder``, in silence."""
    told = [sys.executable, "-m", "eid_campaign", *words]
    subprocess.run(told, cwd=folder, check=True, capture_output=True)


def _seen(folder: Path, *words: str) -> str:
    """Return what a terminal with colours is sent by a command."""
    ours, its = os.openpty()
    told = [sys.executable, "-m", "eid_campaign", *words]
    around = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    around.pop("NO_COLOR", None)
    with subprocess.Popen(told, cwd=folder, env=around, stdout=its, stderr=its) as running:
        os.close(its)
        sent = b"".join(_read(ours))
    os.close(ours)
    if running.returncode:
        raise SystemExit(sent.decode())
    return f"$ eidc {' '.join(words)}\n" + sent.decode().replace("\r\n", "\n")


def _read(end: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(end, 65536)
        except OSError:  # the other end is closed
            return
        if not part:
            return
        yield part


def _as_page(seen: str) -> str:
    """Return what a terminal was sent as a page."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(seen), soft_wrap=True)
    return PAGE + console.export_html(
        theme=MONOKAI, inline_styles=True, code_format="<pre>{code}</pre>"
    )


class Maker:
    """The practice campaign, a browser, and where pictures go."""

    def __init__(self, campaign: Path, driver: Chrome) -> None:
        self.campaign = campaign
        self._driver = driver

    def terminal(self, name: str, *words: str) -> None:
        """Picture what a command shows."""
        page = self.campaign / "seen.html"
        page.write_text(_as_page(_seen(self.campaign, *words)), encoding="utf-8")
        self._open(page, 1280, phone=False)
        self._shoot(name, "pre")

    def page(self, name: str, *words: str, width: int, height: int) -> None:
        """Picture the upper part of a report as a page for a browser."""
        page = self.campaign / "page.html"
        _eidc(self.campaign, *words, "-o", page.name)
        self._open(page, width, phone=width < 500)
        self._shoot(name, "", {"x": 0, "y": 0, "width": width, "height": height})

    def part(self, name: str, selector: str, *words: str) -> None:
        """Picture one part of a report as a page."""
        page = self.campaign / "page.html"
        _eidc(self.campaign, *words, "-o", page.name)
        self._open(page, 900, phone=False)
        self._shoot(name, selector)

    def paper(self, name: str, *words: str, page: int = 1) -> None:
        """Picture a page of a report in Word, as LibreOffice prints it."""
        file = self.campaign / "paper.docx"
        _eidc(self.campaign, *words, "-o", file.name)
        own = f"-env:UserInstallation={(self.campaign / 'office').as_uri()}"
        told = ["soffice", own, "--headless", "--convert-to", "pdf", file.name]
        subprocess.run(told, cwd=self.campaign, check=True, capture_output=True, timeout=300)
        number = str(page)
        drawn = subprocess.run(
            ["pdftoppm", "-png", "-r", "90", "-f", number, "-l", number, "paper.pdf"],
            cwd=self.campaign,
            check=True,
            capture_output=True,
        )
        _save(name, drawn.stdout)

    def card(self, name: str, *words: str, width: int) -> None:
        """Keep the picture for a chat, made smaller."""
        _eidc(self.campaign, *words, "-o", "card.png")
        _save(name, (self.campaign / "card.png").read_bytes(), width=width)

    def _open(self, page: Path, width: int, *, phone: bool) -> None:
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": phone}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self._driver.get(page.as_uri())

    def _shoot(self, name: str, selector: str, clip: dict[str, Any] | None = None) -> None:
        found = clip or self._driver.execute_script(
            "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height}",
            selector,
        )
        asked = {"format": "png", "captureBeyondViewport": True, "clip": found | {"scale": 1}}
        shot = self._driver.execute_cdp_cmd("Page.captureScreenshot", asked)
        _save(name, base64.b64decode(shot["data"]))


def _save(name: str, content: bytes, *, width: int = 0) -> None:
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    if width:
        height = round(picture.height * width / picture.width)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)
    path = PLACE / f"{name}.png"
    picture.quantize(COLOURS).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {picture.width} x {picture.height}, {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES // 1000} kB")


PICTURES: dict[str, Callable[[Maker, str], None]] = {
    "targets": lambda made, name: made.terminal(name, "targets", "--commune", "Cẩm Tân"),
    "report-weekly": lambda made, name: made.terminal(name, "report", "weekly"),
    "report-weekly-docx": lambda made, name: made.paper(name, "report", "weekly"),
    "report-weekly-html": lambda made, name: made.page(
        name, "report", "weekly", width=1280, height=860
    ),
    "report-weekly-phone": lambda made, name: made.page(
        name, "report", "weekly", width=360, height=780
    ),
    "report-weekly-chart": lambda made, name: made.part(name, "figure", "report", "weekly"),
    "report-weekly-card": lambda made, name: made.card(name, "report", "weekly", width=540),
}
"""Name of the file without its ending → how it is made."""


@contextmanager
def _browser() -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def main(names: list[str]) -> None:
    """Make the pictures named, or all."""
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        raise SystemExit(f"Not installed: {', '.join(missing)}. No picture was made.")
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        raise SystemExit(f"No such picture: {', '.join(unknown)}. There are {', '.join(PICTURES)}.")
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _browser() as driver:
        _eidc(Path(folder), "demo", "chiendich")
        maker = Maker(Path(folder) / "chiendich", driver)
        for name in names or PICTURES:
            PICTURES[name](maker, name)


if __name__ == "__main__":
    main(sys.argv[1:])
