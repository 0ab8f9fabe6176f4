"""What the sections of the campaign view have in common: the campaign that is looked at.

The rows of records are known by their numbers (`M-1`, `P-2`, `K-3`, `T-4`), so that the gate can
lead to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.binding import Binding

from domain.board import Board
from domain.campaign import Campaign
from domain.words import N, tr
from tui.screens.view import Section
from tui.widgets.row_list import Entry

if TYPE_CHECKING:
    from tui.screens.campaign_view import CampaignView


GROUP = Binding.Group(N("Campaign"))
"""Where help lists the keys of the view."""


class CampaignSection(Section):
    """One list about the campaign that its view shows."""

    view: CampaignView

    @property
    def campaign(self) -> Campaign | None:
        """The campaign that is looked at; None where there is none at all."""
        return self.view.campaign

    def title(self) -> str:
        return "" if self.campaign is None else self.view.campaign_words(self.campaign)

    def rows(self, board: Board) -> Iterable[Entry]:
        campaign = self.campaign
        if campaign is None:
            self.empty = (tr("No campaign is planned."), tr("n plans one, from a template."))
            return ()
        return self.entries(board, campaign)

    def entries(self, board: Board, campaign: Campaign) -> Iterable[Entry]:
        """Its rows for this campaign as the board is now; `empty` says what to do without any."""
        raise NotImplementedError
