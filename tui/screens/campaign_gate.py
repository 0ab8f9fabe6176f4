"""放行 as a checklist: what is missing, who holds it since when, and the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.campaign import Campaign, Passing
from domain.clearance import (
    Clearance,
    Standing,
    clearance_words,
    lines_words,
    standing_of,
)
from domain.due_words import wall_clock
from domain.gate import GATE_NAMES, GateCheck, GateLine, Held
from domain.text import cells, fit, pad
from domain.words import N, tr
from tui import keys
from tui.screens import campaign_milestones, task_text
from tui.screens.campaign_section import GROUP, CampaignSection
from tui.widgets.row_list import Entry
from tui.widgets.scene import minute_of
from tui.widgets.task_card import span_words

WHERE = {
    GateCheck.PUBLISHED: "mechanics",
    GateCheck.ACKNOWLEDGED: "mechanics",
    GateCheck.TRAINED: "mechanics",
    GateCheck.SHOWN: "touchpoints",
    GateCheck.MILESTONES: "plan",
    GateCheck.TASKS: "plan",
    GateCheck.STOCK: "stock",
    GateCheck.SOURCES: "stock",
}
"""The section in which each line can be put right."""


class _Thing(NamedTuple):
    """What a row leads to."""

    check: GateCheck
    number: str = ""
    title: str = ""


class Gate(CampaignSection):
    """The lines of the gate, below each what is missing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(replace(each, show=True, description=N("Go there"), tooltip=N("To what is missing."))
          for each in keys.VIEW if each.id == "card.open"),
        Binding("greater_than_sign,＞,》,L,shift+right", "pass_gate", N("Pass the gate"),
                id="gate.pass", group=GROUP, key_display=">",
                tooltip=N("Let the sale open; with a reason where something is missing.")),
        Binding("less_than_sign,＜,《,H,shift+left", "revoke", N("Take it back"), show=False,
                id="gate.revoke", group=GROUP, key_display="<",
                tooltip=N("The sale may not open after all.")),
    ]  # fmt: skip

    def __init__(self) -> None:
        """Nothing is looked at yet."""
        super().__init__()
        self._things: dict[str, _Thing] = {}
        self._stood: tuple[Board, int, datetime, Standing] | None = None

    def label(self) -> str:
        campaign = self.campaign
        if campaign is None:
            return tr("Gate")
        gate = self._standing(self.view.app.board, campaign).gate
        return tr("Gate {n}/{all}", n=gate.passed, all=len(gate.lines))

    def entries(self, board: Board, campaign: Campaign) -> Iterable[Entry]:
        now = self.view.app.now()
        standing = self._standing(board, campaign)
        self._things = {}
        yield from _head(board, standing)
        for line in standing.gate.lines:
            yield from self._line(board, campaign, line, now)
        if campaign.passes:
            yield Entry("passes", tr("Who passed it"), heading=True)
            for at, each in enumerate(campaign.passes):
                yield from _passing(board, campaign, each, at)

    def _standing(self, board: Board, campaign: Campaign) -> Standing:
        """How it stands; asked each second, counted when the board or the minute is another."""
        now = self.view.app.now()
        known, minute = self._stood, minute_of(now)
        if known is None or known[0] is not board or known[1:3] != (campaign.id, minute):
            known = (board, campaign.id, minute, standing_of(board, campaign, now))
            self._stood = known
        return known[3]

    def _line(
        self, board: Board, campaign: Campaign, line: GateLine, now: datetime
    ) -> Iterator[Entry]:
        key = f"gate:{line.check}"
        self._things[key] = _Thing(line.check)
        figures = f"{line.total - len(line.held)}/{line.total}" if line.total else tr("none here")
        text = f"{'+' if line.open else '!'} {pad(tr(GATE_NAMES[line.check]), 26)} {figures}"
        told = partial(_told_line, board, line, now)
        yield Entry(key, text, "meta" if line.open else "late", detail=told)
        for held in line.held:
            under = f"{key}/{held.number or held.title}/{held.role}/{held.title}"
            self._things[under] = _Thing(line.check, held.number, held.title)
            told = partial(_told, board, line.check, held, now)
            yield Entry(under, partial(_row, board, held, now), detail=told)

    def action_open(self) -> None:
        """Go to what is missing: a task, a milestone, a row of another section."""
        thing, view = self._things.get(self.key), self.view
        if thing is None:
            super().action_open()
        elif thing.number.startswith("T-"):
            view.home.open_task(int(thing.number[2:]))
        elif not (
            (thing.number and view.go_to(thing.number))
            or (thing.check is GateCheck.MILESTONES and view.go_to(self._milestone(thing.title)))
        ):
            view.go_to_section(WHERE[thing.check])

    def _milestone(self, title: str) -> str:
        campaign = self.campaign
        found = campaign.milestones if campaign is not None else ()
        named = (each for each in found if each.title == title and each.open)
        return next(map(campaign_milestones.milestone_key, named), "milestones")

    def action_pass_gate(self) -> None:
        if self.campaign is not None and self.view.home.may_change():
            from tui.actions.campaign import pass_gate

            pass_gate(self.view.app, self.campaign)

    def action_revoke(self) -> None:
        if self.campaign is not None and self.view.home.may_change():
            from tui.actions.campaign import revoke_pass

            revoke_pass(self.view.app, self.campaign)


