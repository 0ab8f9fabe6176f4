"""Listing and showing customers' words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from itertools import islice

from domain.board import Board, UnknownRecordError
from domain.due_words import wall_clock
from domain.feedback import CHANNEL_NAMES, FEEDBACK_STATE_NAMES, FeedbackItem, Result
from domain.inbox import inbox
from domain.misled import suspect_words, suspects
from domain.record import decode
from domain.words import N, tr
from tui.cli import values
from tui.cli.objects import feedback_object
from tui.cli.show import say, say_fields, say_json, say_rows
from tui.session import Session

Keep = Callable[[FeedbackItem], bool]

_RESULTS = {Result.GOOD: N("Good"), Result.NEUTRAL: N("Neutral"), Result.BAD: N("Bad")}


def list_(session: Session, given: Namespace) -> int:
    """Print the items that are asked for."""
    board, now = session.service.board, session.clock()
    keep = _wanted(given)
    if given.inbox:
        items: Iterable[FeedbackItem] = (board.feedback[n] for n in inbox(board, now, keep))
    else:
        items = sorted(filter(keep, board.feedback.values()), key=_when, reverse=True)
    found = [*items]
    if given.archive:
        archived = session.service.archived(FeedbackItem.TABLE)
        found += filter(keep, (decode(FeedbackItem, int(key), doc) for key, doc in archived))
    found = [*islice(found, given.limit)]
    if given.json:
        say_json([feedback_object(item, now) for item in found])
    elif found:
        say_rows(_row(board, item) for item in found)
    elif board.feedback:
        say(tr("Nothing is like that."))
    else:
        say(tr("No customer has said anything yet: `promoboard feedback import FILE` reads more."))
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one item."""
    board, now = session.service.board, session.clock()
    item = find(session, values.number(FeedbackItem, given.id), archive=given.archive)
    found = suspects(board, item)
    if given.json:
        from tui.cli.mechanic_objects import suspect_object

        say_json({**feedback_object(item, now), "mechanics": [suspect_object(e) for e in found]})
        return 0
    task = board.tasks.get(item.task or 0)
    claimant = board.members.get(item.claimant(now) or 0)
    say(f"{item.number} {item.text}")
    say_fields(
        (
            (tr("Said later"), item.append_text),
            (tr("State"), tr(FEEDBACK_STATE_NAMES[item.state])),
            (tr("Severity"), item.severity or ""),
            (tr("Topics"), ", ".join(f"{mark.topic} {mark.polarity}" for mark in item.topics)),
            ("SKU", item.sku),
            (tr("Product"), item.title),
            (tr("Platform"), item.platform),
            (tr("Channel"), tr(CHANNEL_NAMES[item.channel])),
            (tr("Rating"), _rating(item)),
            (tr("When"), _time(board, item)),
            (tr("Source"), item.source),
            (tr("Which rule"), "\n".join(suspect_words(board, each) for each in found)),
            (tr("Task"), f"{task.number} {task.title}" if task else ""),
            (tr("Duplicate of"), f"F-{item.duplicate_of}" if item.duplicate_of else ""),
            (tr("Reason"), item.ignored_reason),
            (tr("In hand"), claimant.name if claimant else ""),
        )
    )
    return 0


def find(session: Session, number: int, *, archive: bool) -> FeedbackItem:
    """The item with this number, from the archive where that is allowed.

    Raises:
        UnknownRecordError: There is none.
    """
    try:
        return session.service.board.feedback.require(number)
    except UnknownRecordError:
        for key, doc in session.service.archived(FeedbackItem.TABLE) if archive else ():
            if key == str(number):
                return decode(FeedbackItem, number, doc)
        raise


def _wanted(given: Namespace) -> Keep:
    """What all of the options together let through."""
    keeps: list[Keep] = []
    if given.words:
        from domain.filter import Filter

        keeps.append(Filter.parse(" ".join(given.words)).keep_feedback)
    if given.state:
        keeps.append(lambda item: item.state in given.state)
    if given.severity:
        keeps.append(lambda item: item.severity == given.severity)
    if given.sku is not None:
        keeps.append(lambda item: item.sku.casefold() == given.sku.casefold())
    return lambda item: all(keep(item) for keep in keeps)


def _when(item: FeedbackItem) -> tuple[object, int]:
    return item.event_at or item.created_at, item.id


def _time(board: Board, item: FeedbackItem) -> str:
    day, wall = wall_clock(item.event_at or item.created_at, values.zone(board, None))
    return f"{day} {wall}"


def _rating(item: FeedbackItem) -> str:
    if item.rating is not None:
        return f"{item.rating}/5"
    return tr(_RESULTS[item.result]) if item.result else ""


def _row(board: Board, item: FeedbackItem) -> tuple[str, ...]:
    return (
        item.number,
        _time(board, item),
        tr(FEEDBACK_STATE_NAMES[item.state]),
        item.severity or "",
        _rating(item),
        item.sku,
        f"T-{item.task}" if item.task else "",
        " ".join(item.text.split()),
    )
