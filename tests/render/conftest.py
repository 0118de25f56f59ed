"""A browser for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .browser import Browser, started


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests; they are skipped where none is installed."""
    with started(tmp_path_factory.mktemp("browser")) as found:
        yield found
