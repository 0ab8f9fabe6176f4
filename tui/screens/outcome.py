"""What was found: asked when work is accepted that others wait for."""

from __future__ import annotations

from domain.outcome import SetOutcome
from domain.task import OUTCOME_NAMES, Outcome, Task
from domain.words import tr
from tui.screens.menu import Menu
from tui.screens.option import Option


class SayOutcome(Menu[SetOutcome]):
    """Dismisses with `SetOutcome`, None on Esc."""

    def __init__(self, task: Task) -> None:
        """Ask what `task` has found."""
        self._asked = task
        why = tr("Others wait for it: where it failed, their tasks say so at once.")
        options = [Option(outcome, tr(OUTCOME_NAMES[outcome])) for outcome in Outcome]
        super().__init__(f"{task.number} {task.title}", why, options)

    def chosen(self, key: str) -> None:
        self.dismiss(SetOutcome(self._asked.id, Outcome(key)))
