"""The top line: which campaign, which phase, how long until what, and who is here.

Each part is a line of its own, for the terminal gets a line from its left edge to the last
cell that changed: a countdown alone is a few bytes a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Horizontal

from domain.campaign import (
    Campaign,
    Milestone,
    current_campaign,
    milestone_at,
    next_milestone,
    phase_of,
    target,
)
from domain.clock import countdown
from domain.presence import Seen
from domain.text import cells, fit
from domain.words import tr
from tui.clearing import GateWords
from tui.widgets.line import Line
from tui.widgets.scene import Scene

DAY = timedelta(days=1)
"""Closer than this, seconds are shown."""

_PLACE, _TO, _COUNT, _NEXT, _LEFT = "place", "to", "count", "next", "left"
_ALERT, _PEOPLE = "alert", "people"
_PARTS = (_PLACE, _TO, _COUNT, _NEXT, _LEFT, _ALERT, _PEOPLE)
_PHASE, _GATE = "phase", "gate"
"""Stand in the lines of the place and of the people where there is room for all of them."""
_FEW = "few"
"""How many people there are: stands for their names where those do not fit."""
_LEAST = {_PHASE: 0, _PLACE: 8, _NEXT: 8}
"""What is cut, in this order and to what, when the line is too narrow; people get the rest."""
_PAIRS = ((_NEXT, _LEFT), (_TO, _COUNT))
"""What goes as a whole, in this order, when that is not enough: half a countdown is a wrong one."""


class Header(Horizontal, can_focus=False):
    """The board's top line."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__(id="header")
        self._parts = {name: Line(id=name) for name in _PARTS}

    def compose(self) -> ComposeResult:
        yield from self._parts.values()

    def hold(self, held: bool) -> None:
        """As `Line.hold`, for all parts."""
        for line in self._parts.values():
            line.hold(held)

    def show(self, words: dict[str, str], width: int) -> None:
        """Say what `header_words` found, in `width` cells."""
        words, widths = dict(words), _widths(words, width)
        phase, gate, few = words.pop(_PHASE), words.pop(_GATE), words.pop(_FEW)
        if widths.pop(_PHASE):
            words[_PLACE] += phase
            widths[_PLACE] += cells(phase)
        room = widths[_PEOPLE]
        gate = gate if cells(gate) + cells(few) <= room else ""
        words[_PEOPLE] = gate + _people(words[_PEOPLE], few, room - cells(gate))
        for name, line in self._parts.items():
            if line.styles.width is None or line.styles.width.value != widths[name]:
                line.styles.width = widths[name]
            line.show(_cut(words[name], widths[name]))


def _cut(words: str, width: int) -> str:
    """`words` in `width` cells; the gap before what comes next stays where they are cut."""
    if words.endswith(" ") and width:
        return fit(words[:-1], width - 1) + " "
    return fit(words, width)


def _people(names: str, few: str, room: int) -> str:
    """Their names, or how many they are; nothing rather than half of it."""
    return next((text for text in (names, few) if cells(text) <= room), "")


def _widths(words: dict[str, str], room: int) -> dict[str, int]:
    """The cells of each part; the phase has all that it needs, or none."""
    widths = {name: cells(words[name]) for name in words if name not in (_PEOPLE, _GATE, _FEW)}
    least = widths | {name: min(widths[name], most) for name, most in _LEAST.items()}
    for pair in _PAIRS:
        if sum(least.values()) > room:
            gone = dict.fromkeys(pair, 0)
            widths |= gone
            least |= gone
    few = cells(words[_FEW])
    if sum((least | {_PLACE: widths[_PLACE]}).values()) + few <= room:
        room -= few  # worth a piece of what comes next, not of which campaign it is
        over = sum(widths.values()) - widths[_PHASE] - room
        widths[_NEXT] -= max(0, min(over, widths[_NEXT] - least[_NEXT]))
    else:
        few = 0
    for name in _LEAST:
        over = sum(widths.values()) - room
        if over > 0:
            widths[name] = 0 if name == _PHASE else max(widths[name] - over, least[name])
    widths[_PEOPLE] = max(0, room + few - sum(widths.values()))
    return widths


def header_words(
    scene: Scene, others: Iterable[Seen], alerts: str, gate: GateWords
) -> dict[str, str]:
    """What each part of the header says.

    Args:
        scene: The board at this moment.
        others: The other sessions.
        alerts: What this person has to know first: never cut.
        gate: What there is to say of the gate.
    """
    campaign = current_campaign(scene.board, scene.now)
    words = dict.fromkeys((*_PARTS, _PHASE, _GATE, _FEW), "")
    words[_PLACE] = " promoboard"
    if campaign is not None:
        words |= _campaign_words(scene, campaign)
    people = online(scene, others)
    words[_ALERT] = "".join(f" | {each}" for each in (gate.warning, alerts) if each)
    words[_GATE] = f" | {gate.calm}" if gate.calm else ""
    if people:
        words[_PEOPLE] = " | " + tr("Online: {names}", names="  ".join(people))
        words[_FEW] = " | " + tr("Online: {names}", names=len(people))
    return words


def _campaign_words(scene: Scene, campaign: Campaign) -> dict[str, str]:
    now = scene.now
    phase = phase_of(campaign, now)
    goal, upcoming = target(campaign, now), next_milestone(campaign, now)
    words = {_PLACE: f" {campaign.name}", _PHASE: f" | {phase.words}" if phase else ""}
    if goal is not None:
        to = tr("To opening") if goal == campaign.starts_at else tr("To the end")
        words[_TO] = f" | {to} "
        words[_COUNT] = countdown(goal, now, seconds=goal - now < DAY)
    if upcoming is not None:
        at = milestone_at(campaign, upcoming)
        words[_NEXT] = " | " + tr("Next: {title}", title=_milestone(scene, upcoming)) + " "
        words[_LEFT] = countdown(at, now, seconds=abs(at - now) < DAY)
    return words


def _milestone(scene: Scene, milestone: Milestone) -> str:
    role = milestone.owner_role
    mark = "" if role is None else f" {scene.board.settings.role(role).mark}"
    return milestone.name + mark


def online(scene: Scene, others: Iterable[Seen]) -> list[str]:
    """The others by their main role's mark and name, each once: `O Li Hua`, `S Wang`."""
    seen = {other.member: other for other in others if other.member != scene.me}
    role = scene.board.settings.role
    marks = ((role(who.roles[0]).mark if who.roles else "", who.name) for who in seen.values())
    return [f"{mark} {name}".strip() for mark, name in marks]


def ticks(scene: Scene) -> bool:
    """Whether something in the header changes each second; else a look each minute will do."""
    campaign = current_campaign(scene.board, scene.now)
    if campaign is None:
        return False
    goal, upcoming = target(campaign, scene.now), next_milestone(campaign, scene.now)
    instants: list[datetime] = [] if goal is None else [goal]
    if upcoming is not None:
        instants.append(milestone_at(campaign, upcoming))
    return any(abs(at - scene.now) < DAY for at in instants)
