"""Finding cards: what `/` understands, and what "mine" and "by role" mean.

A filter is words and marks; a card is kept when all of them hold::

    面料  mldh  T-42   in the title, number, sku or description; pinyin initials find titles
    @运 @promo @小王 @me    a role that owns it or has a part in it, or the assignee
    #TEE               the sku begins so
    P1                 the priority
    !overdue !blocked !risk !handoff   (!逾期 !受阻 !有风险 !交接)
    due:<3d due:>1w due:today due:none
    -anything          not that

It is read while it is typed, so nothing is an error: what is no mark is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.clock import local_day, zone_named
from domain.docs import Doc
from domain.frozen import dataclass
from domain.record import iso
from domain.task import Priority, State, Task, at_risk, due_of, offered_to, overdue
from domain.text import initials, normalise

if TYPE_CHECKING:
    from domain.board import Board
    from domain.feedback import FeedbackItem

Keep = Callable[["Board", Task, datetime, int], bool]
"""Whether a board's task is kept, now, for a member."""


def concerns(task: Task, role: str) -> bool:
    """Whether the role owns the task, contributes to it or is asked to take it over."""
    offered = task.handoff is not None and task.handoff.to_role == role
    return offered or task.part(role) is not None


def is_mine(board: Board, task: Task, member: int) -> bool:
    """Whether a member has to look after the task.

    It is assigned to them, offered to a role of theirs, or nobody's yet in such a role.
    """
    if task.assignee == member or offered_to(board, task, member):
        return True
    who = board.members.get(member)
    return task.assignee is None and who is not None and task.owner_role in who.roles


def first_waiting(board: Board, numbers: Iterable[int], now: datetime, me: int) -> int | None:
    """The task among `numbers` that a member takes up first; None when none waits for them.

    What is offered to them, then what is overdue, in work, to do; of equals the first one.
    What is blocked or in review waits for others.
    """
    best, found, at = _NEVER, None, iso(now)
    for number in numbers:
        doc = board.tasks.docs[str(number)]
        if not doc.get("handoff") and _turn(doc, me, at) >= best:
            continue  # of a thousand cards a few need a record
        task = board.tasks[number]
        if not (task.open and is_mine(board, task, me)):
            continue
        if offered_to(board, task, me):
            return number
        turn = 0 if overdue(board, task, now) else _TURNS.get(task.state, _NEVER)
        if turn < best:
            best, found = turn, number
    return found


def _turn(doc: Doc, me: int, now: str) -> int:
    """The earliest turn that the task could have, read off its document."""
    if doc.get("assignee", me) != me:
        return _NEVER
    due = doc.get("due")
    if due is not None and due.get("at", now) <= now:  # without an instant a record has to tell
        return 0
    return _TURNS.get(doc.get("state", State.TODO), _NEVER)


_TURNS, _NEVER = {State.DOING: 1, State.TODO: 2}, 3

_SIGNS: dict[str, Keep] = {
    "overdue": lambda board, task, now, me: overdue(board, task, now),
    "blocked": lambda board, task, now, me: task.state is State.BLOCKED,
    "risk": lambda board, task, now, me: at_risk(board, task, now),
    "handoff": lambda board, task, now, me: task.handoff is not None,
    "mine": lambda board, task, now, me: is_mine(board, task, me),
}
_SIGN_NAMES = {
    **{name: name for name in _SIGNS},
    "逾期": "overdue",
    "受阻": "blocked",
    "有风险": "risk",
    "交接": "handoff",
    "我的": "mine",
}
_UNITS = {"h": 1, "时": 1, "d": 24, "天": 24, "w": 168, "周": 168}
_WITHIN = re.compile(r"([<>])(\d{1,3})([hdw时天周])")


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody looks for."""

    text: str = ""
    """As it was typed."""
    marks: tuple[Keep, ...] = ()
    words: tuple[tuple[str, bool], ...] = ()
    """Normalised words, and whether each has to be there (True) or must not."""

    def __bool__(self) -> bool:
        return bool(self.marks or self.words)

    @staticmethod
    def parse(text: str) -> Filter:
        """The filter that `text` asks for."""
        marks: list[Keep] = []
        words: list[tuple[str, bool]] = []
        for token in normalise(text).split():
            wanted = not (token.startswith("-") and len(token) > 1)
            bare = token if wanted else token[1:]
            mark = _mark(bare)
            if mark is None:
                words.append((bare, wanted))
            else:
                marks.append(mark if wanted else _not(mark))
        return Filter(text, tuple(marks), tuple(words))

    def keep(self, board: Board, task: Task, now: datetime, member: int) -> bool:
        """Whether the card is one of those looked for."""
        if self.words:
            title, where = normalise(task.title), f"{task.number} {task.sku} {task.description}"
            if not self._say(title, normalise(where)):
                return False
        return all(mark(board, task, now, member) for mark in self.marks)

    def keep_feedback(self, item: FeedbackItem) -> bool:
        """Whether the customer's words are among those looked for. Only words and `#` count."""
        return self._say(normalise(item.text), normalise(f"{item.number} {item.sku}"))

    def _say(self, title: str, rest: str) -> bool:
        return all(_found(word, title, rest) is wanted for word, wanted in self.words)


def _found(word: str, title: str, rest: str) -> bool:
    if word in title or word.lstrip("#") in rest:
        return True
    return word.isascii() and word.isalnum() and word in initials(title)


def _not(mark: Keep) -> Keep:
    return lambda board, task, now, me: not mark(board, task, now, me)


def _mark(token: str) -> Keep | None:
    if token[:1] == "!" and token[1:] in _SIGN_NAMES:
        return _SIGNS[_SIGN_NAMES[token[1:]]]
    if token[:1] == "@" and len(token) > 1:
        return _who(token[1:])
    if token.upper() in Priority.__members__:
        priority = Priority(token.upper())
        return lambda board, task, now, me: task.priority is priority
    if token[:1] == "#" and len(token) > 1:
        return lambda board, task, now, me: normalise(task.sku).startswith(token[1:])
    if token.startswith("due:"):
        return _due(token[4:])
    return None


def _who(name: str) -> Keep:
    def keep(board: Board, task: Task, now: datetime, me: int) -> bool:
        if name in ("me", "我"):
            return is_mine(board, task, me)
        assignee = board.members.get(task.assignee or 0)
        if assignee is not None and normalise(assignee.name).startswith(name):
            return True
        roles = (role for role in board.settings.roles if concerns(task, role.key))
        return any(
            name in (role.mark_zh, role.mark_en.casefold())
            or role.key.startswith(name)
            or role.zh.startswith(name)
            or role.en.casefold().startswith(name)
            for role in roles
        )

    return keep


def _due(when: str) -> Keep | None:
    if when in ("none", "无"):
        return lambda board, task, now, me: task.due is None
    if when in ("today", "今天"):
        return _today
    match = _WITHIN.fullmatch(when)
    if match is None:
        return None
    sign, amount, unit = match.groups()
    span = timedelta(hours=int(amount) * _UNITS[unit])

    def keep(board: Board, task: Task, now: datetime, me: int) -> bool:
        due = due_of(board, task)
        return due is not None and (due - now < span if sign == "<" else due - now > span)

    return keep


def _today(board: Board, task: Task, now: datetime, me: int) -> bool:
    due, zone = due_of(board, task), zone_named(board.settings.zone)
    return due is not None and local_day(due - timedelta(seconds=1), zone) == local_day(now, zone)
