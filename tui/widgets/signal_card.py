"""A rise of complaints as two lines of the inbox: which; how far the team is, and why."""

from __future__ import annotations

from domain.clock import countdown
from domain.signal import SIGNAL_STATE_NAMES, Signal
from domain.text import fit
from domain.words import tr
from tui.widgets.banner import late, level_of, product_of
from tui.widgets.scene import Scene


def signal_rows(
    scene: Scene, signal: Signal, width: int
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Text and look of both lines, at most `width` cells."""
    raised = signal.raised_at
    waited = signal.undispatched(scene.now)
    sign = "" if waited is None else "!!! " if late((signal,), scene.now) else "!! "
    state = tr(SIGNAL_STATE_NAMES[signal.state])
    if waited is not None:
        state += f" {countdown(max(scene.minute, raised), raised, seconds=False)}"
    seen, ratio = signal.last, signal.last.ratio
    what = f"{level_of(signal)} {scene.topic(signal.topic)} {product_of(signal)}"
    why = [state, f"{seen.hours}h {seen.y}/{seen.n}", "" if ratio is None else f"{ratio:.0f}x"]
    if signal.tasks:
        why.append(" ".join(f"T-{task}" for task in signal.tasks))
    look = "late" if sign == "!!! " else "warn" if sign else "meta"
    head = fit(f"{sign}{signal.number} {what}", width)
    return (head, "title"), (fit(" | ".join(filter(None, why)), width), look)
