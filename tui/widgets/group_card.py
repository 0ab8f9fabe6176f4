"""Words that are about one thing as two lines of the inbox: how many and of what; how often now,
how far the team is, and who is on it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from domain.buckets import Ledger
from domain.counts import Counts
from domain.feedback import FEEDBACK_STATE_NAMES, FeedbackState
from domain.inbox import Matter
from domain.signal import SIGNAL_STATE_NAMES, STORE, Signal, live_for
from domain.text import fit
from domain.words import tr
from tui.widgets.feedback_card import when
from tui.widgets.scene import Scene

HOURS = 24
"""Of the rate."""
_NAMED = 2
"""People who are on it, as far as they are named."""


def group_rows(
    scene: Scene, matter: Matter, items: tuple[int, ...], width: int, *, folded: bool
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Text and look of both lines, at most `width` cells. `+`: there is more to unfold."""
    sign = "+" if folded else "-"
    head = f"{sign} {len(items)}x {about(scene, matter)}"
    signal = signal_of(scene, matter)
    newest = scene.board.feedback[items[0]]
    said = tr("last {time}", time=when(scene, newest))
    state = f"{signal.number} {tr(SIGNAL_STATE_NAMES[signal.state])}" if signal else ""
    parts = [rate(scene, matter), state, states(scene, items), said, busy(scene, items)]
    return (fit(head, width), "title"), (fit(" | ".join(filter(None, parts)), width), "meta")


def about(scene: Scene, matter: Matter) -> str:
    """What it is about: `Pilling TEE-A`, `Sizing? TEE-A`."""
    topic = scene.topic(matter.topic) if matter.topic else tr("No topic")
    return f"{topic}{'?' if matter.asked else ''} {matter.sku}".strip()


def signal_of(scene: Scene, matter: Matter) -> Signal | None:
    """The rise that it is part of, if it is one: the product's own, else the store's."""
    if not matter.topic or matter.asked or not scene.board.tables.get(Signal.TABLE):
        return None
    return live_for(scene.board, matter.sku, matter.topic) or live_for(
        scene.board, STORE, matter.topic
    )


def rate(scene: Scene, matter: Matter) -> str:
    """Complaints of all that was said of the product in a day: `24h 11/420 3%`."""
    if not matter.topic or matter.asked:
        return ""
    now = scene.minute + timedelta(minutes=1)
    shelf = Ledger(scene.board.tables, now)
    window = Counts(shelf, matter.sku or STORE, now).window(HOURS)
    y = window.y(matter.topic)
    return f"{HOURS}h {y}/{window.n} {y / window.n:.0%}" if window.n else f"{HOURS}h 0"


def states(scene: Scene, items: tuple[int, ...]) -> str:
    """How far the team is with its items: `8 new 3 triaged`."""
    docs = scene.board.feedback.docs
    counts = Counter(FeedbackState(docs[str(item)].get("state", "new")) for item in items)
    return " ".join(f"{n} {tr(FEEDBACK_STATE_NAMES[state])}" for state, n in counts.items())


def busy(scene: Scene, items: tuple[int, ...]) -> str:
    """Who is on one of its items."""
    names = dict.fromkeys(scene.claims[number] for number in map("F-{}".format, items)
                          if number in scene.claims) if scene.claims else {}  # fmt: skip
    return tr("{name} is on it", name=", ".join([*names][:_NAMED])) if names else ""
