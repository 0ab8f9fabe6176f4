"""Listing and showing tasks."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime

from domain.board import Board, UnknownRecordError
from domain.campaign import Campaign
from domain.docs import Doc
from domain.lanes import lanes
from domain.record import decode
from domain.task import Task, overdue
from domain.words import tr
from tui.cli import values
from tui.cli.objects import task_object, whole_task_object
from tui.cli.show import say, say_json, say_rows
from tui.cli.task_words import say_task, task_row
from tui.session import Session

Keep = Callable[[Task], bool]


def list_(session: Session, given: Namespace) -> int:
    """Print the tasks that are asked for, lane by lane, in the order of the board."""
    board, now = session.service.board, session.clock()
    keep = _wanted(session, given, now)
    tasks = [task for task in _in_order(board, now) if keep(task)]
    if given.archive:
        archived = session.service.archived(Task.TABLE)
        tasks += filter(keep, (decode(Task, int(key), doc) for key, doc in archived))
    if given.json:
        say_json([task_object(board, task, now) for task in tasks])
    elif tasks:
        say_rows(task_row(board, task, now) for task in tasks)
    elif board.tasks:
        say(tr("No task is like that."))
    else:
        say(tr("There are no tasks yet: `promoboard task add TITLE --role ROLE` adds one."))
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one task."""
    board, now = session.service.board, session.clock()
    task = find(session, values.number(Task, given.id), archive=given.archive)
    if given.json:
        say_json(whole_task_object(board, task, now))
    else:
        say_task(board, task, now)
    return 0


def find(session: Session, number: int, *, archive: bool) -> Task:
    """The task with this number, from the archive where that is allowed.

    Raises:
        UnknownRecordError: There is none.
    """
    try:
        return session.service.board.tasks.require(number)
    except UnknownRecordError:
        doc = _archived(session, number) if archive else None
        if doc is None:
            raise
        return decode(Task, number, doc)


def _archived(session: Session, number: int) -> Doc | None:
    found = session.service.archived(Task.TABLE)
    return next((doc for key, doc in found if key == str(number)), None)


def _in_order(board: Board, now: datetime) -> Iterator[Task]:
    """All tasks: the lanes as the board shows them, then what it shows no longer."""
    shown = lanes(board, now)
    seen: set[int] = set()
    for numbers in shown.values():
        seen.update(numbers)
        yield from (board.tasks[number] for number in numbers)
    for number in reversed([*board.tasks]):
        if number not in seen:
            yield board.tasks[number]


def _wanted(session: Session, given: Namespace, now: datetime) -> Keep:
    """What all of the options together let through."""
    board, keeps = session.service.board, list[Keep]()
    if given.words:
        from domain.filter import Filter

        sought = Filter.parse(" ".join(given.words))
        keeps.append(lambda task: sought.keep(board, task, now, session.member_id))
    if given.role is not None:
        from domain.filter import concerns

        role = values.role(board.settings, given.role)
        keeps.append(lambda task: concerns(task, role))
    if given.mine:
        from domain.filter import is_mine

        me = session.acting().id
        keeps.append(lambda task: is_mine(board, task, me))
    if given.state:
        keeps.append(lambda task: task.state in given.state)
    if given.open:
        keeps.append(lambda task: task.open)
    if given.sku is not None:
        keeps.append(lambda task: task.sku.casefold() == given.sku.casefold())
    if given.campaign is not None:
        campaign = values.number(Campaign, given.campaign)
        keeps.append(lambda task: task.campaign == campaign)
    if given.overdue:
        keeps.append(lambda task: overdue(board, task, now))
    return lambda task: all(keep(task) for keep in keeps)
