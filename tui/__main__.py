"""The composition root: the command line decides between the screen and one command.

Here alone the real clock is named, and every refusal becomes one sentence and an exit code.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from domain import clock as clocks
from domain.clock import Clock
from domain.errors import PromoboardError, StoreError, UsageError
from domain.words import N, tr
from tui.session import Options, open_session, require_terminal

REFUSED, MISUSED, FAILED = 1, 2, 3
"""Exit codes: a rule said no, it cannot be understood, the store or a file failed. 4: in part."""
INTERRUPTED, CUT_OFF = 130, 141
"""Ctrl+C, and a reader that went away: what a shell makes of the signals."""

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
UNPRINTED = N("The output could not be written ({why}). What was saved is kept.")


def main(argv: Sequence[str] | None = None, *, clock: Clock = clocks.now) -> int:
    """Run promoboard with these words, those of the process when None.

    Returns:
        0 done, 1 refused by a rule, 2 misused, 3 the store or a file failed, 4 done in part,
        130 interrupted, 141 nobody reads on.
    """
    if argv is None:
        gc.freeze()  # what was imported stays: no collection, not even the last one, looks at it
    if None in (sys.stdin, sys.stdout, sys.stderr):
        _plug()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal may not know every character
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run([*sys.argv[1:]] if argv is None else argv, clock)
        sys.stdout.flush()
    except PromoboardError as error:
        sys.stderr.write(f"promoboard: {error}\n")
        return _code(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _unplug()
        return CUT_OFF
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _unplug()
        sys.stderr.write(f"promoboard: {tr(UNPRINTED, why=os.strerror(error.errno))}\n")
        return FAILED
    return code


def _unplug() -> None:
    """Nobody can read what is left to print, and the interpreter's own flush shall not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _plug() -> None:
    """Give what a script has closed back to the process, or a file of ours takes its number."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: PTH123, SIM115


def _run(words: Sequence[str], clock: Clock) -> int:
    if not words:
        return _show(Options(), clock)
    from tui.cli.parser import speak
    from tui.cli.tree import early_options, options_of, tree

    options, rest = early_options(words)
    if not rest:
        return _show(options, clock)
    speak(options.personal(os.environ).spoken())
    try:
        given = tree().parse_args(words)
    except SystemExit:  # help was asked for, and printed
        return 0
    if given.version:
        sys.stdout.write(f"{_version()}\n")
        return 0
    module, _, function = given.run.partition(":")
    command = getattr(import_module(f"tui.cli.{module}"), function)
    if not given.board:
        return int(command(given, clock))
    session = open_session(options_of(given), clock=clock)
    try:
        return int(command(session, given))
    finally:
        session.close()


def _show(options: Options, clock: Clock) -> int:
    """Open the board on the screen."""
    require_terminal()
    session = open_session(options, clock=clock, private=True)
    from tui.run import run

    try:
        return run(session)
    finally:
        session.close()


def _code(error: PromoboardError) -> int:
    if isinstance(error, UsageError):
        return MISUSED
    return FAILED if isinstance(error, StoreError) else REFUSED


def _version() -> str:
    """The program's version, and that of the files which it writes."""
    from importlib import metadata  # loads a mail parser

    from domain.store import SCHEMA

    try:
        version = metadata.version("promoboard")
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        version = "(not installed)"
    return f"promoboard {version}, schema {SCHEMA}"


if __name__ == "__main__":
    sys.exit(main())
