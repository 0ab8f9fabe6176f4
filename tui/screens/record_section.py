"""What the sections about one campaign's records have in common: whose they are, and the doing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from domain.board import Board
from domain.campaign import Campaign
from domain.clock import zone_named
from domain.command import Bulk, Change, Command, decide
from domain.errors import DomainError
from domain.record import Record
from domain.text import cells, fit, pad
from tui.screens.campaign_section import CampaignSection
from tui.widgets.row_list import Entry

if TYPE_CHECKING:
    from tui.app import PromoboardApp

T = TypeVar("T")

READ = timedelta(seconds=2)
"""For how long nobody can have read what has just come: a key was meant for what stood there."""


class RecordSection(CampaignSection):
    """Records of the campaign that is looked at, then those of none; each by its number."""

    app: PromoboardApp

    @property
    def board(self) -> Board:
        """The board as it is on the screen."""
        return self.app.board

    @property
    def zone(self) -> Any:
        """Where the campaign's days are."""
        campaign = self.campaign
        return zone_named(self.board.settings.zone) if campaign is None else campaign.tz

    def may_change(self) -> bool:
        """Whether this person may; says why not."""
        return self.view.home.may_change()

    def ask(self, dialog: Screen[T], then: Callable[[T], None]) -> None:
        """Open a dialog; `then` hears the answer, unless the person let it be."""
        self.view.home.ask(dialog, then)

    def note(self, text: str) -> None:
        """Say why a key did nothing."""
        self.app.notify(text, severity="warning", markup=False)

    def would(self, command: Command) -> Change | None:
        """What a command would change now; None, and the reason is said, when a rule says no."""
        try:
            return decide(replace(self.board, tentative=True), command, self.app.now(), self.app.me)
        except DomainError as error:
            self.app.tell(error)
            return None

    @property
    def number(self) -> int:
        """The number of the record under the cursor; 0 where there is none (yet)."""
        digits = self.key.partition("-")[2]
        return int(digits) if digits.isdecimal() else 0

    def go_to(self, made: Record | None) -> None:
        """Put the cursor on what was just made."""
        if made is not None and self.find(made.number):
            self.view.show_lines()

    def entries(self, board: Board, campaign: Campaign) -> Iterable[Entry]:
        return self.rows(board)

    def issue(self, *commands: Command) -> None:
        """Do these as one."""
        if commands:
            self.app.issue(commands[0] if len(commands) == 1 else Bulk(commands))


def spread(left: str, right: str, width: int) -> str:
    """`left`, cut where it must be, and `right` at the right edge."""
    right = fit(right, width)
    room = max(0, width - cells(right) - (1 if right else 0))
    return pad(fit(left, room), width - cells(right)) + right


def grouped(groups: Iterable[tuple[str, Iterable[Entry]]]) -> Iterator[Entry]:
    """Entries below headings; a group without entries is left out, as is an empty heading."""
    for title, entries in groups:
        rows = tuple(entries)
        if rows and title:
            yield Entry(f"head-{title}", title, heading=True)
        yield from rows
