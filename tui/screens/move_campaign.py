"""Moving a campaign to another day: while one types, all that moves, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from domain.board import Board
from domain.campaign import Campaign, milestone_at, timeline
from domain.campaign_rules import EditCampaign, moved_tasks
from domain.clock import Clock
from domain.command import decide
from domain.due_words import wall_clock
from domain.edit import Edit
from domain.errors import PromoboardError
from domain.words import N, ntr, tr
from tui.screens.campaign_fields import Reader
from tui.screens.dialog import FRAME, Dialog, Line
from tui.screens.editors import LineEditor


class MoveCampaign(Dialog[EditCampaign]):
    """Dismisses with the command, None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,ctrl+s", "take", N("Move it"), id="move.take", priority=True),
        Binding("pagedown,down", "scroll('down')", N("More"), id="move.down", priority=True),
        Binding("pageup,up", "scroll('up')", N("Back"), show=False, id="move.up", priority=True),
    ]

    def __init__(self, board: Board, now: Clock, campaign: Campaign, member: int) -> None:
        """Ask for the day.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            now: The present moment.
            campaign: What is moved.
            member: Who moves it.
        """
        super().__init__(tr("Move {name} to which day?", name=campaign.name))
        self._board, self._now, self._campaign, self._by = board, now, campaign, member
        self._line = LineEditor(str(campaign.d_day), placeholder="2027-06-18")
        self._moved, self._error = Static(id="facts"), Line("! ", id="error")

    def body(self) -> ComposeResult:
        yield self._line
        with VerticalScroll(id="scroll", classes="scrolls"):
            yield self._moved
        yield self._error

    def on_mount(self) -> None:
        self._say()

    def on_resize(self) -> None:
        self.query_one("#scroll").styles.max_height = max(3, self.size.height - FRAME - 1)

    def show(self, board: Board) -> None:
        self._board = board
        self._campaign = board.campaigns.get(self._campaign.id, self._campaign)
        self._say()

    def on_input_changed(self) -> None:
        self._say()

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll"), f"scroll_page_{where}")(animate=False)

    def action_take(self) -> None:
        command = self._say()
        if command is not None:
            self.dismiss(command)

    def _say(self) -> EditCampaign | None:
        """Show what moves, or why nothing can; the command, where it would do anything."""
        before, now = self._campaign, self._now()
        try:
            day = Reader(self._now, lambda: before.tz).day(self._line.value)
            command = EditCampaign(before.id, (Edit("d_day", before.d_day, day),))
            after = self._board.after(decide(self._board, command, now, self._by)).campaigns
        except PromoboardError as error:
            self._moved.update(Content(""))
            self._error.say(str(error) if self._line.value.strip() else "")
            return None
        self._error.say("")
        rows = list(_rows(self._board, before, after[before.id], now))
        self._moved.update(Content("\n".join(rows) or tr("That is where it is.")))
        return command if rows else None


def _rows(board: Board, before: Campaign, after: Campaign, now: datetime) -> Iterator[str]:
    """A line for each thing that moves; what is late by that says so."""
    if before.d_day == after.d_day:
        return
    opens = _span(before.starts_at, after.starts_at, after)
    ends = _span(before.ends_at, after.ends_at, after)
    yield tr("D-day") + f": {before.d_day} > {after.d_day}"
    yield tr("Opens") + f": {opens}"
    yield tr("Ends") + f": {ends}"
    moved = moved_tasks(board, before, after)
    yield ""
    yield ntr("{n} due date moves along", "{n} due dates move along", len(moved))
    for each in moved:
        task = board.tasks[each.task]
        late = " ! " + tr("late by then") if each.after < now <= each.before else ""
        role = board.settings.role(task.owner_role).mark
        yield f"{_span(each.before, each.after, after)}  {role} T-{task.id} {task.title}{late}"
    yield ""
    yield tr("Milestones") + ":"
    for milestone in timeline(after):
        was, will = milestone_at(before, milestone), milestone_at(after, milestone)
        stays = tr("stays") if was == will else _span(was, will, after)
        yield f"{stays}  {milestone.name}"


def _span(was: datetime, will: datetime, campaign: Campaign) -> str:
    clocks = (wall_clock(at, campaign.tz) for at in (was, will))
    return " > ".join(f"{day:%m-%d} {wall}" for day, wall in clocks)
