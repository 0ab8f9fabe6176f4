"""What the keys do to customers' words: a task, a duplicate, later, never."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.clock import at_local, local_day
from domain.text import fit
from domain.words import tr
from tui.actions.base import Acting
from tui.widgets.inbox import SIGNALS

_TITLE = 40
"""Cells of a customer's words that a new task's title begins with."""


class InboxActions(Acting):
    """The keys of the inbox."""

    def action_task(self) -> None:
        """Make one task of what is chosen; the words link back to it."""
        items = self.items()
        if items and self.may_change():
            words = " ".join(items[0].text.split())
            self.new_task(
                {
                    "title": fit(words, _TITLE),
                    "sku": items[0].sku,
                    "feedback": tuple(item.id for item in items),
                }
            )

    def ignore_items(self) -> None:
        """Ignore what is chosen, with a reason."""
        items = self.items()
        if items and self.may_change():
            from domain.feedback_moves import IgnoreFeedback
            from tui.screens.ask import Ask

            title = tr("Ignore {n}: why?", n=len(items))
            self.ask(
                Ask(title, required=True),
                lambda why: self.issue(*(IgnoreFeedback(item.id, why) for item in items)),
            )

    def action_duplicate(self) -> None:
        """Say which item said it first."""
        items = self.items()
        if not items or not self.may_change():
            return
        from domain.feedback_moves import MarkDuplicate
        from tui.screens.choose import Choose
        from tui.screens.option import Option

        board, chosen = self.app.board, {item.id for item in items}
        sku = items[0].sku
        others = [board.feedback[n] for n in self.inbox.ids if n < SIGNALS and n not in chosen]
        others.sort(key=lambda item: item.sku != sku)
        options = [
            Option(str(item.id), f"{item.number} {' '.join(item.text.split())}", item.sku)
            for item in others
        ]
        self.ask(
            Choose(tr("A duplicate of"), options),
            lambda key: self.issue(*(MarkDuplicate(item.id, int(str(key))) for item in items)),
        )

    def action_snooze(self) -> None:
        """Out of sight for an hour, for four, until tomorrow morning."""
        items = self.items()
        if not items or not self.may_change():
            return
        from domain.feedback_moves import SnoozeFeedback
        from tui.screens.choose import Choose
        from tui.screens.option import Option

        until = {
            "1": (tr("One hour"), self.app.now() + timedelta(hours=1)),
            "4": (tr("Four hours"), self.app.now() + timedelta(hours=4)),
            "9": (tr("Tomorrow at 9:00"), self._tomorrow()),
        }
        options = [Option(key, words) for key, (words, _) in until.items()]
        self.ask(
            Choose(tr("Until when?"), options, filter=False),
            lambda key: self.issue(
                *(SnoozeFeedback(item.id, until[str(key)][1]) for item in items)
            ),
        )

    def _tomorrow(self) -> datetime:
        zone = self.scene.zone
        return at_local(local_day(self.app.now(), zone) + timedelta(days=1), time(9), zone)
