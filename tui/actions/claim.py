"""Who is busy with which customer's words: shown to colleagues, and told to whoever comes second.

Soft: nobody is stopped. Opening words or beginning to deal with them claims them while that
lasts; a key claims them for `CLAIM_LASTS`. All of it lives in the session's presence
(`domain/presence.py`): no line of the journal, and gone with the session. The command
`promoboard feedback claim` has no session that could go, and writes it down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from textual.screen import Screen

from domain.feedback import FeedbackItem
from domain.record import iso
from domain.words import tr
from tui.actions.base import Acting

T = TypeVar("T")


class ClaimActions(Acting):
    """The claims of this session, and what it knows of others'."""

    _taken: frozenset[str] = frozenset()
    """What was claimed with the key, and stays so when one leaves a dialog."""
    _claims: Mapping[str, str] = {}

    def claims_now(self) -> Mapping[str, str]:
        """By number, who is busy with it; the same object as long as nothing changes."""
        app, at = self.app, iso(self.app.now())
        mine = app.session.claims
        if not mine and not any(other.claims for other in app.others):
            found: dict[str, str] = {}
        else:
            me = app.board.members.get(app.me)
            found = {number: me.name for number, until in mine.items() if me and until > at}
            for other in app.others:
                found |= {number: other.name for number, until in other.claims if until > at}
        if found != self._claims:
            self._claims = found
        return self._claims

    def begin_triage(self, items: Sequence[FeedbackItem]) -> None:
        """Tell colleagues that I deal with these now; tell me who does already."""
        from domain.feedback_moves import CLAIM_LASTS

        self._tell_claimed(items)
        if self.app.me and not self.app.refused():
            until = iso(self.app.now() + CLAIM_LASTS)
            self.app.session.presence.claim((item.number for item in items), until)

    def end_triage(self, items: Iterable[FeedbackItem] = ()) -> None:
        """I do not deal with these any more, unless I took them on; none: with nothing at all."""
        numbers = {item.number for item in items} or {*self.app.session.claims}
        if numbers - self._taken:
            self.app.session.presence.release(numbers - self._taken)

    def triage(
        self, items: Sequence[FeedbackItem], dialog: Screen[T], then: Callable[[T], None]
    ) -> None:
        """Open a dialog about `items`, which are claimed while it is open."""
        self.begin_triage(items)

        def answered(answer: T | None) -> None:
            self.end_triage(items)
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    def claim_items(self) -> None:
        """Take on what is chosen; what is all mine already is given up."""
        items = self.items()
        if not items or not self.may_change():
            return
        numbers = {item.number for item in items}
        mine, at = self.app.session.claims, iso(self.app.now())
        if numbers <= self._taken and all(mine.get(number, "") > at for number in numbers):
            self._taken -= numbers
            self.end_triage(items)
        else:
            self._taken |= numbers
            self.begin_triage(items)
        self.column.unmark()
        self.show_board()

    def _tell_claimed(self, items: Iterable[FeedbackItem]) -> None:
        """Say who of the others is busy with these: they are told nothing, nobody is stopped."""
        from tui.widgets.feedback_card import busy_with

        board, scene = self.app.board, self.scene
        me = board.members.get(self.app.me)
        names = dict.fromkeys(busy_with(scene, item) for item in items)
        others = [name for name in names if name and (me is None or name != me.name)]
        if others:
            text = tr("Mind: {names} is on it just now.", names=", ".join(others))
            self.app.notify(text, severity="warning", markup=False)
