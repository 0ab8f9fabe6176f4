"""What stands beside the inbox: all there is about the line under the cursor.

In two parts: what the board knows is said with the key that moves the cursor; what has to be
looked for, in the log or among all words, is added when the cursor rests.
"""

from __future__ import annotations

from domain.feedback import CHANNEL_NAMES, FeedbackItem
from domain.inbox import Matter
from domain.service import BoardService
from domain.signal import Signal
from domain.words import tr
from tui.screens import feedback_text, signal_text
from tui.widgets.feedback_card import when
from tui.widgets.group_card import about, rate, signal_of, states
from tui.widgets.scene import Scene

_QUOTED = 30
"""Items of a group whose words are shown."""


def item_words(scene: Scene, item: FeedbackItem) -> str:
    """A customer's words and the facts."""
    head = f"{item.number} {tr(CHANNEL_NAMES[item.channel])}"
    return "\n".join((head, feedback_text.said(item), "", *feedback_text.facts(scene, item)))


def item_more(service: BoardService, scene: Scene, item: FeedbackItem) -> str:
    """Its duplicates and its history. Not for the event loop."""
    return feedback_text.looked_up(service, scene.board, item)


def signal_words(scene: Scene, signal: Signal) -> str:
    """Why, and how far the team is."""
    name = scene.topic(signal.topic)
    head = (signal_text.titled(signal, name), signal_text.why(signal, name), "")
    return "\n".join((*head, *signal_text.facts(scene.board, signal)))


def signal_more(scene: Scene, signal: Signal, bars: str) -> str:
    """A small plot, and what they say. Not for the event loop."""
    plot = signal_text.plotted(scene.board, signal, scene.now, bars)
    return f"\n{plot}\n\n{signal_text.quoted(scene.board, signal)}"


def group_words(scene: Scene, matter: Matter, items: tuple[int, ...]) -> str:
    """What it is about, how often, and the newest words."""
    signal = signal_of(scene, matter)
    why = signal_text.why(signal, scene.topic(signal.topic)) if signal else ""
    head = [f"{len(items)}x {about(scene, matter)}", rate(scene, matter), states(scene, items)]
    head += [f"{signal.number} {why}"] if signal else []
    said = []
    for number in items[:_QUOTED]:
        item = scene.board.feedback[number]
        said.append(f"{item.number} {when(scene, item)} {' '.join(item.text.split())}")
    return "\n".join((*filter(None, head), "", *said))
