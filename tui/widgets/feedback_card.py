"""A customer's words as two lines of the inbox: when, where, how bad; then what was said."""

from __future__ import annotations

from domain import due_words
from domain.feedback import FeedbackItem, FeedbackState, Polarity, Result
from domain.text import fit
from domain.words import tr
from tui.widgets.scene import Scene

_RESULTS = {Result.GOOD: "+", Result.NEUTRAL: "=", Result.BAD: "-"}


def feedback_rows(
    scene: Scene, item: FeedbackItem, width: int
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Text and look of both lines, at most `width` cells. The words are shown literally."""
    who = scene.fresh.get(item.number)
    claimant = busy_with(scene, item)
    about, how = _about(scene, item), _how(item)
    parts = [item.number, when(scene, item), how, about, item.sku, item.platform]
    if item.state is FeedbackState.LINKED:
        parts.insert(1, f"=> T-{item.task}")
    if who is not None:
        parts.insert(1, f"< {who}")
    elif claimant:
        parts.insert(1, tr("{name} is on it", name=claimant))
    elif item.number in scene.forms:
        parts.insert(1, tr("{name} edits", name=scene.forms[item.number]))
    head = " ".join(part for part in parts if part)
    words = " ".join(item.text.split())
    look = "fresh" if who is not None else "meta"
    return (fit(head, width), "title"), (fit(words, width), look)


def busy_with(scene: Scene, item: FeedbackItem) -> str:
    """Who is on it: by the claim that was written down, else in a session; empty for nobody."""
    claimant = scene.board.members.get(item.claimant(scene.now) or 0)
    return claimant.name if claimant is not None else scene.claims.get(item.number, "")


def _about(scene: Scene, item: FeedbackItem) -> str:
    """What it complains of, and what it asks: `Pilling Sizing?`; praise needs nobody."""
    if scene.topics is None:
        return ""
    signs = {Polarity.COMPLAINT: "", Polarity.QUESTION: "?"}
    known = (mark for mark in item.topics if mark.polarity in signs)
    return " ".join(scene.topic(mark.topic) + signs[mark.polarity] for mark in known)


def when(scene: Scene, item: FeedbackItem) -> str:
    """The time of what was said today, else the day."""
    at = item.event_at or item.created_at
    local = at.astimezone(scene.zone)
    if local.date() == scene.now.astimezone(scene.zone).date():
        return f"{local:%H:%M}"
    return due_words.short(at, scene.now, scene.zone).partition(" ")[0]


def _how(item: FeedbackItem) -> str:
    """Stars or verdict, and how bad somebody judged it: `2*`, `S1`."""
    stars = f"{item.rating}*" if item.rating is not None else ""
    verdict = _RESULTS[item.result] if item.result is not None and not stars else ""
    return " ".join(filter(None, (item.severity or "", stars or verdict)))
