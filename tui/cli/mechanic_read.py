"""Listing and showing mechanics, and answering what customers ask about them."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime, tzinfo

from domain.board import Board
from domain.campaign import Campaign
from domain.due_words import wall_clock
from domain.faq import examples
from domain.faq import faq as answers
from domain.mechanic import MECHANIC_STATE_NAMES, Mechanic, MechanicState, untrained, window
from domain.terms_words import rule_words, scope_words, stacking_words
from domain.touchpoint import stale_touchpoints
from domain.words import tr
from tui.cli import values
from tui.cli.mechanic_objects import mechanic_object, whole_mechanic_object
from tui.cli.mechanic_write import find
from tui.cli.show import say, say_fields, say_json, say_rows
from tui.session import Session


def list_(session: Session, given: Namespace) -> int:
    """Print the mechanics."""
    board = session.service.board
    campaign = given.campaign and values.number(Campaign, given.campaign)
    found = [
        each
        for each in board.mechanics.values()
        if (given.all or each.state is not MechanicState.WITHDRAWN)
        and campaign in (None, each.campaign)
    ]
    if given.json:
        say_json([mechanic_object(board, each) for each in found])
    elif found:
        say_rows(_row(board, each) for each in found)
    else:
        say(tr("There is no mechanic yet: `promoboard mechanic add` drafts one."))
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one mechanic."""
    board, mechanic = session.service.board, find(session, given.id)
    if given.json:
        say_json(whole_mechanic_object(board, mechanic))
    else:
        _say(board, mechanic)
    return 0


def faq(session: Session, given: Namespace) -> int:
    """Print the questions of customers, each with its answer below it."""
    found = answers(session.service.board, find(session, given.id))
    if given.json:
        say_json([{"question": each.question, "answer": each.answer} for each in found])
        return 0
    for place, each in enumerate(found):
        if place:
            say("")
        say(each.question)
        for line in each.answer.split("\n"):
            say(f"  {line}")
    return 0


def _say(board: Board, mechanic: Mechanic) -> None:
    """Print a mechanic with its terms, who has read them, and its revisions."""
    zone = values.zone(board, mechanic.campaign)
    campaign = board.campaigns.get(mechanic.campaign or 0)
    start, end = window(board, mechanic)
    terms = mechanic.terms
    say(f"{mechanic.number} {mechanic.name}")
    say_fields(
        (
            (tr("State"), _state(mechanic)),
            (tr("Campaign"), f"{campaign.number} {campaign.name}" if campaign else ""),
            (tr("Promise"), rule_words(terms.rule)),
            (tr("Examples"), ", ".join(map(str, examples(terms)))),
            (tr("Can be combined with"), stacking_words(terms)),
            (tr("Products"), scope_words(terms)),
            (tr("From"), _clock(start, zone)),
            (tr("Ends"), _clock(end, zone)),
            (tr("Wording"), terms.text),
            (tr("Withdrawn because"), mechanic.withdrawn_reason),
            (tr("Read by"), ", ".join(_reader(board, mechanic, zone))),
            (tr("Not read by"), _roles(board, mechanic.unacknowledged)),
            (tr("Not trained"), ", ".join(each.name for each in untrained(board, mechanic))),
            (tr("Stale touchpoints"), _stale(board, mechanic)),
        )
    )
    if mechanic.revisions:
        say(tr("Revisions") + ":")
        say_rows(
            (
                "",
                f"r{each.n}",
                _clock(each.published_at, zone),
                rule_words(each.terms.rule),
                each.reason,
            )
            for each in mechanic.revisions
        )


def _row(board: Board, mechanic: Mechanic) -> tuple[str, ...]:
    notes = [rule_words(mechanic.terms.rule)]
    if mechanic.unacknowledged:
        roles = _roles(board, mechanic.unacknowledged)
        notes.append(tr("not read by {roles}", roles=roles))
    if old := _stale(board, mechanic):
        notes.append(tr("stale: {touchpoints}", touchpoints=old))
    campaign = f"C-{mechanic.campaign}" if mechanic.campaign else ""
    return mechanic.number, campaign, _state(mechanic), mechanic.name, " | ".join(notes)


def _state(mechanic: Mechanic) -> str:
    name = tr(MECHANIC_STATE_NAMES[mechanic.state])
    return f"{name} r{mechanic.revision}" if mechanic.revision else name


def _roles(board: Board, roles: tuple[str, ...]) -> str:
    return ", ".join(map(board.settings.name, roles))


def _reader(board: Board, mechanic: Mechanic, zone: tzinfo) -> list[str]:
    """`Content (周敏, 2027-06-01 12:00)` for each role that has read it."""
    found = []
    for ack in mechanic.acks:
        member = board.members.get(ack.by)
        name = member.name if member else "?"
        found.append(f"{board.settings.name(ack.role)} ({name}, {_clock(ack.at, zone)})")
    return found


def _stale(board: Board, mechanic: Mechanic) -> str:
    found = stale_touchpoints(board, mechanic.id)
    return ", ".join(f"{each.number} {each.name}" for each in found)


def _clock(at: datetime | None, zone: tzinfo) -> str:
    return "" if at is None else "{} {}".format(*wall_clock(at, zone))
