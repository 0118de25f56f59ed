"""The way to type a command."""

from __future__ import annotations

from tests.cli.conftest import eidc

__all__ = ["eidc"]
