"""What the keys do to customers' words: a task, a duplicate, later, never."""

from __future__ import annotations

import asyncio
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.clock import at_local, local_day
from domain.text import fit
from domain.words import tr
from tui.actions.claim import ClaimActions

if TYPE_CHECKING:
    from domain.untagged import Gram

_COUNTED = 2000
"""Complaints whose words are counted, the latest: more would take seconds and megabytes."""

_TITLE = 40
"""Cells of a customer's words that a new task's title begins with."""


class InboxActions(ClaimActions):
    """The keys of the inbox."""

    def action_task(self) -> None:
        """Make one task of what is chosen; the words link back to it."""
        items = self.items()
        if items and self.may_change():
            self.begin_triage(items)
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
            self.triage(
                items,
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

        board, chosen, sku = self.app.board, {item.id for item in items}, items[0].sku
        # Of several, one may be the first; of one alone, it is another.
        others = [board.feedback[n] for n in self.inbox.items if len(chosen) > 1 or n not in chosen]
        others.sort(key=lambda item: (item.id not in chosen, item.sku != sku))
        options = [
            Option(str(item.id), f"{item.number} {' '.join(item.text.split())}", item.sku)
            for item in others
        ]

        def link(key: str | tuple[str, ...]) -> None:
            first = int(str(key))
            self.issue(*(MarkDuplicate(item.id, first) for item in items if item.id != first))

        self.triage(items, Choose(tr("A duplicate of"), options), link)

    def action_group(self) -> None:
        """What waits by product and topic, or one by one."""
        self.grouped = not self.grouped
        self.remember_view()
        self.show_board()

    def fold(self, *, open: bool | None = None) -> bool:  # noqa: A002
        """Unfold the group at hand, or fold it, as `open` says; False when there is none."""
        number = self.inbox.cursor
        return number is not None and self.inbox.fold(number, open=open)

    def action_untagged(self) -> None:
        """Complaints without a topic, by the words that they share."""
        self.app.run_worker(self._untagged(), group="untagged", exclusive=True)

    async def _untagged(self) -> None:
        """Count in a thread; then let one choose, unless something else was opened meanwhile."""
        from domain.untagged import grams
        from tui.screens.untagged import pick_untagged

        board = self.app.board
        found = await asyncio.to_thread(lambda: grams([*board.feedback.docs.items()], _COUNTED))
        if self.app.screen is not self:
            return
        if found:
            ask = pick_untagged(board, found)
            self.ask(ask, lambda at: self._show_gram(found[int(str(at))]))
        else:
            text = tr("No two complaints without a topic have words in common.")
            self.app.notify(text, markup=False)

    def _show_gram(self, gram: Gram) -> None:
        """Show those that wait, alone; where none does, the latest."""
        from domain.filter import Filter
        from domain.inbox import waits

        board, now, keep = self.app.board, self.app.now(), Filter.parse(gram.words).keep_feedback
        there = [number for number in gram.items if str(number) in board.feedback.docs]
        if any(waits(board.feedback.docs[str(n)], now) and keep(board.feedback[n]) for n in there):
            self.seek(gram.words)
            self.looked_at()
        elif there:
            self.open_item(there[0])

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
        self.triage(
            items,
            Choose(tr("Until when?"), options, filter=False),
            lambda key: self.issue(
                *(SnoozeFeedback(item.id, until[str(key)][1]) for item in items)
            ),
        )

    def _tomorrow(self) -> datetime:
        zone = self.scene.zone
        return at_local(local_day(self.app.now(), zone) + timedelta(days=1), time(9), zone)
