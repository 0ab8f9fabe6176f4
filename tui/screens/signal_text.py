"""A rise of complaints in words, all there is about it, for the dialog and beside the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from domain.board import Board
from domain.clock import countdown, zone_named
from domain.due_words import wall_clock
from domain.signal import SIGNAL_STATE_NAMES, Signal, explained
from domain.signal_view import samples, series
from domain.task import STATE_NAMES
from domain.text import pad
from domain.words import tr
from tui.screens.task_text import LABEL, name_of
from tui.widgets.banner import level_of, product_of

BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
ASCII = " .:-=+*#%"
"""What a day's complaints are drawn with, from none to the most; as many signs as `BLOCKS`."""


def titled(signal: Signal, name: str) -> str:
    """Which rise it is: `S-1 Surge Pilling TEE-A`."""
    return f"{signal.number} {level_of(signal)} {name} {product_of(signal)}"


def plotted(board: Board, signal: Signal, now: datetime, bars: str) -> str:
    """Complaints of the last days, drawn with `bars`. Not for the event loop."""
    points = series(board, signal, now)
    label = tr("Complaints a day, the last {n} days", n=len(points))
    drawn = sparkline([point.y for point in points], bars)
    return f"{label}\n[{drawn}] {points[-1].y if points else 0}"


def quoted(board: Board, signal: Signal) -> str:
    """What customers say, in the words that tell most. Not for the event loop."""
    told = (f"{item.number} {item.text}" for item in samples(board, signal))
    return "\n".join([tr("What they say"), *told])


def why(signal: Signal, name: str) -> str:
    """What was counted last, and what that means, in one line."""
    return explained(signal.last, name, product_of(signal))


def sparkline(values: Sequence[int], bars: str) -> str:
    """One sign for each value; a value above 0 never looks like none."""
    most = max(values, default=0) or 1
    return "".join(bars[-(-value * (len(bars) - 1) // most)] for value in values)


def facts(board: Board, signal: Signal) -> Iterator[str]:
    """How far the team is, a line each; the clock of the loop; the work, a line for each task."""
    zone = zone_named(board.settings.zone)
    acked = name_of(board, signal.acked_by) if signal.acked_by else ""
    state = tr(SIGNAL_STATE_NAMES[signal.state])
    for label, text in (
        (tr("State"), f"{state} {signal.reason}".strip()),
        (tr("First item"), _at(signal.first_item_at, zone)),
        (tr("Raised"), _at(signal.raised_at, zone, signal.first_item_at)),
        (tr("Acknowledged"), f"{_at(signal.acked_at, zone, signal.raised_at)} {acked}".strip()),
        (tr("Dispatched"), _at(signal.dispatched_at, zone, signal.raised_at)),
        (tr("First action"), _at(signal.first_action_at, zone, signal.dispatched_at)),
        (tr("Over"), _at(signal.closed_at, zone, signal.raised_at)),
    ):
        if text:
            yield f"{pad(label, LABEL)} {text}"
    for number in signal.tasks:
        task = board.tasks.get(number)
        if task is not None:
            mark = board.settings.role(task.owner_role).mark
            yield f"{task.number} {mark} {tr(STATE_NAMES[task.state])} {task.title}"


def _at(instant: datetime | None, zone: tzinfo, since: datetime | None = None) -> str:
    """The day and the time, and how long it took."""
    if instant is None:
        return ""
    said = "{} {}".format(*wall_clock(instant, zone))
    if since is None or instant < since:
        return said
    return f"{said} (+{countdown(instant, since, seconds=False)})"
