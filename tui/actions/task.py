"""What the keys do to tasks: move, order, block, hand off, assign, set, say, cancel.

Dialogs and commands are imported when they are needed: a start that shows a board loads none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.command import Command
from domain.errors import DomainError
from domain.lanes import LANES, placed, position
from domain.task import PartState, Priority, State, Task
from domain.words import tr
from tui.actions.base import Acting

if TYPE_CHECKING:
    from domain.outcome import SetOutcome


class TaskActions(Acting):
    """The keys for tasks."""

    def action_step(self, direction: int) -> None:
        """Move what is chosen to the next lane, or to the one before."""
        from domain.task_moves import step

        moves = [(task, step(task, direction)) for task in self.tasks()]
        self._move([(task, to) for task, to in moves if to is not None])

    def move_to(self, task: Task, to: State) -> None:
        """Move a task to a lane: where the mouse let go of it."""
        if self.may_change():
            if to is State.BLOCKED:
                self._block((task,))
            else:
                self._move([(task, to)])

    def _move(self, moves: Sequence[tuple[Task, State]], *said: SetOutcome) -> None:
        """Move each; ask what was found, and once for the reason that some of these need."""
        if not moves or not self.may_change():
            return
        told = {each.id for each in said}
        for task, to in moves:
            if to is State.DONE and task.undecided and task.id not in told:
                from tui.screens.outcome import SayOutcome

                self.ask(SayOutcome(task), lambda outcome: self._move(moves, *said, outcome))
                return
        from domain.task_moves import MoveTask, needs_reason

        board, me = self.app.board, self.app.me
        refusals = (needs_reason(board, task, to, me) for task, to in moves if task.block is None)
        refusal = next((each for each in refusals if each is not None), None)
        if refusal is None:
            self.issue(*said, *(MoveTask(task.id, to) for task, to in moves))
        else:
            self._reasoned(
                tr("Why?"),
                refusal,
                lambda why: [*said, *(MoveTask(t.id, to, why) for t, to in moves)],
            )

    def _reasoned(
        self, title: str, refusal: DomainError | None, commands: Callable[[str], Sequence[Command]]
    ) -> None:
        """Ask for a reason, then do what it is for."""
        from tui.screens.ask import Ask

        why = "" if refusal is None else str(refusal)
        self.ask(Ask(title, why=why, required=True), lambda reason: self.issue(*commands(reason)))

    def action_rank(self, direction: int) -> None:
        """Change places with the card below, or above."""
        lane, board = self.column, self.app.board
        if lane.cursor is None or not self.may_change():
            return
        at = lane.ids.index(lane.cursor)
        to = at + direction
        if not 0 <= to < len(lane.ids):
            return
        if lane is self.lanes[LANES.index(State.DONE)]:
            text = tr("What is done stands in the order in which it was done.")
            self.app.notify(text, severity="warning", markup=False)
            return
        from domain.edit import Edit
        from domain.task_write import EditTask

        order = [board.tasks[number] for number in lane.ids]
        order.insert(to, order.pop(at))
        ranks = placed([position(board, task) for task in order], to)
        moved = zip(order[to:], ranks, strict=False)
        self.issue(*(EditTask(task.id, (Edit("rank", task.rank, rank),)) for task, rank in moved))

    def action_block(self) -> None:
        """Say what stops it; a blocked card goes back to where it was."""
        tasks = self.tasks()
        if not tasks or not self.may_change():
            return
        blocked = [task for task in tasks if task.block is not None]
        if blocked:
            self._move([(task, task.block.was) for task in blocked if task.block is not None])
        else:
            self._block(tasks)

    def _block(self, tasks: Sequence[Task]) -> None:
        from domain.task_moves import MoveTask
        from tui.screens.ask import Ask
        from tui.screens.choose import Choose
        from tui.screens.option import Option
        from tui.screens.pick import roles

        def because(reason: str) -> None:
            nobody = Option("", tr("Nobody in particular"))
            options = [nobody, *roles(self.app.board)]
            self.ask(Choose(tr("Who is waited for?"), options), lambda role: block(reason, role))

        def block(reason: str, role: str | tuple[str, ...]) -> None:
            waiting_on = role if isinstance(role, str) and role else None
            self.issue(*(MoveTask(task.id, State.BLOCKED, reason, waiting_on) for task in tasks))

        title = tr("What stops {numbers}?", numbers=_numbers(tasks))
        self.ask(Ask(title, required=True), because)

    def action_handoff(self) -> None:
        """Offer it to another role; answer what is offered to mine, take back what I offered."""
        tasks = self.tasks()
        if not tasks or not self.may_change():
            return
        from tui.screens.handoff import Answer, Offer

        board, me, first = self.app.board, self.app.me, tasks[0]
        if first.handoff is not None:
            self.ask(Answer(board, first, me), self.issue)
        else:
            self.ask(
                Offer(board, first, state=self.app.session.state),
                lambda offer: self._offer(offer, tasks),
            )

    def _offer(self, offer: Command, tasks: Sequence[Task]) -> None:
        """Offer all that is chosen as the first one was."""
        from domain.handoff import OfferHandoff

        assert isinstance(offer, OfferHandoff)
        others = (task for task in tasks if task.owner_role != offer.to_role)
        self.issue(*(replace(offer, id=task.id) for task in others))

    def action_assign(self) -> None:
        """Say who does it."""
        tasks = self.tasks()
        if tasks and self.may_change():
            from tui.screens.pick import pick_member

            self.ask(
                pick_member(self.app.board, tasks[0].owner_role),
                lambda key: self._edit(tasks, "assignee", int(str(key)) if key else None),
            )

    def action_priority(self) -> None:
        """Set how much it matters."""
        tasks = self.tasks()
        if tasks and self.may_change():
            from tui.screens.pick import pick_priority

            self.ask(
                pick_priority(tasks[0].priority),
                lambda key: self._edit(tasks, "priority", Priority(str(key))),
            )

    def _edit(self, tasks: Sequence[Task], field: str, value: object) -> None:
        from domain.edit import Edit
        from domain.task_write import EditTask

        changed = [task for task in tasks if getattr(task, field) != value]
        self.issue(
            *(EditTask(task.id, (Edit(field, getattr(task, field), value),)) for task in changed)
        )

    def action_part(self) -> None:
        """My role's part is done, or is open again; with several roles of mine, ask which."""
        tasks = self.tasks()
        if not tasks or not self.may_change():
            return
        me = self.app.board.members[self.app.me]  # or else `may_change` says no
        mine = [role for role in me.roles if any(task.part(role) for task in tasks)]
        if len(mine) == 1:
            self._part(tasks, mine[0])
        elif mine:
            from tui.screens.choose import Choose
            from tui.screens.option import Option

            name = self.app.board.settings.name
            options = [Option(role, name(role), _part_state(tasks, role)) for role in mine]
            self.ask(
                Choose(tr("Whose part?"), options, filter=False),
                lambda role: self._part(tasks, str(role)),
            )
        else:
            text = tr("No role of yours has a part in {numbers}.", numbers=_numbers(tasks))
            self.app.notify(text, severity="warning", markup=False)

    def _part(self, tasks: Sequence[Task], role: str) -> None:
        from domain.handoff import SetPart

        parts = [(task, part) for task in tasks if (part := task.part(role)) is not None]
        done = all(part.state is PartState.DONE for _, part in parts)
        state = PartState.OPEN if done else PartState.DONE
        self.issue(*(SetPart(task.id, role, state) for task, _ in parts))

    def action_comment(self) -> None:
        """Say something on it."""
        tasks = self.tasks()
        if tasks and self.may_change():
            from domain.talk import CommentTask
            from tui.screens.ask import Ask

            title = tr("Comment on {numbers}", numbers=_numbers(tasks))
            state, key = self.app.session.state, f"comment-{tasks[0].number}"
            self.ask(
                Ask(title, placeholder=tr("@name calls somebody"), state=state, key=key),
                lambda text: self.issue(
                    *(CommentTask(task.id, text) for task in tasks if text),
                    done=lambda _: state.drop_draft(key),  # said: until then it is kept
                ),
            )

    def cancel_tasks(self) -> None:
        """Cancel what is chosen, with a reason."""
        tasks = [task for task in self.tasks() if task.state is not State.CANCELLED]
        if tasks and self.may_change():
            from domain.task_moves import MoveTask

            self._reasoned(
                tr("Cancel {numbers}: why?", numbers=_numbers(tasks)),
                None,
                lambda why: [MoveTask(task.id, State.CANCELLED, why) for task in tasks],
            )


def _part_state(tasks: Sequence[Task], role: str) -> str:
    parts = [part for task in tasks if (part := task.part(role)) is not None]
    done = all(part.state is PartState.DONE for part in parts)
    return tr("done") if done else tr("open")


def _numbers(tasks: Sequence[Task]) -> str:
    """What a title calls them: up to three numbers."""
    named = ", ".join(task.number for task in tasks[:3])
    return named if len(tasks) <= 3 else f"{named} +{len(tasks) - 3}"
