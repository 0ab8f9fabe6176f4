"""`promoboard status`: where the campaigns and the work stand, for people, scripts and tmux."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from datetime import datetime
from typing import Any

from domain.board import Board
from domain.campaign import (
    Campaign,
    Status,
    current_campaign,
    milestone_at,
    next_milestone,
    opening_mark,
    phase_of,
    status_of,
)
from domain.clock import countdown
from domain.feedback import FeedbackState
from domain.inbox import inbox
from domain.lanes import LANES
from domain.task import STATE_NAMES, State, at_risk, overdue
from domain.text import fit
from domain.words import tr
from tui.cli.campaign_objects import campaign_summary
from tui.cli.campaign_words import gate_words, left_words, phase_words
from tui.cli.parser import Parser
from tui.cli.show import say, say_json
from tui.session import Session

_NAME_CELLS = 16
"""Of the campaign's name in a status line."""


def arguments(parser: Parser, noun: str) -> None:
    """Declare what `status` takes."""
    parser.does("status:status")
    parser.add_argument(
        "--format", choices=("text", "tmux"), default="text", help=tr("tmux: one short line")
    )
    parser.add_json()


def status(session: Session, given: Namespace) -> int:
    """Print where everything stands."""
    board, now = session.service.board, session.clock()
    if given.json:
        say_json(_object(session, board, now))
    elif given.format == "tmux":
        say(_status_line(board, now))
    else:
        _say(session, board, now)
    return 0


def _object(session: Session, board: Board, now: datetime) -> dict[str, Any]:
    return {
        "campaigns": [campaign_summary(board, each, now) for each in _campaigns(board, now)],
        "counts": _counts(board, now),
        "online": [
            {"member": f"U-{seen.member}", "name": seen.name, "roles": seen.roles}
            for seen in session.presence.others()
        ],
        "seq": board.seq,
    }


def _campaigns(board: Board, now: datetime) -> list[Campaign]:
    """Those that are not over, by the moment they open."""
    over = (Status.CLOSED, Status.CANCELLED)
    found = (each for each in board.campaigns.values() if status_of(each, now) not in over)
    return sorted(found, key=lambda campaign: campaign.starts_at)


def _counts(board: Board, now: datetime) -> dict[str, Any]:
    tasks = [*board.tasks.values()]
    states = Counter(task.state for task in tasks)
    feedback = Counter(doc.get("state", FeedbackState.NEW) for doc in board.feedback.docs.values())
    return {
        "tasks": {state.value: states[state] for state in State},
        "overdue": sum(overdue(board, task, now) for task in tasks),
        "at_risk": sum(at_risk(board, task, now) for task in tasks),
        "handoffs": sum(task.handoff is not None for task in tasks),
        "feedback": {state.value: feedback[state] for state in FeedbackState},
        "inbox": len(inbox(board, now)),
    }


def _say(session: Session, board: Board, now: datetime) -> None:
    campaigns = _campaigns(board, now)
    for campaign in campaigns:
        say(" | ".join(filter(None, _campaign(board, campaign, now))))
    if not campaigns:
        say(tr("No campaign is planned: `promoboard campaign add --template 618` adds one."))
    counts = _counts(board, now)
    lanes = (f"{tr(STATE_NAMES[state])} {counts['tasks'][state]}" for state in LANES)
    say(" | ".join(lanes))
    say(
        " | ".join(
            (
                tr("overdue {n}", n=counts["overdue"]),
                tr("at risk {n}", n=counts["at_risk"]),
                tr("handoffs {n}", n=counts["handoffs"]),
                tr("inbox {n}", n=counts["inbox"]),
            )
        )
    )
    online = ", ".join(seen.name for seen in session.presence.others())
    if online:
        say(tr("Online: {names}", names=online))


def _campaign(board: Board, campaign: Campaign, now: datetime) -> tuple[str, ...]:
    following = next_milestone(campaign, now)
    if following is None:
        then = ""
    else:
        left = countdown(milestone_at(campaign, following), now, seconds=False)
        role = board.settings.name(following.owner_role) if following.owner_role else ""
        name = f"{following.name} {role}".strip()
        then = tr("next {milestone}: {span}", milestone=name, span=left)
    return (
        f"{campaign.number} {campaign.name}",
        phase_words(campaign, now),
        left_words(campaign, now),
        gate_words(board, campaign, now),
        then,
    )


def _status_line(board: Board, now: datetime) -> str:
    """One line of 60 cells or so. tmux reads `#` in it as the beginning of a format."""
    words = []
    campaign = current_campaign(board, now)
    if campaign is not None:
        day = phase_of(campaign, now)
        words.append(fit(campaign.name, _NAME_CELLS))
        words += [f"{day.phase.name} {day.day}/{day.days}"] if day else []
        words += filter(None, [left_words(campaign, now), opening_mark(campaign, now)])
    late = sum(overdue(board, task, now) for task in board.tasks.values())
    if late:
        words.append(tr("overdue {n}", n=late))
    words.append(tr("inbox {n}", n=len(inbox(board, now))))
    return " | ".join(words).replace("#", "##")
