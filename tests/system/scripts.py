"""`promoboard` as scripts run it: real processes in a home of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import tui

ROOT = Path(tui.__file__).parent.parent
PROMOBOARD = (sys.executable, "-m", "tui")


class Scripts:
    """Starts `promoboard` in a home and on a workspace of its own."""

    def __init__(self, tmp_path: Path) -> None:
        self.team = tmp_path / "team"
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PROMOBOARD_WORKSPACE": str(self.team),
        }

    def start(self, *words: str, **options: Any) -> subprocess.Popen[bytes]:
        """Start a process and go on."""
        environ = {**self.environ, **options.pop("environ", {})}
        return subprocess.Popen(
            (*PROMOBOARD, *words), env=environ, stderr=subprocess.PIPE, **options
        )

    def run(self, *words: str, text: bytes = b"", **environ: str) -> tuple[int, str, str]:
        """Run a process to its end: exit code, output, errors."""
        process = self.start(*words, environ=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        out, err = process.communicate(text)
        return process.returncode, out.decode(), err.decode()

    def json(self, *words: str) -> Any:
        """Run what has to succeed; its JSON."""
        code, out, err = self.run(*words, "--json")
        assert code == 0, err
        return json.loads(out)
