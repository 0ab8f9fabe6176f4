"""What a simulated colleague does next: a function of the board, chance and the clock.

They answer first what asks for them; else they do what their role does. Nothing here runs
out or grows without end: finished cards are opened again, comments and customers stop at a
limit, and no more is offered to whoever watches than three cards at once. A card that is
offered to somebody, or belongs to operations, they leave alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from operator import itemgetter
from random import Random

from domain.board import Board
from domain.command import Command
from domain.edit import Edit
from domain.feedback import FeedbackItem, FeedbackState, Severity, unsettled
from domain.feedback_moves import (
    ClaimFeedback,
    IgnoreFeedback,
    ReopenFeedback,
    ResolveFeedback,
    TriageFeedback,
)
from domain.frozen import dataclass
from domain.handoff import AcceptHandoff, DeclineHandoff, OfferHandoff, SetPart
from domain.mechanic_rules import AckMechanic
from domain.talk import CommentTask, TickCheck
from domain.task import PartState, Priority, State, Task, open_dependencies
from domain.task_moves import MoveTask
from domain.task_write import EditTask
from domain.team import Member
from domain.touchpoint import right_revision, stale
from domain.touchpoint_rules import CheckTouchpoint
from domain.unread import unread
from tui.demo.customers import arriving
from tui.demo.people import ME, said, table

MOST_FEEDBACK = 380
"""Live items at which no more come in; 300 are there at the start."""
MOST_COMMENTS = 8
"""On one card, from colleagues."""
_OFFERS, _BUSY, _IDLE, _WAITING = 3, 4, 1, 6
"""Offers that may be open; cards in progress at most, and at least; cards that may wait."""
_PATIENCE = timedelta(minutes=2)
"""How long a card waits in review before its owner calls whoever has to accept it."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at this moment, with the board before them."""

    board: Board
    me: Member
    chance: Random
    now: datetime

    @property
    def role(self) -> str:
        """What they do."""
        return self.me.roles[0]

    def next(self) -> Command | None:
        """What they do now; None when they only look."""
        if (answer := next(self._answers(), None)) is not None:
            return answer
        for habit in self._habits():
            if (command := self._one(habit(self))) is not None:
                return command
        return None

    def _habits(self) -> list[Callable[[Colleague], Iterator[Command]]]:
        """All habits in an order of chance, the frequent ones likelier to come first."""
        drawn = [
            (self.chance.random() ** (1 / weight), habit)
            for habit, weight in _HABITS
            if self._fits(habit)
        ]
        return [habit for _, habit in sorted(drawn, key=itemgetter(0), reverse=True)]

    def _fits(self, habit: Callable[[Colleague], Iterator[Command]]) -> bool:
        return self.role == "cs" or habit not in (_listen, _sort_out)

    def _one(self, commands: Iterator[Command]) -> Command | None:
        found = [*commands]
        return self.chance.choice(found) if found else None

    # What they see

    def mine(self, *states: State) -> list[Task]:
        """The cards of their role in these states, those on offer left out."""
        return [
            task
            for task in self.board.tasks.values()
            if task.owner_role == self.role and task.state in states and task.handoff is None
        ]

    def talk(self, kind: str) -> str:
        """What their role says on such an occasion."""
        return said(table("talk")[kind][self.role])

    # What asks for them

    def asked(self) -> bool:
        """Whether somebody waits for an answer of theirs."""
        return any(True for _ in (*self._offers(), *self._calls()))

    def _offers(self) -> Iterator[Task]:
        for task in self.board.tasks.values():
            offer, anybody = task.handoff, (None, self.me.id)
            if offer and offer.to_role == self.role and offer.to_member in anybody:
                yield task

    def _calls(self) -> Iterator[Task]:
        for task in self.board.tasks.values():
            last = task.comments[-1] if task.comments else None
            if last is not None and last.by != self.me.id and self.me.id in last.mentions:
                yield task

    def _answers(self) -> Iterator[Command]:
        for task in self._offers():
            if self.chance.random() < 0.8:
                yield AcceptHandoff(task.id)
            yield DeclineHandoff(task.id, self.talk("decline"))
        for task in self._calls():
            author = self.board.members.get(task.comments[-1].by)
            answer = said(self.chance.choice(table("talk")["answers"]["any"]))
            yield CommentTask(task.id, answer.replace("{name}", author.name if author else ""))


def _advance(who: Colleague) -> Iterator[Command]:
    """A card of theirs goes on; at least one stays in progress."""
    doing = who.mine(State.DOING)
    if len(doing) < _BUSY:
        for task in who.mine(State.TODO):
            if not open_dependencies(who.board, task):
                yield MoveTask(task.id, State.DOING)
    if len(doing) > _IDLE and len(who.mine(State.REVIEW)) < _WAITING:
        for task in doing:
            yield MoveTask(task.id, State.REVIEW)


def _accept(who: Colleague) -> Iterator[Command]:
    """What they have to accept, and what has waited long for somebody who is called then."""
    for task in who.board.tasks.values():
        if task.state is not State.REVIEW or open_dependencies(who.board, task):
            continue
        if task.acceptor_role == who.role and task.owner_role != "ops":
            if not task.open_parts:
                yield MoveTask(task.id, State.DONE)
            elif who.chance.random() < 0.3:
                yield MoveTask(task.id, State.DOING, who.talk("back"))
        elif task.owner_role == who.role and who.now - task.state_since > _PATIENCE:
            if task.open_parts:
                yield MoveTask(task.id, State.DOING, who.talk("again"))
            else:
                yield MoveTask(task.id, State.DONE, who.talk("called"))


