"""What people say on a task and tick off on it: comments, mentions, the checklist."""

from __future__ import annotations

from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.command import Change, Command, new_uid, rule
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.record import touched
from domain.task import Check, Comment
from domain.text import clean
from domain.words import N

if TYPE_CHECKING:
    from domain.board import Board


class EmptyTextError(DomainError):
    """There is nothing to keep."""

    message = N("Nothing was typed.")


@dataclass(frozen=True, slots=True)
class CommentTask(Command):
    """Say something on a task; `@name` calls that member."""

    NAME = "task.comment"

    id: int
    text: str
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class AddCheck(Command):
    """Put one more line on the checklist."""

    NAME = "task.check.add"

    id: int
    text: str
    uid: str = field(default_factory=new_uid)


@dataclass(frozen=True, slots=True)
class TickCheck(Command):
    """Tick a line of the checklist, or take the tick away."""

    NAME = "task.check"

    id: int
    uid: str
    done: bool


def mentioned(board: Board, text: str) -> tuple[int, ...]:
    """The members whose names stand after an `@`, in the order of the team."""
    said = text.casefold().replace("＠", "@")
    if "@" not in said:
        return ()
    names = ((number, board.members[number].name.casefold()) for number in board.members)
    return tuple(number for number, name in names if f"@{name}" in said)


@rule(CommentTask)
def comment_task(board: Board, command: CommentTask, at: datetime, by: int) -> Change:
    """Add the comment at the end; done already when its uid is there."""
    task = board.tasks.require(command.id)
    text = clean(command.text, limit=2000)
    if not text:
        raise EmptyTextError
    if any(comment.uid == command.uid for comment in task.comments):
        return Change()
    comment = Comment(uid=command.uid, by=by, at=at, text=text, mentions=mentioned(board, text))
    return Change((touched(task, at, by, comments=(*task.comments, comment)),))


@rule(AddCheck)
def add_check(board: Board, command: AddCheck, at: datetime, by: int) -> Change:
    """Add the line at the end; done already when its uid is there."""
    task = board.tasks.require(command.id)
    text = clean(command.text, limit=200, lines=1)
    if not text:
        raise EmptyTextError
    if any(check.uid == command.uid for check in task.checklist):
        return Change()
    checks = (*task.checklist, Check(uid=command.uid, text=text))
    return Change((touched(task, at, by, checklist=checks),))


@rule(TickCheck)
def tick_check(board: Board, command: TickCheck, at: datetime, by: int) -> Change:
    """Set the tick; done already when it stands so, or the line is gone."""
    task = board.tasks.require(command.id)
    checks = tuple(
        replace(check, done=command.done) if check.uid == command.uid else check
        for check in task.checklist
    )
    return (
        Change((touched(task, at, by, checklist=checks),))
        if checks != task.checklist
        else (Change())
    )
