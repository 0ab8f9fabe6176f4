"""A person at a shell: runs `promoboard` in this process, on a workspace and a clock of their own.

No other process, terminal or home is involved.
"""

from __future__ import annotations

import json
import os
import pwd
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tui.__main__ import main

NOON = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai."""


@dataclass
class Shell:
    """Runs commands, keeps what they print."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    now: datetime = NOON
    out: str = field(default="", init=False)
    err: str = field(default="", init=False)

    def run(self, *words: str) -> int:
        """Run `promoboard` with these words; the exit code."""
        self.capsys.readouterr()
        code = main(words, clock=lambda: self.now)
        self.out, self.err = self.capsys.readouterr()
        return code

    def do(self, *words: str) -> str:
        """Run what has to succeed; what it prints."""
        code = self.run(*words)
        assert code == 0, self.err
        return self.out

    def json(self, *words: str) -> Any:
        """Run what has to succeed, with `--json`; what it prints, parsed."""
        return json.loads(self.do(*words, "--json"))

    def refused(self, *words: str) -> str:
        """Run what a rule has to refuse; the sentence."""
        code = self.run(*words)
        assert (code, self.out) == (1, "")
        return self.err

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def login() -> str:
    """The account that runs the tests."""
    return pwd.getpwuid(os.getuid()).pw_name


def new_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """A shell in an empty home, with the name of a workspace that is not there yet."""
    for name in ("CONFIG", "STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))
    for name in ("LC_ALL", "LC_MESSAGES", "PROMOBOARD_LANG", "NO_COLOR", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("PROMOBOARD_WORKSPACE", str(tmp_path / "team"))
    return Shell(tmp_path / "team", capsys)
