"""The last look before an offer holds: what is promised, what it costs, and who has to read it."""

from __future__ import annotations

from collections.abc import Iterable

from domain.board import Board
from domain.faq import examples
from domain.floors import Breach
from domain.mechanic import Mechanic
from domain.mechanic_rules import PublishMechanic
from domain.terms_words import breach_words, rule_words, stacking_words
from domain.words import tr
from tui.screens.menu import Menu
from tui.screens.option import Option


class Publish(Menu[PublishMechanic]):
    """Dismisses with the command, None on Esc."""

    def __init__(
        self, board: Board, mechanic: Mechanic, below: Iterable[Breach], command: PublishMechanic
    ) -> None:
        """Ask whether `mechanic` shall hold from now on."""
        self._command, terms = command, mechanic.terms
        roles = ", ".join(map(board.settings.name, mechanic.required_roles)) or "-"
        why = [
            rule_words(terms.rule),
            ", ".join(map(str, examples(terms))),
            tr("Combined with: {kinds}", kinds=stacking_words(terms)),
            tr("To be acknowledged by: {roles}", roles=roles),
            *(f"! {breach_words(each)}" for each in below),
        ]
        title = tr("Publish {number} {name}", number=mechanic.number, name=mechanic.name)
        options = [
            Option("yes", tr("Publish r{n} now", n=command.n)),
            Option("", tr("Not now")),
        ]
        super().__init__(title, "\n".join(filter(None, why)), options)

    def chosen(self, key: str) -> None:
        self.dismiss(self._command if key else None)