def _head(board: Board, standing: Standing) -> Iterator[Entry]:
    """Whether the sale may open; by whose word, where not by the lines."""
    words = clearance_words(board, standing)
    calm = (Clearance.WAITING, Clearance.PASSED)
    look = "title" if standing.clearance in calm and not standing.override else "warn"
    sign = "" if look == "title" else "! "
    yield Entry("standing", f"{sign}{words}", look, detail=lambda: words)


def _passing(board: Board, campaign: Campaign, each: Passing, at: int) -> Iterator[Entry]:
    what = tr("passed")
    if each.lines:
        what = tr("overridden: {reason} (missing then: {lines})", reason=each.reason,
                  lines=lines_words(each.lines))  # fmt: skip
    text = _when(board, campaign, each.at, each.by, what)
    yield Entry(f"pass:{at}", text, "warn" if each.lines else "title", detail=lambda: text)
    if each.revoked_at is not None:
        by = each.revoked_by or 0
        text = _when(board, campaign, each.revoked_at, by, tr("taken back"))
        yield Entry(f"pass:{at}/back", text)


def _when(board: Board, campaign: Campaign, at: datetime, by: int, what: str) -> str:
    day, wall = wall_clock(at, campaign.tz)
    return f"  {day:%m-%d} {wall} {task_text.name_of(board, by)} {what}"


def _row(board: Board, held: Held, now: datetime, width: int) -> str:
    """`    - Promotion        P-1 Ad creative | M-1      2d`."""
    longest = max(cells(role.name) for role in board.settings.roles)
    role = pad(board.settings.name(held.role), min(longest, width // 4))
    title = " | ".join((held.name, *held.mechanics, *(each.name for each in held.checks)))
    left = " ".join(filter(None, (f"    - {role}", held.number, title)))
    since = "" if held.since is None else span_words(now - held.since)
    return f"{pad(fit(left, width - cells(since) - 1), width - cells(since))}{since}"


def _told_line(board: Board, line: GateLine, now: datetime) -> str:
    done = line.total - len(line.held)
    lines = [f"{tr(GATE_NAMES[line.check])} {done}/{line.total}"]
    if not line.total:
        lines.append(tr("There is nothing to look at, so it is open."))
    return "\n".join([*lines, "", *(_row(board, each, now, 60).strip() for each in line.held)])


def _told(board: Board, check: GateCheck, held: Held, now: datetime) -> str:
    role = board.settings.name(held.role)
    lines = [tr(GATE_NAMES[check]), "", f"{held.number} {held.name}".strip()]
    lines.append(tr("Held by {role}", role=role))
    if held.since is not None:
        lines.append(tr("for {span}", span=span_words(now - held.since)))
    if held.mechanics:
        lines.append(tr("It does not show what these say: {numbers}.",
                        numbers=", ".join(held.mechanics)))  # fmt: skip
    if held.checks:
        lines += ["", tr("Exit checks that nobody has ticked:")]
        lines += (f"- {each.name}" for each in held.checks)
    if held.number.startswith("T-"):
        lines += ["", *task_text.facts(board, board.tasks[int(held.number[2:])], now)]
    return "\n".join([*lines, "", tr("Enter goes there.")])
