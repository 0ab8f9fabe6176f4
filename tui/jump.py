"""Going to a record by its number, wherever it is: on the board, in a view, in the archive."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from domain.board import Board
from domain.docs import Doc
from domain.errors import StoreError
from domain.feedback import FEEDBACK_STATE_NAMES, FeedbackItem
from domain.record import Record, decode
from domain.signal import SIGNAL_STATE_NAMES, Signal
from domain.task import Task
from domain.text import normalise
from domain.words import tr
from tui.screens.task_text import facts, words
from tui.screens.text_detail import TextDetail
from tui.widgets.inbox import SIGNALS
from tui.widgets.plain import feedback_text

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen

_NUMBER = re.compile(r"\s*([a-z])?-?(\d{1,9})\s*")
_OF_CAMPAIGN = {"c": "campaigns", "m": "mechanics", "p": "touchpoints", "k": "stock"}
_ARCHIVED: dict[str, type[Record]] = {"t": Task, "f": FeedbackItem, "s": Signal}


def jump(home: BoardScreen, text: str) -> None:
    """Go to what is called `text`, or say where it is; a bare number is a task's."""
    match = _NUMBER.fullmatch(normalise(text))
    kind, number = (match[1] or "t", int(match[2])) if match else ("", 0)
    if kind in _OF_CAMPAIGN:
        home.run_worker(_to_campaign(home, kind, number), group="jump")
    elif kind not in _ARCHIVED:
        _warn(home, tr("No record is called {number}.", number=text.strip() or "?"))
    elif not (_on_board(home, kind, number) or _opened(home, kind, number)):
        home.run_worker(_from_archive(home, kind, number), group="jump")


def _on_board(home: BoardScreen, kind: str, number: int) -> bool:
    """Put the cursor on the card, when it is shown."""
    for at, column in enumerate(home.columns):
        if (column is home.inbox) is (kind == "t"):
            continue
        if column.go(SIGNALS + number if kind == "s" else number):
            _leave_views(home)
            home.activate(at)
            home.looked_at()
            return True
    return False


def _opened(home: BoardScreen, kind: str, number: int) -> bool:
    """Open what is on the board, but not shown there: filtered out, cancelled, settled."""
    board = home.app.board
    if kind == "t" and number in board.tasks:
        home.open_task(number)
    elif kind == "s" and number in board.signals:
        home.open_signal(board.signals[number])
    elif kind == "f" and number in board.feedback:
        home.open_item(number)
    else:
        return False
    return True


async def _from_archive(home: BoardScreen, kind: str, number: int) -> None:
    """The archive may be long: it is read in a thread."""
    record, key, app = _ARCHIVED[kind], str(number), home.app

    def find() -> Doc | None:
        archived = app.session.service.archived(record.TABLE)
        return next((doc for found, doc in archived if found == key), None)

    try:
        doc = await asyncio.to_thread(find)
    except StoreError as error:
        app.tell(error)
        return
    name = f"{record.PREFIX}-{number}"
    if doc is None:
        _warn(
            home, tr("There is no {number}, neither on this board nor in the archive.", number=name)
        )
        return
    said = [tr("In the archive of {month}; read-only.", month=doc["updated_at"][:7])]
    board = app.board.evolve({(record.TABLE, key): doc})
    if kind == "t":
        said += [tr("`promoboard task move {number} todo` brings it back.", number=name), ""]
        said += _task(board, decode(Task, number, doc), home)
    elif kind == "f":
        said += ["", _feedback(home, decode(FeedbackItem, number, doc))]
    else:
        signal = decode(Signal, number, doc)
        said += ["", f"{home.scene.topic(signal.topic)} {signal.sku}".strip()]
        said += [tr(SIGNAL_STATE_NAMES[signal.state])]
    _show(home, name, "\n".join(said))


async def _to_campaign(home: BoardScreen, kind: str, number: int) -> None:
    """Campaigns, mechanics, touchpoints and stock are in a view of their own."""
    from tui.screens.campaign_view import CampaignView

    board, name = home.app.board, f"{kind.upper()}-{number}"
    docs = board.tables.get(_OF_CAMPAIGN[kind])
    doc = None if docs is None else docs.get(str(number))
    if doc is None:
        _warn(home, tr("There is no {number} on this board.", number=name))
        return
    here = home.app.screen
    view = here if isinstance(here, CampaignView) else CampaignView()
    if view is not here:
        _leave_views(home)
        await home.app.push_screen(view)
    campaign = number if kind == "c" else doc.get("campaign")
    if campaign is not None:
        view.look_at(campaign)
    if kind != "c" and not view.go_to(name):
        nouns = {"m": "mechanic", "p": "touchpoint", "k": "stock"}
        command = f"promoboard {nouns[kind]} show {name}"
        _warn(home, tr("{number} is not in this view: `{command}`", number=name, command=command))


def _leave_views(home: BoardScreen) -> None:
    """Back to the board, whatever stands on it."""
    while home.app.screen is not home:
        home.app.pop_screen()


def _task(board: Board, task: Task, home: BoardScreen) -> list[str]:
    now = home.app.now()
    return [f"{task.number} {task.priority} {task.title}", "", *facts(board, task, now), "",
            *words(board, task, now)]  # fmt: skip


def _feedback(home: BoardScreen, item: FeedbackItem) -> str:
    return f"{tr(FEEDBACK_STATE_NAMES[item.state])}\n\n{feedback_text(home.scene, item)}"


def _show(home: BoardScreen, title: str, text: str) -> None:
    home.app.push_screen(TextDetail(title, lambda: text))


def _warn(home: BoardScreen, text: str) -> None:
    home.app.notify(text, severity="warning", markup=False)
