"""Dealing with signals."""

from __future__ import annotations

from argparse import Namespace

from domain.command import Command
from domain.signal import SIGNAL_STATE_NAMES, Signal
from domain.signal_rules import (
    AckSignal,
    CloseSignal,
    DismissSignal,
    DispatchSignal,
    EvaluateSignals,
)
from domain.tagging import marker
from domain.task import Task
from domain.words import tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.show import say, say_json
from tui.cli.signal_read import list_, signal_object
from tui.session import Session


def ack(session: Session, given: Namespace) -> int:
    """Take it on."""
    return _do(session, given, AckSignal(_number(given)))


def dispatch(session: Session, given: Namespace) -> int:
    """Say which tasks were given out for it."""
    tasks = values.numbers(Task, given.tasks)
    return _do(session, given, DispatchSignal(_number(given), tasks))


def dismiss(session: Session, given: Namespace) -> int:
    """Call it a false alarm."""
    return _do(session, given, DismissSignal(_number(given), given.reason))


def close(session: Session, given: Namespace) -> int:
    """Close it, where its tasks are done and the rate is back."""
    return _do(session, given, CloseSignal(_number(given)))


def evaluate(session: Session, given: Namespace) -> int:
    """Look at the counts now, and list what is live."""
    act(session, EvaluateSignals())
    return list_(session, given)


def _number(given: Namespace) -> int:
    return values.number(Signal, given.id)


def _do(session: Session, given: Namespace, command: Command) -> int:
    act(session, command)
    signal = session.service.board.signals[_number(given)]
    if given.json:
        say_json(signal_object(signal, marker(session.folder, session.settings.roles)))
    else:
        say(f"{signal.number}: {tr(SIGNAL_STATE_NAMES[signal.state])}")
    return 0
