"""The sentences in the corner of the screen: what did not go, and what everybody has to know."""

from __future__ import annotations

from textual.notifications import Notify

from domain.errors import PromoboardError, StoreError
from domain.words import tr
from tui.turns import Turns


class Toasts(Turns):
    """An app that says in the corner what there is to say."""

    def tell(self, error: PromoboardError) -> None:
        """Say in one sentence what did not go, and that the board is as it was."""
        severity = "error" if isinstance(error, StoreError) else "warning"
        self.notify(str(error), severity=severity, markup=False)  # type: ignore[arg-type]

    def on_notify(self, event: Notify) -> None:
        """What stands there already is said anew, not twice: a held key would cover the board."""
        for said in [*self._notifications]:
            if said.message == event.notification.message:
                self._unnotify(said, refresh=False)

    def action_help_quit(self) -> None:
        """Ctrl+C, from habit: in an editor it copies, elsewhere it does nothing."""
        self.notify(tr("Nothing was stopped. On the board, q leaves."), markup=False)
