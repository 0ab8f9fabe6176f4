"""Writing down what a customer said, and dealing with it."""

from __future__ import annotations

from argparse import Namespace

from domain.clock import zone_named
from domain.command import Command
from domain.feedback import FEEDBACK_STATE_NAMES, Channel, FeedbackItem, Severity
from domain.feedback_moves import (
    IgnoreFeedback,
    LinkTask,
    MarkDuplicate,
    ReopenFeedback,
    ResolveFeedback,
    TriageFeedback,
)
from domain.feedback_write import AddFeedback
from domain.task import Task
from domain.words import tr
from tui.cli import values
from tui.cli.act import act, made
from tui.cli.feedback_read import find
from tui.cli.objects import feedback_object
from tui.cli.show import say, say_json
from tui.session import Session


def add(session: Session, given: Namespace) -> int:
    """Write down what a customer said."""
    zone = zone_named(session.settings.zone)
    command = AddFeedback(
        text=values.text_or_input(given.text),
        sku=given.sku,
        platform=given.platform,
        channel=Channel(given.channel),
        rating=given.rating,
        order_key=_hashed(session, given.order),
        event_at=given.at and values.instant(given.at, session.clock(), zone),
    )
    return _told(session, given, made(act(session, command), FeedbackItem.TABLE))


def triage(session: Session, given: Namespace) -> int:
    """Say that it was read, and how bad it is."""
    number = values.number(FeedbackItem, given.id)
    return _do(session, given, TriageFeedback(number, given.severity and Severity(given.severity)))


def link(session: Session, given: Namespace) -> int:
    """Say which task answers it."""
    said = values.emptied(given.task)
    task = None if said is None else values.number(Task, said)
    return _do(session, given, LinkTask(values.number(FeedbackItem, given.id), task))


def resolve(session: Session, given: Namespace) -> int:
    """Say that it is dealt with."""
    return _do(session, given, ResolveFeedback(values.number(FeedbackItem, given.id)))


def ignore(session: Session, given: Namespace) -> int:
    """Say that nothing will be done, for a reason or because another item stands for it."""
    number = values.number(FeedbackItem, given.id)
    if given.duplicate_of is None:
        return _do(session, given, IgnoreFeedback(number, given.reason))
    original = values.number(FeedbackItem, given.duplicate_of)
    return _do(session, given, MarkDuplicate(number, original))


def reopen(session: Session, given: Namespace) -> int:
    """Say that it is not dealt with after all."""
    return _do(session, given, ReopenFeedback(values.number(FeedbackItem, given.id)))


def _do(session: Session, given: Namespace, command: Command) -> int:
    act(session, command)
    return _told(session, given, values.number(FeedbackItem, given.id))


def _told(session: Session, given: Namespace, number: int) -> int:
    item = find(session, number, archive=True)
    if given.json:
        say_json(feedback_object(item, session.clock()))
    else:
        say(f"{item.number}: {tr(FEEDBACK_STATE_NAMES[item.state])}")
    return 0


def _hashed(session: Session, order: str | None) -> str:
    if not order:
        return ""
    from domain.intake import secret  # reads files of all kinds, which nobody needs here

    return secret(order, session.salt)
