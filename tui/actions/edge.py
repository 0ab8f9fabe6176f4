"""What stands at the edges of the board: what one has to know first, and the keys of the moment."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

from domain.campaign import current_campaign, opening_mark
from domain.words import N, tr
from tui.actions.base import Acting
from tui.screens.key_names import key_name
from tui.widgets.banner import Banner, banner_words, late
from tui.widgets.lane import Lane

_LANE_KEYS = ("task.forward", "card.new", "card.open", "task.block", "task.handoff",
              "find.filter", "rest.undo")  # fmt: skip
_EMPTY_KEYS = ("card.new", "rest.campaign", "rest.team", "find.filter", "rest.undo")
"""Where there is no card to do anything to: a newcomer's first screen."""
_INBOX_KEYS = ("feedback.task", "card.open", "signal.ack", "card.cancel", "feedback.snooze",
               "feedback.group", "card.new", "find.filter", "rest.undo")  # fmt: skip
_SIGNAL_KEYS = ("card.open", "signal.playbook", "signal.ack", "card.cancel", "find.filter",
                "rest.undo")  # fmt: skip
_WATCH_KEYS = ("card.open", "cursor.right", "find.filter", "find.role", "find.jump",
               "card.copy", "rest.quit")  # fmt: skip
_NAMED = 3
"""Alerts that the header names."""


class EdgeActions(Acting):
    """The words around the columns."""

    def alert(self) -> str:
        """What the header says first: please restart, look only, what landed on me."""
        if self.app.too_new:
            return tr("! A newer promoboard writes here: please restart")
        said = [tr("read-only")] if self.app.session.readonly else []
        said += filter(None, [self.narrowed(), self._importing()])
        campaign = current_campaign(self.scene.board, self.scene.now)
        if campaign is not None and (mark := opening_mark(campaign, self.scene.now)):
            said.append(f"! {mark}")
        if self.app.ears.alerts:
            numbers = [f"T-{number}" for number in self.app.ears.alerts]
            said.append("! " + " ".join(numbers[-_NAMED:]))
        if rules := self.app.ears.rules:
            named = " ".join(f"M-{number}" for number in rules[:_NAMED])
            said.append(tr("to read: {rules}", rules=named))
        return " | ".join(said)

    def _importing(self) -> str:
        """How far the import is that goes on in this session, and how it is stopped."""
        doing = self.app.background.importing
        if doing is None:
            return ""
        keys = key_name(self._bindings_by_name()["rest.call_off"])
        return tr("Importing {percent} ({keys} stops it)", percent=f"{doing[1]:.0%}", keys=keys)

    def action_call_off(self) -> None:
        """Import no more of the file that is being imported."""
        if not self.app.background.call_off():
            text = tr("Nothing is being imported here.")
            self.app.notify(text, severity="warning", markup=False)

    def footer_bindings(self) -> tuple[list[Binding], Binding]:
        """The keys that are most useful now, and the one for help, as they are bound."""
        wanted: tuple[str, ...]
        if self.app.session.readonly:
            wanted = _WATCH_KEYS
        elif self.signal is not None:
            wanted = _SIGNAL_KEYS
        elif self.column.cursor is None:
            wanted = _EMPTY_KEYS
        else:
            wanted = _INBOX_KEYS if self.column is self.inbox else _LANE_KEYS
        known = self._bindings_by_name()
        if self.signal is not None:
            known["card.cancel"] = replace(known["card.cancel"], description=N("False alarm"))
        elif self.column is self.inbox:
            known["card.cancel"] = replace(known["card.cancel"], description=N("Ignore"))
        return [known[name] for name in wanted if name in known], known["rest.help"]

    def _bindings_by_name(self) -> dict[str, Binding]:
        """The first binding of each name."""
        known: dict[str, Binding] = {}
        for bindings in self.bindings_now().values():
            for binding in bindings:
                known.setdefault(binding.id or "", binding)
        return known

    def bindings_now(self) -> dict[str, list[Binding]]:
        """This screen's bindings by key, after the person's own keymap."""
        bindings = self._bindings.copy()
        bindings.apply_keymap(self.app.session.personal.keymap)
        return bindings.key_to_bindings

    def show_banner(self) -> None:
        """What rises and waits for work, and the keys for it at this moment."""
        self.tell_rises(self.banner, self.banner_keys())

    def tell_rises(self, banner: Banner, keys: tuple[str, str]) -> None:
        """Let `banner` say what rises, here or in a view on top; `keys` lead there."""
        words = banner_words(self.scene, self.calling, keys, self.app.size.width)
        banner.say(words, late=late(self.calling, self.scene.now))

    def banner_keys(self, *, here: bool = True) -> tuple[str, str]:
        """What one presses when complaints rise: the way to the worst, then what it does there.

        Args:
            here: Whether the keys go to the board, which may have its cursor there already.
        """
        known = self._bindings_by_name()
        inbox, opens, runs = (
            key_name(known[name]) for name in ("view.inbox", "card.open", "signal.playbook")
        )
        there = here and self.signal in self.calling[:1]
        if self.app.session.readonly:
            said = tr("{keys} look", keys=opens if there else f"{inbox} {opens}")
            return said, opens if there else inbox
        if there:
            return tr("{enter} look  {p} playbook", enter=opens, p=runs), runs
        said = tr("{inbox} {enter} look  {inbox} {p} playbook", inbox=inbox, enter=opens, p=runs)
        return said, inbox

    def empty_lane(self, lane: Lane) -> tuple[str, ...]:
        """What an empty lane says: what to do next."""
        if self.filtering():
            return (tr("Nothing matches."), tr("Esc shows all."))
        if not len(self.scene.board.tasks):
            first = lane is self.lanes[0]
            said = (tr("No tasks yet."), tr("n makes the first."))
            return said[: 1 if self.app.session.readonly else 2] if first else ()
        return (tr("Nothing here."),)

    def empty_inbox(self) -> tuple[str, ...]:
        """What an empty inbox says."""
        if self.filtering():
            return (tr("Nothing matches."), tr("Esc shows all."))
        if not len(self.scene.board.feedback):
            said = (tr("No feedback yet."), tr("n writes one down."), "promoboard feedback import")
            return said[: 1 if self.app.session.readonly else 3]
        return (tr("Nobody is waiting."),)
