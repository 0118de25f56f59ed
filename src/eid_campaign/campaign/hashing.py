"""Hashes, from a library that is loaded with the first of them: most commands make none."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash


def sha256(content: bytes = b"") -> _Hash:
    """Return the SHA-256 of ``content``, to which more can be added."""
    made: _Hash = _hashlib().sha256(content)
    return made


def stretched(passphrase: bytes, salt: bytes, rounds: int, length: int) -> bytes:
    """Return ``length`` bytes that PBKDF2 (RFC 8018) with HMAC-SHA-512 makes of a passphrase."""
    made: bytes = _hashlib().pbkdf2_hmac("sha512", passphrase, salt, rounds, length)
    return made


@cache
def _hashlib() -> ModuleType:
    return import_module("hashlib")
