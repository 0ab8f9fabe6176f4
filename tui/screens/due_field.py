"""A date as it is typed into a form: understood while one types, in the right zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from domain.board import Board
from domain.campaign import Campaign
from domain.clock import Clock, zone_named
from domain.due import Due
from domain.due_words import describe, typed
from domain.when import parse_when
from tui.screens.field import Raw


class DueReader:
    """Understands due dates for the campaign that the form has at the moment."""

    chosen: Callable[[], int | None]
    """The campaign's number; the form sets it once it has a field for the campaign."""

    def __init__(self, board: Board, clock: Clock, campaign: int | None) -> None:
        """Start with this campaign."""
        self._board, self._clock = board, clock
        self.chosen = lambda: campaign

    def read(self, raw: Raw) -> Due | None:
        """What is meant; None when nothing is typed.

        Raises:
            WhenError: It is no date.
            OffsetError: It is too far from the campaign.
        """
        words = str(raw).strip()
        if not words:
            return None
        campaign = self._campaign()
        return parse_when(words, self._clock(), self._zone(campaign), campaign is not None)

    def write(self, due: Due | None) -> Raw:
        """Text that is read as `due`."""
        return "" if due is None else typed(due, self._zone(self._campaign()))

    def explain(self, raw: Raw) -> str:
        """What was understood. Raises like `read`."""
        due = self.read(raw)
        if due is None:
            return ""
        campaign = self._campaign()
        return f"= {describe(due, campaign, self._clock(), self._zone(campaign))}"

    def _campaign(self) -> Campaign | None:
        chosen = self.chosen()
        return None if chosen is None else self._board.campaigns.get(chosen)

    def _zone(self, campaign: Campaign | None) -> tzinfo:
        return zone_named(self._board.settings.zone) if campaign is None else campaign.tz
