"""Passing a task on, saying how far one's part is, talking about it, ticking its checklist."""

from __future__ import annotations

from argparse import Namespace

from domain.errors import UsageError
from domain.handoff import AcceptHandoff, DeclineHandoff, OfferHandoff, SetPart, WithdrawHandoff
from domain.talk import AddCheck, CommentTask, TickCheck
from domain.task import OUTCOME_NAMES, Outcome, PartState, Task
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.task_read import find
from tui.cli.task_write import told
from tui.session import Session


class WhosePartError(UsageError):
    """The person has several roles with a part, or none."""

    message = N("Say whose part of {number} it is, with --role: {roles}.")


class CheckLineError(UsageError):
    """The checklist has no such line."""

    message = N("{number} has no line {line} on its checklist: it has {count}.")


class CheckWhatError(UsageError):
    """Neither a line nor a text."""

    message = N("Say which line to tick, or give one more with --add.")


def handoff(session: Session, given: Namespace) -> int:
    """Offer a task to another role."""
    number = values.number(Task, given.id)
    role = values.role(session.settings, given.role)
    to = None if given.to is None else values.member(session, given.to).id
    act(session, OfferHandoff(number, role, given.note, to))
    return told(session, given, number, tr("offered to {role}", role=session.settings.name(role)))


def accept(session: Session, given: Namespace) -> int:
    """Take over what is offered to a role of mine."""
    number = values.number(Task, given.id)
    act(session, AcceptHandoff(number))
    return told(session, given, number, tr("accepted"))


def decline(session: Session, given: Namespace) -> int:
    """Give back what is offered to a role of mine."""
    number = values.number(Task, given.id)
    act(session, DeclineHandoff(number, given.reason))
    return told(session, given, number, tr("declined"))


def withdraw(session: Session, given: Namespace) -> int:
    """Take an offer back."""
    number = values.number(Task, given.id)
    act(session, WithdrawHandoff(number))
    return told(session, given, number, tr("offer withdrawn"))


def part(session: Session, given: Namespace) -> int:
    """Say how far one role's part is."""
    task = find(session, values.number(Task, given.id), archive=True)
    if given.role is not None:
        role = values.role(session.settings, given.role)
    else:
        parts = [each.role for each in task.parts]
        mine = [role for role in session.acting().roles if role in parts]
        if len(mine) != 1:
            raise WhosePartError(number=task.number, roles=", ".join(mine or parts))
        role = mine[0]
    act(session, SetPart(task.id, role, PartState(given.state)))
    return told(session, given, task.id, tr("changed"))


def outcome(session: Session, given: Namespace) -> int:
    """Say what was found; the tasks that wait for it say at once what there is to do."""
    from domain.outcome import SetOutcome  # compiles the patterns of due dates

    number, found = values.number(Task, given.id), Outcome(given.outcome)
    act(session, SetOutcome(number, found))
    return told(session, given, number, tr(OUTCOME_NAMES[found]))


def comment(session: Session, given: Namespace) -> int:
    """Say something on a task."""
    number = values.number(Task, given.id)
    act(session, CommentTask(number, values.text_or_input(given.text)))
    return told(session, given, number, tr("comment added"))


def check(session: Session, given: Namespace) -> int:
    """Tick a line of the checklist, or add one."""
    task = find(session, values.number(Task, given.id), archive=True)
    if given.add is not None:
        act(session, AddCheck(task.id, given.add))
    elif given.line is None:
        raise CheckWhatError
    else:
        lines = task.checklist
        if not 1 <= given.line <= len(lines):
            raise CheckLineError(number=task.number, line=given.line, count=len(lines))
        act(session, TickCheck(task.id, lines[given.line - 1].uid, not given.undo))
    return told(session, given, task.id, tr("changed"))
