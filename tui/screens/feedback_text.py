"""A customer's words with everything, for the dialog and beside the list: where from, what about,
how far the team is, linked tasks."""

from __future__ import annotations

from collections.abc import Iterator

from domain.board import Board
from domain.clock import zone_named
from domain.due_words import short, wall_clock
from domain.feedback import FEEDBACK_STATE_NAMES, POLARITY_NAMES, RESULT_NAMES, FeedbackItem
from domain.service import BoardService
from domain.task import STATE_NAMES
from domain.text import pad
from domain.words import tr
from tui.past import history_of
from tui.screens.task_text import LABEL, name_of
from tui.widgets.feedback_card import busy_with
from tui.widgets.scene import Scene


def said(item: FeedbackItem) -> str:
    """All that the customer said, literally."""
    return "\n\n".join(filter(None, (item.text, item.append_text)))


def facts(scene: Scene, item: FeedbackItem) -> Iterator[str]:
    """Where the words come from, what about, and how far the team is with them, a line each."""
    board, now = scene.board, scene.now
    zone = zone_named(board.settings.zone)
    state = tr(FEEDBACK_STATE_NAMES[item.state])
    task = None if item.task is None else board.tasks.get(item.task)
    at = "" if item.event_at is None else " ".join(map(str, wall_clock(item.event_at, zone)))
    stars = str(item.rating or "") or (tr(RESULT_NAMES[item.result]) if item.result else "")
    for label, text in (
        (tr("State"), f"{state} {item.ignored_reason}".strip()),
        (tr("Severity"), item.severity or ""),
        *zip((tr("Topics"), *[""] * len(item.topics)), _topics(scene, item), strict=False),
        *((tr("Which rule"), rule) for rule in _rules(board, item)),
        (tr("Dealt with by"), busy_with(scene, item)),
        (tr("Task"), f"{task.number} {task.title} ({tr(STATE_NAMES[task.state])})" if task else ""),
        (tr("Duplicate of"), f"F-{item.duplicate_of}" if item.duplicate_of else ""),
        (tr("Stars"), stars),
        (tr("SKU"), item.sku),
        (tr("Platform"), item.platform),
        (tr("Title"), item.title),
        (tr("Said"), at),
        (tr("Received"), f"{short(item.created_at, now, zone)} {name_of(board, item.created_by)}"),
        (tr("Source"), item.source),
        (tr("Order"), item.order_key),
    ):
        if text:
            yield f"{pad(label, LABEL)} {text}"


def looked_up(service: BoardService, board: Board, item: FeedbackItem) -> str:
    """What has to be looked for: its duplicates, and who did what when. Not for the event loop."""
    docs = board.feedback.docs.items()
    copies = " ".join(f"F-{key}" for key, doc in docs if doc.get("duplicate_of") == item.id)
    found = [f"{pad(tr('Duplicates'), LABEL)} {copies}"] if copies else []
    # What was written once has no history but that; the log may be long.
    if item.rev > 1:
        found += ["", tr("History")]
        found += history_of(service, board, FeedbackItem.TABLE, item.id, most=item.rev)
    return "\n".join(found)


def _rules(board: Board, item: FeedbackItem) -> Iterator[str]:
    """The mechanics that a complaint of a price points at, and who may show the old ones."""
    if item.topics:
        from domain.misled import suspect_words, suspects  # loads mechanics

        for each in suspects(board, item):
            yield suspect_words(board, each)


def _topics(scene: Scene, item: FeedbackItem) -> Iterator[str]:
    """`Pilling: complaint S3`, one for each topic."""
    for mark in item.topics:
        what = f"{scene.topic(mark.topic)}: {tr(POLARITY_NAMES[mark.polarity])}"
        yield f"{what} {mark.severity or ''}".rstrip()
