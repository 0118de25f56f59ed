"""A real Chromium without a window, for pages to be read, pressed, measured and printed in."""

from __future__ import annotations

import base64
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = "chromium and chromedriver are not installed"


def installed() -> bool:
    """Return whether there is a browser with its driver."""
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


class Browser:
    """The browser, with a page of bytes opened in it."""

    def __init__(self, driver: Chrome, folder: Path) -> None:
        self.driver = driver
        self._file = folder / "page.html"

    def open(self, page: bytes, *, width: int = 1280, dark: bool = False) -> None:
        """Open ``page`` in a window of ``width`` pixels; what was logged before is forgotten."""
        self._file.write_bytes(page)
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        screen = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._tell("Emulation.setDeviceMetricsOverride", screen)
        self._tell("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get(self._file.as_uri())

    def ask(self, script: str, *arguments: object) -> Any:
        """Return what ``script`` answers."""
        return self.driver.execute_script(script, *arguments)

    def complaints(self) -> list[str]:
        """Return errors and warnings of the console, broken policies among them."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested(self) -> list[str]:
        """Return the addresses the page has asked for, its own aside.

        The log tells of every document, of the browser's empty first one too.
        """
        own = self._file.as_uri()
        events = [json.loads(entry["message"]) for entry in self.driver.get_log("performance")]
        asked = [
            event["message"]["params"]["request"]["url"]
            for event in events
            if event["message"]["method"] == "Network.requestWillBeSent"
            and event["message"]["params"]["documentURL"] == own
        ]
        assert own in asked, "the log of requests tells nothing"
        return [address for address in asked if address != own]

    def printed(self) -> PdfReader:
        """Return the page as it comes out of the printer, without the browser's own lines."""
        self._tell("Emulation.clearDeviceMetricsOverride", {})
        made = self._tell("Page.printToPDF", {"preferCSSPageSize": True})
        return PdfReader(io.BytesIO(base64.b64decode(made["data"])))

    def _tell(self, command: str, values: dict[str, Any]) -> Any:
        return self.driver.execute_cdp_cmd(command, values)


@contextmanager
def started(folder: Path) -> Iterator[Browser]:
    """Start a browser that leaves everything it writes in ``folder``."""
    if not installed():
        pytest.skip(MISSING)
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()
