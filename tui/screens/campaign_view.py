"""The campaign on one screen: plan, gate, mechanics, touchpoints, stock.

It shows the campaign that the header speaks of, or another one that somebody has chosen, also
one that is over or was called off.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.campaign import (
    STATUS_NAMES,
    Campaign,
    current_campaign,
    phase_of,
    status_of,
    target,
)
from domain.clock import countdown
from domain.words import N, tr
from tui.screens.campaign_gate import Gate
from tui.screens.campaign_plan import Plan
from tui.screens.campaign_section import GROUP
from tui.screens.mechanics import Mechanics
from tui.screens.stock import Stock
from tui.screens.touchpoints import Touchpoints
from tui.screens.view import Section, View

_DAY = timedelta(days=1)


def sections() -> tuple[Section, ...]:
    """The tabs, from left to right."""
    return (Plan(), Gate(), Mechanics(), Touchpoints(), Stock())


def _latest(board: Board) -> Campaign | None:
    """Where nothing is on or planned: the one that ended last."""
    return max(board.campaigns.values(), key=lambda each: each.ends_at, default=None)


class CampaignView(View):
    """View 3."""

    NAME: ClassVar[str] = "campaign"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,N,insert", "new", N("New campaign"), id="campaign.new", group=GROUP,
                tooltip=N("Plan one from a template, with its tasks.")),
        Binding("d", "move", N("Move it"), id="campaign.move", group=GROUP,
                tooltip=N("To another day; shows first what moves along.")),
        Binding("p,P", "tasks", N("Its tasks"), id="campaign.tasks", group=GROUP,
                tooltip=N("What each role does by the time line, as tasks in one step.")),
        Binding("w", "which", N("Which"), id="campaign.which", group=GROUP,
                tooltip=N("Look at another campaign, also a finished one.")),
        Binding("C,f7", "edit_campaign", N("Edit it"), show=False, id="campaign.edit", group=GROUP,
                tooltip=N("Its form: name, days, time zone.")),
        Binding("S", "keep", N("Keep as template"), show=False, id="campaign.keep", group=GROUP,
                tooltip=N("Its phases, milestones and tasks, for the next one.")),
        Binding("X", "call_off", N("Call off"), show=False, id="campaign.call_off", group=GROUP,
                tooltip=N("Call the campaign off, or take it up again.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """Look at the current campaign."""
        super().__init__(sections())
        self._chosen: int | None = None

    @property
    def campaign(self) -> Campaign | None:
        """The campaign that is looked at; None where there is none at all."""
        board = self.app.board
        chosen = None if self._chosen is None else board.campaigns.get(self._chosen)
        return chosen or current_campaign(board, self.app.now()) or _latest(board)

    def campaign_words(self, campaign: Campaign) -> str:
        """Which campaign it is, and where it stands: the head of every section."""
        now = self.app.now()
        status, phase = status_of(campaign, now), phase_of(campaign, now)
        said = phase.words if phase and not campaign.cancelled else tr(STATUS_NAMES[status])
        return f"{campaign.number} {campaign.name} | {said} | {campaign.d_day}"

    def aside(self) -> str:
        """The countdown, with its seconds."""
        campaign, now = self.campaign, self.app.now()
        goal = None if campaign is None else target(campaign, now)
        if campaign is None or goal is None:
            return ""
        days, rest = divmod(goal - now, _DAY)
        span = countdown(now + rest, now, seconds=True)
        span = tr("{days}d {span}", days=days, span=span) if days else span
        if goal == campaign.starts_at:
            return tr("{span} to opening", span=span)
        return tr("{span} to the end", span=span)

    def look_at(self, number: int) -> None:
        """Show another campaign."""
        self._chosen = number
        self.show(self.app.board)

    def go_to(self, key: str) -> bool:
        """Show the row with this key, in whatever section it is; False when it is nowhere."""
        for at, section in enumerate(self.sections):
            section.fill(section.rows(self.app.board))
            if section.find(key):
                self.turn_to(at)
                return True
        return False

    def go_to_section(self, name: str) -> None:
        """Show the section with this id, where there is one."""
        names = [section.id for section in self.sections]
        if name in names:
            self.turn_to(names.index(name))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        about = ("move", "tasks", "edit_campaign", "call_off", "keep", "which")
        if action in about:
            return self.campaign is not None
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        if self.home.may_change():
            from tui.actions.campaign import campaign_form

            campaign_form(self.app, None, lambda new: self.look_at(new.id))

    def action_edit_campaign(self) -> None:
        if self.campaign is not None and self.home.may_change():
            from tui.actions.campaign import campaign_form

            campaign_form(self.app, self.campaign)

    def action_move(self) -> None:
        if self.campaign is not None and self.home.may_change():
            from tui.actions.campaign import move_campaign

            move_campaign(self.app, self.campaign)

    def action_tasks(self) -> None:
        if self.campaign is not None and self.home.may_change():
            from tui.actions.campaign import plan_tasks

            plan_tasks(self.app, self.campaign)

    def action_keep(self) -> None:
        if self.campaign is not None and self.home.may_change():
            from tui.actions.campaign import keep_as_template

            keep_as_template(self.app, self.campaign)

    def action_call_off(self) -> None:
        if self.campaign is not None and self.home.may_change():
            from tui.actions.campaign import call_off

            call_off(self.app, self.campaign)

    def action_which(self) -> None:
        from tui.screens.choose import Choose
        from tui.screens.option import Option

        now, board = self.app.now(), self.app.board
        options = [
            Option(
                str(each.id),
                f"{each.number} {each.name}",
                f"{each.d_day} {tr(STATUS_NAMES[status_of(each, now)])}",
            )
            for each in sorted(board.campaigns.values(), key=lambda each: each.d_day, reverse=True)
            if each.id > 0
        ]
        here = (str(self.campaign.id),) if self.campaign else ()
        self.home.ask(
            Choose(tr("Campaign"), options, chosen=here), lambda key: self.look_at(int(str(key)))
        )
