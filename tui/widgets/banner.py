"""The line below the header while complaints rise and nobody has work for it: what, how much,
for how long already, and which key does something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.board import Board
from domain.clock import countdown
from domain.signal import LEVEL_NAMES, STORE, UNDISPATCHED_FOR, Signal, SignalState, live_signals
from domain.surge import Level
from domain.text import cells, fit
from domain.words import tr
from tui.widgets.line import Line
from tui.widgets.scene import Scene

_STEP = 10
_HOUR = 3600


class Banner(Line):
    """There only while there is something to say; `-late`: nobody has dealt with it in time."""

    def __init__(self) -> None:
        """Say nothing."""
        super().__init__(id="banner")

    def say(self, text: str, *, late: bool) -> None:
        """Say `text`; vanish when it is empty."""
        self.set_class(late, "-late")
        if text:
            self.show(text)
        if self.display != bool(text):
            self.display = bool(text)


def urgent(board: Board, now: datetime) -> tuple[Signal, ...]:
    """The surges that wait for work, the worst first; those taken on are left alone for a while."""
    found = [signal for signal in live_signals(board) if _calls(signal, now)]
    found.sort(key=lambda each: (not each.safety, each.last.p or 0, each.raised_at))
    return tuple(found)


def late(signals: Iterable[Signal], now: datetime) -> bool:
    """Whether one of these has waited too long for work."""
    return any((each.undispatched(now) or timedelta()) >= UNDISPATCHED_FOR for each in signals)


def banner_words(
    scene: Scene, signals: tuple[Signal, ...], keys: tuple[str, str], width: int
) -> str:
    """The worst of `signals`, how many more there are, and `keys`; in a narrow place, less.

    Args:
        scene: The board at this moment.
        signals: As `urgent` found them.
        keys: What to press, as a hint at the right edge; and the first key alone.
        width: Cells.
    """
    if not signals:
        return ""
    worst, now = signals[0], scene.now
    sign = "!!!" if late(signals, now) else "!!"
    seen, ratio = worst.last, worst.last.ratio
    more = f"  +{len(signals) - 1}" if signals[1:] else ""
    head = f" {sign} {level_of(worst)} {scene.topic(worst.topic)} | {product_of(worst)}"
    counts = f" | {seen.hours}h {seen.y}/{seen.n}"
    times = f" | {ratio:.0f}x" if ratio is not None else ""
    waiting = " | " + tr("unassigned {age}", age=age_of(worst, now)) + more
    hint = f"  [{keys[0]}]"
    for text in (
        head + counts + times + waiting + hint,
        head + counts + waiting + hint,
        head + counts + waiting + f"  [{keys[1]}]",
        head + counts + waiting,
    ):
        if cells(text) <= width:
            return text
    return fit(head, max(0, width - cells(waiting))) + waiting


def age_of(signal: Signal, now: datetime) -> str:
    """How long ago it was raised: `04:10` within the first hour, then `3h 07m`.

    It goes on by ten seconds: over SSH every second's repaint is paid for by all sessions.
    """
    seconds = int((now - signal.raised_at).total_seconds()) // _STEP * _STEP
    if seconds < _HOUR:
        return f"{seconds // 60:02}:{seconds % 60:02}"
    return countdown(now, signal.raised_at, seconds=False)


def level_of(signal: Signal) -> str:
    """`Surge`, `Watch`; `S1` for a matter of safety."""
    return "S1" if signal.safety else tr(LEVEL_NAMES[signal.level])


def product_of(signal: Signal) -> str:
    """What its product is called."""
    return tr("the store") if signal.sku == STORE else signal.sku


def _calls(signal: Signal, now: datetime) -> bool:
    if not (signal.safety or signal.level is Level.SURGE):
        return False
    waited = signal.undispatched(now)
    return waited is not None and (signal.state is SignalState.OPEN or waited >= UNDISPATCHED_FOR)