def _contribute(who: Colleague) -> Iterator[Command]:
    """Their part of somebody else's card is done."""
    for task in who.board.tasks.values():
        part = task.part(who.role)
        if part is None or task.owner_role == who.role or part.state is PartState.DONE:
            continue
        if task.state in (State.DOING, State.REVIEW):
            yield SetPart(task.id, who.role, PartState.DONE)


def _say(who: Colleague) -> Iterator[Command]:
    """Something about a card of theirs, sometimes to whoever watches."""
    watching = who.board.members[1].name
    for task in who.mine(State.DOING, State.REVIEW, State.BLOCKED):
        if len(task.comments) < MOST_COMMENTS:
            note = said(who.chance.choice(table("talk")["notes"][who.role]))
            yield CommentTask(task.id, note.replace(f"@{ME}", f"@{watching}"))


def _tick(who: Colleague) -> Iterator[Command]:
    """The next line of a checklist; on cards that are to be done again, all are open again."""
    for task in who.mine(State.DOING):
        for check in task.checklist:
            if not check.done:
                yield TickCheck(task.id, check.uid, done=True)
                break


def _stop(who: Colleague) -> Iterator[Command]:
    """One card of theirs is blocked now and then, and later goes on."""
    blocked = who.mine(State.BLOCKED)
    for task in blocked:
        if task.block is not None and who.now - task.block.since > _PATIENCE:
            yield MoveTask(task.id, task.block.was)
    doing = who.mine(State.DOING)
    if not blocked and len(doing) > _IDLE + 1:
        yield MoveTask(who.chance.choice(doing).id, State.BLOCKED, who.talk("block"))


def _offer(who: Colleague) -> Iterator[Command]:
    """A card goes to operations, which is whoever watches."""
    offered = sum(task.handoff is not None for task in who.board.tasks.values())
    if offered < _OFFERS:
        for task in who.mine(State.DOING):
            yield OfferHandoff(task.id, "ops", who.talk("offer"))


def _again(who: Colleague) -> Iterator[Command]:
    """Finished work is opened again when there is little left to do."""
    if len(who.mine(State.TODO, State.DOING)) < _BUSY:
        for task in who.mine(State.DONE):
            yield MoveTask(task.id, State.DOING, who.talk("again"))


def _edit(who: Colleague) -> Iterator[Command]:
    """A card matters more, or less, than it did."""
    for task in who.mine(State.TODO, State.DOING):
        other = Priority.P2 if task.priority is Priority.P1 else Priority.P1
        if task.priority in (Priority.P1, Priority.P2):
            yield EditTask(task.id, (Edit("priority", task.priority, other),))


def _read(who: Colleague) -> Iterator[Command]:
    """They acknowledge a rule that waits for them."""
    for number in unread(who.board, who.me):
        yield AckMechanic(number, who.board.mechanics[number].revision)


def _look(who: Colleague) -> Iterator[Command]:
    """They have put a touchpoint of theirs right."""
    for touchpoint in who.board.touchpoints.values():
        if touchpoint.owner_role == who.role:
            for each in stale(who.board, touchpoint):
                yield CheckTouchpoint(touchpoint.id, each.id, right_revision(touchpoint, each))


def _listen(who: Colleague) -> Iterator[Command]:
    """A customer says something; when all have, an old matter comes up again."""
    items = who.board.feedback
    if len(items) < MOST_FEEDBACK:
        yield arriving(len(items), who.now)
    elif resolved := [item for item in items.values() if item.state is FeedbackState.RESOLVED]:
        yield ReopenFeedback(who.chance.choice(resolved).id)


def _sort_out(who: Colleague) -> Iterator[Command]:
    """One of the customers who wait is dealt with: claimed, judged, then settled."""
    waiting = [item for item in who.board.feedback.values() if _waits(item)]
    if not waiting:
        return
    item = who.chance.choice(waiting)
    holder = item.claimant(who.now)
    if holder is None and item.state is FeedbackState.NEW:
        yield ClaimFeedback(item.id)
    elif holder in (None, who.me.id):
        if item.state is FeedbackState.NEW:
            yield TriageFeedback(item.id, who.chance.choice((Severity.S2, Severity.S3, None)))
        elif len(waiting) > _LEFT:
            yield ResolveFeedback(item.id)
            yield IgnoreFeedback(item.id, said(table("talk")["ignored"]["any"]))


_LEFT = 30
"""Waiting customers of whom nobody is settled: an empty inbox would show nothing."""


def _waits(item: FeedbackItem) -> bool:
    return unsettled(item) and item.state is not FeedbackState.LINKED


_HABITS: tuple[tuple[Callable[[Colleague], Iterator[Command]], float], ...] = (
    (_advance, 4),
    (_contribute, 3),
    (_say, 3),
    (_tick, 3),
    (_accept, 2),
    (_offer, 0.6),
    (_stop, 1),
    (_again, 1),
    (_edit, 1),
    (_read, 0.5),
    (_look, 0.3),
    (_listen, 14),
    (_sort_out, 4),
)
"""What they do, and how often."""
