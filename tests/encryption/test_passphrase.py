"""Who is asked for a passphrase, and how: descriptor, prompt, keyring, and in words when not."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from tests.cli.conftest import typed
from tests.encryption.speaking import (
    FIRST,
    LEDGER,
    SECOND,
    descriptor,
    files_of,
    is_encrypted,
    people,
    told,
)


class Memory(KeyringBackend):
    """A keyring that keeps what it is given as long as a test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """No test meets the keyring of this computer."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def memory() -> Memory:
    """A computer with a keyring."""
    found = Memory()
    keyring.set_keyring(found)
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", ["status", "people", "import thon.csv", "encrypt --change"])
def test_a_wrong_passphrase_is_a_sentence(encrypted: Path, command: str, lang: str) -> None:
    """Every command says it alike, tells nothing of either passphrase and changes nothing."""
    Path("thon.csv").write_text("STT;Họ và tên\n1;Nguyễn Văn A\n", encoding="utf-8")
    before = LEDGER.read_bytes()
    answer = told(f"sai {SECOND}\n{FIRST}", *command.split(), lang=lang)
    assert answer.code == 4
    assert answer.out == ""
    said = answer.err.splitlines()
    assert len(said) == 2
    assert {"vi": "Mật khẩu không đúng", "en": "The passphrase does not open"}[lang] in said[0]
    assert FIRST not in answer.err
    assert SECOND not in answer.err
    assert LEDGER.read_bytes() == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_letters_open_however_they_are_composed(encrypted: Path, form: str) -> None:
    """One keyboard writes “ổ” as one letter, another as three: the passphrase is the same."""
    assert unicodedata.normalize("NFD", FIRST) != FIRST
    assert told(unicodedata.normalize(form, FIRST), "status").code == 0


@pytest.mark.parametrize(
    ("named", "code"), [("con trâu", 2), ("-1", 2), ("987", 2), ("², 3", 2), ("", 4)]
)
def test_a_descriptor_that_is_none_is_said_and_not_repeated(
    encrypted: Path, named: str, code: int
) -> None:
    """Somebody who puts the passphrase itself into the environment does not see it printed."""
    answer = typed("status", EIDC_PASSPHRASE_FD=named)
    assert answer.code == code
    assert not named or named not in answer.all


def test_an_open_file_serves_every_command_of_a_script(encrypted: Path, tmp_path: Path) -> None:
    """A script opens the file once; each command reads it from its beginning."""
    secret = tmp_path / "mat khau.txt"
    secret.write_bytes(b"\xef\xbb\xbf" + FIRST.encode() + b"\r\n")
    number = os.open(secret, os.O_RDONLY)
    try:
        for _command in range(2):
            assert typed("status", EIDC_PASSPHRASE_FD=str(number)).code == 0
        assert typed("encrypt", "--change", "--passphrase-fd", str(number)).code == 2
    finally:
        os.close(number)


def test_an_empty_passphrase_is_refused(plain: Path) -> None:
    """It would protect nothing; the ledger stays as it is."""
    before = LEDGER.read_bytes()
    answer = told("", "encrypt", lang="en")
    assert answer.code == 2
    assert "An empty passphrase protects nothing." in answer.err
    assert LEDGER.read_bytes() == before


@pytest.mark.parametrize(("chosen", "warned"), [("bảychữà", True), ("támchữaă", False)])
def test_a_short_passphrase_is_warned_of(plain: Path, chosen: str, warned: bool) -> None:
    """Below eight characters it is taken, with a warning."""
    assert len(chosen) == (7 if warned else 8)
    answer = told(chosen, "encrypt", lang="en")
    assert answer.code == 0
    assert ("Warning" in answer.err) == warned
    assert told(chosen, "status").code == 0


@pytest.mark.parametrize(
    ("state", "words", "code"),
    [
        ("encrypted", "init --encrypt --force", 2),
        ("plain", "init --encrypt --force", 2),
        ("plain", "encrypt --change", 2),
        ("plain", "encrypt --forget", 2),
        ("plain", "decrypt --yes", 2),
        ("encrypted", "encrypt --remember --forget", 2),
        ("folder", "encrypt", 2),
        ("folder", "decrypt --yes", 2),
        ("encrypted", "encrypt", 0),
    ],
)
def test_what_cannot_be_meant_is_said(
    request: pytest.FixtureRequest, state: str, words: str, code: int
) -> None:
    """Encrypting twice, changing what is not there: a sentence, and no file is touched."""
    place: Path = request.getfixturevalue(state)
    before = {path: path.read_bytes() for path in files_of(place)}
    answer = told(FIRST, *words.split())
    assert answer.code == code, answer.all
    assert {path: path.read_bytes() for path in files_of(place)} == before


def test_decrypting_asks_first(encrypted: Path) -> None:
    """Without a yes, or ``--yes``, the ledger stays encrypted."""
    answer = told(FIRST, "decrypt")
    assert answer.code == 130
    assert is_encrypted(LEDGER)


def test_a_keyring_remembers_until_told_to_forget(plain: Path, memory: Memory) -> None:
    """Remembered, a passphrase is not asked for; a change and decrypting take it out again."""
    assert told(FIRST, "encrypt", "--remember").code == 0
    assert list(memory.kept.values()) == [FIRST]
    assert typed("status").code == 0
    assert told(FIRST, "encrypt", "--forget").code == 0
    assert memory.kept == {}
    assert typed("status").code == 4
    assert told(FIRST, "encrypt", "--remember").code == 0
    assert told(f"{FIRST}\n{SECOND}", "encrypt", "--change", "--remember").code == 0
    assert list(memory.kept.values()) == [SECOND]
    assert typed("people").code == 0
    assert typed("decrypt", "--yes").code == 0
    assert memory.kept == {}


def test_a_keyring_that_is_wrong_is_passed_over(encrypted: Path, memory: Memory) -> None:
    """What it remembers no longer opens the ledger: said like any wrong passphrase."""
    memory.set_password("eidc", LEDGER.read_bytes()[:16].hex(), SECOND)
    answer = typed("status", lang="en")
    assert answer.code == 4
    assert "The passphrase does not open" in answer.err


@pytest.mark.parametrize("absent", [False, True])
def test_without_a_keyring_encrypting_works_and_says_so(
    plain: Path, monkeypatch: pytest.MonkeyPatch, absent: bool
) -> None:
    """No keyring on this computer, or no library for it: the passphrase is asked for, that is
    all.
    """
    if absent:
        monkeypatch.setitem(sys.modules, "keyring", None)
    answer = told(FIRST, "encrypt", "--remember", lang="en")
    assert answer.code == 0
    assert "has no keyring" in answer.out
    assert typed("status").code == 4
    assert told(FIRST, "status").code == 0


@pytest.mark.parametrize("words", ["status", "encrypt --change", "decrypt --yes"])
def test_without_the_extra_an_encrypted_ledger_says_what_to_install(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """Whoever meets an encrypted ledger without SQLCipher is told whom to ask and what for."""
    _uninstall(monkeypatch)
    answer = told(FIRST, *words.split())
    assert answer.code == 4
    assert 'pip install "eid-campaign[encryption]"' in answer.err
    assert "người đã cài đặt" in answer.err


@pytest.mark.parametrize("words", ["encrypt", "init --encrypt"])
def test_without_the_extra_nothing_is_encrypted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """It is said before a passphrase is asked for, and nothing is made."""
    if words == "encrypt":
        assert typed("init").code == 0
        LEDGER.touch()
    before = files_of(folder)
    _uninstall(monkeypatch)
    answer = typed(*words.split())
    assert answer.code == 4
    assert 'pip install "eid-campaign[encryption]"' in answer.err
    assert files_of(folder) == before


def test_without_the_extra_plain_ledgers_work(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that is not encrypted needs nothing of it."""
    _uninstall(monkeypatch)
    assert typed("people").code == 0


