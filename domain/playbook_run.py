"""A run of a playbook: which task each step became, and why a step was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from domain.frozen import dataclass
from domain.limits import MaxLen
from domain.playbook import Wording
from domain.record import Record

if TYPE_CHECKING:
    from domain.board import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStep:
    """What became of a step."""

    key: str
    task: int | None = None
    """None: it was left out."""
    skipped: Annotated[str, MaxLen(500)] = ""
    """Why it was left out."""
    decider: str = ""
    """The key of the step whose finding its words hang on; empty for none."""
    passed: Wording | None = None
    failed: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookRun(Record):
    """One run of a playbook: `created_at` and `created_by` say when and by whom."""

    TABLE: ClassVar[str] = "runs"
    PREFIX: ClassVar[str] = "R"

    playbook: str
    """The key."""
    name: str
    """The name, in the language that the tasks are written in."""
    signal: int | None = None
    campaign: int | None = None
    sku: Annotated[str, MaxLen(64)] = ""
    steps: tuple[RunStep, ...]

    def is_about(self, signal: int | None, campaign: int | None, sku: str) -> bool:
        """Whether it was made for this: for a signal, else for a campaign and a product."""
        if signal is not None or self.signal is not None:
            return self.signal == signal
        return (self.campaign, self.sku) == (campaign, sku)


def open_tasks(board: Board, run: PlaybookRun) -> tuple[int, ...]:
    """The numbers of the run's tasks that are not done yet. It goes on while there are some."""
    tasks = (board.tasks.get(step.task) for step in run.steps if step.task is not None)
    return tuple(task.id for task in tasks if task is not None and task.open)


def runs(board: Board, key: str | None = None) -> tuple[PlaybookRun, ...]:
    """All runs, or those of one playbook, the oldest first."""
    found = board.table(PlaybookRun).values()
    return tuple(run for run in found if key is None or run.playbook == key)
