"""Listing the places where customers read of mechanics."""

from __future__ import annotations

from argparse import Namespace

from domain.board import Board
from domain.campaign import Campaign
from domain.mechanic import Mechanic
from domain.touchpoint import (
    PLACE_NAMES,
    Touchpoint,
    mechanics_on,
    right_revision,
    stale,
    up_to_date,
)
from domain.words import tr
from tui.cli import values
from tui.cli.mechanic_objects import touchpoint_object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def list_(session: Session, given: Namespace) -> int:
    """Print the places."""
    board = session.service.board
    campaign = given.campaign and values.number(Campaign, given.campaign)
    found = [
        each
        for each in board.touchpoints.values()
        if (given.all or not each.retired)
        and campaign in (None, each.campaign)
        and (stale(board, each) or not given.stale)
    ]
    if given.json:
        say_json([touchpoint_object(board, each) for each in found])
    elif found:
        say_rows(_row(board, each) for each in found)
    elif board.touchpoints:
        say(tr("No touchpoint is like that."))
    else:
        say(tr("There are no touchpoints yet: `promoboard touchpoint add` lists one."))
    return 0


def _row(board: Board, touchpoint: Touchpoint) -> tuple[str, ...]:
    shown = ", ".join(_shown(touchpoint, each) for each in mechanics_on(board, touchpoint))
    return (
        touchpoint.number,
        tr(PLACE_NAMES[touchpoint.kind]),
        board.settings.name(touchpoint.owner_role),
        touchpoint.name,
        touchpoint.sku,
        shown,
        tr("retired") if touchpoint.retired else "",
    )


def _shown(touchpoint: Touchpoint, mechanic: Mechanic) -> str:
    """`M-1 r2`, or `M-1 r1, not r2` where it is out of date."""
    seen, right = touchpoint.seen(mechanic.id), right_revision(touchpoint, mechanic)
    if touchpoint.retired or up_to_date(touchpoint, mechanic):
        return f"{mechanic.number} r{right}"
    if seen is None:
        return tr("{number} r{n}: not checked", number=mechanic.number, n=right)
    if seen.revision == right:
        return tr("{number} r{n}: check again", number=mechanic.number, n=right)
    return tr("{number} r{old}, not r{n}", number=mechanic.number, old=seen.revision, n=right)
