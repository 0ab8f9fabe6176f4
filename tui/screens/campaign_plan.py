"""The plan of a campaign: how far which role is, what comes when, what holds it up, what for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.campaign import Campaign
from domain.words import N, tr
from tui import keys
from tui.screens.campaign_chain import chain_entries
from tui.screens.campaign_goals import goal_entries
from tui.screens.campaign_matrix import Grid, phase_key
from tui.screens.campaign_milestones import milestone_entries
from tui.screens.campaign_section import CampaignSection
from tui.screens.campaign_task import task_of
from tui.widgets.row_list import Entry


class Plan(CampaignSection):
    """Phases x roles, milestones, the critical chain, goals."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "role(-1)", N("Role before"), show=False, id="campaign.role_before",
                group=keys.MOVE, tooltip=N("To the role on the left; all of them in the end.")),
        Binding("l,right", "role(1)", N("Role"), show=False, id="campaign.role", group=keys.MOVE,
                tooltip=N("To the role on the right; all of them in the end.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """All roles, no phase opened."""
        super().__init__()
        self.role: str | None = None
        """The role whose column is chosen; None: all of them."""
        self._opened: set[str] = set()
        self._begun, self._today = False, ""

    def label(self) -> str:
        return tr("Plan")

    def fill(self, entries: Iterable[Entry]) -> None:
        """As ever; at first the cursor is where today is."""
        super().fill(entries)
        if self.ids and not self._begun:
            self._begun = self.find(self._today)

    def entries(self, board: Board, campaign: Campaign) -> Iterable[Entry]:
        now = self.view.app.now()
        if self.role is not None and self.role not in self._roles(board):
            self.role = None
        grid = Grid(board, campaign, now, self.role)
        self._today = next((phase_key(each) for each in grid.matrix.columns if each.today), "")
        return chain(
            grid.entries(self._opened),
            milestone_entries(board, campaign, now),
            chain_entries(board, campaign, now),
            goal_entries(board, campaign),
        )

    def action_role(self, steps: int) -> None:
        """Choose the next role's column; after the last one all."""
        around = [None, *self._roles(self.view.app.board)]
        self.role = around[(around.index(self.role) + steps) % len(around)]
        self.view.show(self.view.app.board)

    def action_open(self) -> None:
        """Open a task; show the tasks of a phase, or hide them again."""
        number = task_of(self.key)
        if number is not None:
            self.view.home.open_task(number)
        elif self.key.startswith("phase:"):
            self._opened ^= {self.key}
            self.view.show(self.view.app.board)
        else:
            super().action_open()

    def _roles(self, board: Board) -> list[str]:
        """The roles of the columns: those of the team; what else tasks name has none chosen."""
        return [role.key for role in board.settings.roles]
