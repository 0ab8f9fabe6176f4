"""The plan of a campaign: how far which role is, what comes when, what holds it up, what for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.campaign import Campaign, Milestone
from domain.edit import Edit
from domain.milestone_rules import CompleteMilestone, EditMilestone, TickExitCheck
from domain.words import N, tr
from tui import keys
from tui.screens.campaign_chain import chain_entries
from tui.screens.campaign_goals import goal_entries
from tui.screens.campaign_matrix import Grid, phase_key
from tui.screens.campaign_milestones import check_of, milestone_entries, milestone_of
from tui.screens.campaign_section import GROUP, CampaignSection
from tui.screens.campaign_task import task_of
from tui.widgets.row_list import Entry


class Plan(CampaignSection):
    """Phases x roles, milestones, the critical chain, goals."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,ideographic_space", "tick", N("Tick"), id="campaign.tick", group=GROUP,
                key_display="Space", tooltip=N("The milestone or exit check is done, or not.")),
        Binding("e,f4", "edit", N("Edit"), id="campaign.edit_row", group=GROUP,
                tooltip=N("The milestone, the goals; elsewhere the campaign.")),
        Binding("a", "add", N("Milestone"), id="campaign.milestone", group=GROUP,
                tooltip=N("One more milestone.")),
        Binding("x,delete", "drop", N("Drop"), show=False, id="campaign.drop", group=GROUP,
                tooltip=N("Call the milestone off.")),
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
            self._begun = True
            self.find(self._today)
            self._top = 0  # the height is not known yet: the first frame sees to the rest

    def entries(self, board: Board, campaign: Campaign) -> Iterable[Entry]:
        now = self.view.app.now()
        if self.role is not None and self.role not in self._roles(board):
            self.role = None
        grid = Grid(board, campaign, now, self.role)
        self._today = next((phase_key(each) for each in grid.matrix.columns if each.today), "")
        return chain(
            grid.entries(self._opened),
            milestone_entries(board, campaign, now, self._opened),
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
        elif self.key.startswith("phase:") or (self._milestone and self._milestone.checks):
            self._opened ^= {self.key.partition("/")[0]}
            self.view.show(self.view.app.board)
        else:
            super().action_open()

    @property
    def _milestone(self) -> Milestone | None:
        """The milestone at hand."""
        return None if self.campaign is None else milestone_of(self.campaign, self.key)

    def action_tick(self) -> None:
        """Tick the milestone or the exit check at hand, or take the tick away."""
        campaign, milestone, app = self.campaign, self._milestone, self.view.app
        if campaign is None or milestone is None or not self.view.home.may_change():
            return
        check = check_of(milestone, self.key)
        if check is not None:
            done = check.done_at is None
            app.issue(TickExitCheck(campaign.id, milestone.uid, check.text, done))
            return
        if milestone.unchecked and milestone.done_at is None:
            self._opened.add(self.key)  # the refusal speaks of them
            self.view.show(app.board)
        app.issue(CompleteMilestone(campaign.id, milestone.uid, milestone.done_at is None))

    def action_edit(self) -> None:
        if self._milestone is not None:
            self._form(self._milestone)
        elif not self.key.startswith("goal:"):
            self.view.action_edit_campaign()
        elif self.campaign is not None and self.view.home.may_change():
            from tui.screens.goals_form import GoalsForm

            app = self.view.app
            app.push_screen(
                GoalsForm(app.board, self.campaign, state=app.session.state, submit=app.submit)
            )

    def action_add(self) -> None:
        self._form(None)

    def _form(self, milestone: Milestone | None) -> None:
        campaign, app = self.campaign, self.view.app
        if campaign is not None and self.view.home.may_change():
            from tui.screens.milestone_form import MilestoneForm

            state, submit = app.session.state, app.submit
            app.push_screen(
                MilestoneForm(app.board, app.now, campaign, milestone, state=state, submit=submit)
            )

    def action_drop(self) -> None:
        """Call the milestone at hand off; undo brings it back."""
        campaign, milestone = self.campaign, self._milestone
        if campaign is not None and milestone is not None and self.view.home.may_change():
            off = Edit("cancelled", milestone.cancelled, True)
            self.view.app.issue(EditMilestone(campaign.id, milestone.uid, (off,)))

    def _roles(self, board: Board) -> list[str]:
        """The roles of the columns: those of the team; what else tasks name has none chosen."""
        return [role.key for role in board.settings.roles]