def _uninstall(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("sqlcipher3", "sqlcipher3.dbapi2"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "eid_campaign.ledger.encrypted", raising=False)


@pytest.mark.parametrize("spoil", ["Ho ten;Ngay sinh\n" * 1024, "\0" * 8192])
def test_a_file_that_is_no_ledger_asks_for_no_passphrase(plain: Path, spoil: str) -> None:
    """A spreadsheet or a ruined file in the ledger's place is said to be that."""
    LEDGER.write_text(spoil)
    answer = typed("status", lang="en")
    assert answer.code == 4
    assert "damaged or is not a ledger" in answer.err


def test_a_damaged_page_of_an_encrypted_ledger_is_damage(encrypted: Path) -> None:
    """One changed byte, and the page's code no longer fits: said as damage, not as a passphrase."""
    content = bytearray(LEDGER.read_bytes())
    for at in range(4096 + 100, len(content), 4096):
        content[at] ^= 1
    LEDGER.write_bytes(content)
    answer = told(FIRST, "people", lang="en")
    assert answer.code == 4
    assert "damaged" in answer.err


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize(
    ("state", "words", "typing", "code"),
    [
        ("plain", "encrypt", (FIRST, FIRST), 0),
        ("plain", "encrypt", (FIRST, SECOND, SECOND, SECOND), 0),
        ("plain", "encrypt", (FIRST, SECOND) * 3, 2),
        ("plain", "encrypt", ("",), 2),
        ("encrypted", "status", (FIRST,), 0),
        ("encrypted", "status", (SECOND, "gì đó", FIRST), 0),
        ("encrypted", "status", (SECOND,) * 3, 4),
        ("encrypted", "encrypt --change", (FIRST, SECOND, SECOND), 0),
    ],
)
def test_typed_at_a_terminal(
    request: pytest.FixtureRequest, state: str, words: str, typing: tuple[str, ...], code: int
) -> None:
    """A passphrase is typed unseen: three tries to open, a new one twice alike."""
    place: Path = request.getfixturevalue(state)
    ended, seen = _at_a_terminal(place, words.split(), typing)
    assert ended == code, seen
    assert not [passphrase for passphrase in typing if passphrase and passphrase in seen]
    if code == 0:
        people(typing[-1])


def _at_a_terminal(place: Path, words: list[str], typing: tuple[str, ...]) -> tuple[int, str]:
    """Run eidc with a terminal; answer each question; return its exit code and what was seen."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "EIDC_LANG": "en", "PYTHON_KEYRING_BACKEND": NO_BACKEND}
    program = subprocess.Popen(
        [sys.executable, "-m", "eid_campaign", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=place,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    answers = iter(typing)
    try:
        while chunk := _read(ours):
            seen += chunk
            if chunk.rstrip().endswith(b":") and (answer := next(answers, None)) is not None:
                os.write(ours, answer.encode() + b"\n")
        return program.wait(60), seen.decode(errors="replace")
    finally:
        os.close(ours)
        program.kill()
        program.wait()


NO_BACKEND = "keyring.backends.fail.Keyring"


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""  # the program has ended, and its side of the terminal with it


def test_the_descriptor_named_by_the_option_comes_first(plain: Path) -> None:
    """``--passphrase-fd`` is meant where the environment names another one."""
    with descriptor(FIRST) as environment, descriptor(SECOND) as option:
        answer = typed("encrypt", "--passphrase-fd", option, EIDC_PASSPHRASE_FD=environment)
    assert answer.code == 0
    people(SECOND)
