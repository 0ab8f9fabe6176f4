"""`promoboard demo`: a throw-away workspace with a team in its week before a promo, live.

`people`, `tasks` and `customers` are data (`data/`); `history` and `promotion` say how they
became a board, `workspace` makes it. `habits` is what three colleagues do, `colleagues` the
process in which they do it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from domain import identity, words
from domain.clock import Clock
from domain.words import tr
from tui.session import Options, open_session, require_terminal

_GRACE = 2.0
"""Seconds that the colleagues have to go home."""


def main(options: Options, *, keep: str | None, clock: Clock) -> int:
    """Show the demo until the person has seen enough; the process's exit code.

    Args:
        options: What the command line said; whatever workspace it names is left alone.
        keep: The folder to make the workspace in and to leave it in; None: one that is
            thrown away, with drafts and the like, however this process ends.
        clock: The present moment.

    Raises:
        NoTerminalError: There is nothing to draw on.
        StoreError: The folder cannot be made a workspace.
    """
    require_terminal()
    if keep is not None:
        folder = Path(keep).expanduser().absolute()
        code = _show(options, folder, None, clock)
        sys.stdout.write(tr("The demo's workspace is kept in {folder}.", folder=folder) + "\n")
        return code
    with TemporaryDirectory(prefix="promoboard-demo-", ignore_cleanup_errors=True) as away:
        os.environ["XDG_STATE_HOME"] = f"{away}/state"
        return _show(options, Path(away, "demo"), away, clock)


def _show(options: Options, folder: Path, away: str | None, clock: Clock) -> int:
    from tui.demo.workspace import build

    build(folder, identity.account(), clock)
    with _colleagues(folder, away):
        session = open_session(replace(options, workspace=str(folder)), clock=clock)
        try:
            from tui.run import run

            return run(session)
        finally:
            session.close()


@contextmanager
def _colleagues(folder: Path, away: str | None) -> Iterator[None]:
    """While this lasts, they work; they notice by the end of a pipe when it is over."""
    command = [sys.executable, "-m", "tui.demo.colleagues", str(folder)]
    command += ["--language", words.language()]
    if away is not None:
        command += ["--throw-away", away]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a hang-up would end it before it has tidied up
    )
    try:
        yield
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
