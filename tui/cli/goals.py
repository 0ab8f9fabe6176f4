"""`promoboard campaign goals`: what a campaign is measured by, and each role's own line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from domain.board import Board
from domain.campaign import Campaign, Goals
from domain.command import Bulk, Command
from domain.edit import Edit
from domain.goals import (
    NO_GOALS,
    EditGoals,
    SetRoleGoal,
    goal_words,
    parse_ratio,
    parse_share,
    role_goals,
)
from domain.money import parse_money
from domain.words import N, tr
from tui.cli import values
from tui.cli.act import act
from tui.cli.campaign_objects import goals_object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def goals(session: Session, given: Namespace) -> int:
    """Set the goals that are given, then print them all."""
    campaign = session.service.board.campaigns.require(values.number(Campaign, given.id))
    commands = tuple(_commands(session, given, campaign))
    if commands:
        act(session, Bulk(commands))
    board = session.service.board
    campaign = board.campaigns[campaign.id]
    if given.json:
        say_json({"campaign": campaign.number, "goals": goals_object(campaign.goals)})
        return 0
    say(f"{campaign.number} {campaign.name}")
    if campaign.goals is None:
        sentence = N("No goal is agreed: `promoboard campaign goals {number} --gmv 500万`.")
        say(tr(sentence, number=campaign.number))
    else:
        say_rows(goal_rows(board, campaign.goals))
    return 0


def goal_rows(board: Board, agreed: Goals) -> Iterator[tuple[str, ...]]:
    """The campaign's goals, then each role's line under them."""
    for name, value in (*goal_words(agreed), *role_goals(board, agreed)):
        yield "", name, value


def _commands(session: Session, given: Namespace, campaign: Campaign) -> Iterator[Command]:
    now = campaign.goals or NO_GOALS
    after: dict[str, Any] = {}
    for name, text, read in (
        ("gmv", given.gmv, parse_money),
        ("roi_min", given.roi, parse_ratio),
        ("return_rate_max", given.return_rate, parse_share),
    ):
        if text is not None:
            said = values.emptied(text)
            after[name] = None if said is None else read(said)
    if given.service is not None:
        after["service"] = values.emptied(given.service) or ""
    edits = tuple(Edit(name, getattr(now, name), value) for name, value in after.items())
    if edits:
        yield EditGoals(campaign.id, edits)
    lines = {values.role(session.settings, name): text for name, text in given.role or ()}
    for role, text in lines.items():
        yield SetRoleGoal(campaign.id, role, now.of(role), values.emptied(text) or "")
