"""A touchpoint in words: what it was seen to show, what it should show, and since when not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from domain.board import Board
from domain.due_words import short
from domain.mechanic import Mechanic
from domain.terms_words import rule_words
from domain.text import pad
from domain.touchpoint import (
    PLACE_NAMES,
    Touchpoint,
    changed_at,
    mechanics_on,
    right_revision,
    stale,
    up_to_date,
)
from domain.words import tr
from tui.screens.record_section import spread
from tui.widgets.task_card import span_words


def touchpoints_on(board: Board, mechanic: Mechanic) -> tuple[Touchpoint, ...]:
    """The touchpoints in use that have to show a mechanic, or showed it once."""
    return tuple(
        each
        for each in board.touchpoints.values()
        if not each.retired and any(on.id == mechanic.id for on in mechanics_on(board, each))
    )


def shown_words(touchpoint: Touchpoint, mechanic: Mechanic) -> str:
    """`M-1 r2`; where it is stale, what it shows, and what it should."""
    seen, right = touchpoint.seen(mechanic.id), right_revision(touchpoint, mechanic)
    number, want = mechanic.number, _revision(right)
    if up_to_date(touchpoint, mechanic):
        return f"{number} {want}"
    if seen is None:
        return tr("{number} {want}: not checked", number=number, want=want)
    if seen.revision == right:
        return tr("{number} {want}: check again", number=number, want=want)
    old = _revision(seen.revision)
    return tr("{number} {old}, not {want}", number=number, old=old, want=want)


def _revision(n: int) -> str:
    return f"r{n}" if n else tr("off")


def since(board: Board, touchpoint: Touchpoint) -> datetime | None:
    """Since when it has been stale; None when it is not."""
    return min(filter(None, map(changed_at, stale(board, touchpoint))), default=None)


def shown_line(
    board: Board, touchpoint: Touchpoint, mechanic: Mechanic, now: datetime, zone: tzinfo
) -> str:
    """A sign, what it shows of the mechanic, and who saw that when; or since when it is stale."""
    fine = touchpoint.retired or up_to_date(touchpoint, mechanic)
    said = f"{'+' if fine else '!'} {shown_words(touchpoint, mechanic)}"
    changed, seen = changed_at(mechanic), touchpoint.seen(mechanic.id)
    if not fine and changed is not None:
        said += "  " + tr("stale for {span}", span=span_words(now - changed))
    if seen is not None:
        member = board.members.get(seen.by)
        who = member.name if member else "?"
        said += "  " + tr("seen by {who} {when}", who=who, when=short(seen.at, now, zone))
    return said


def touchpoint_row(board: Board, touchpoint: Touchpoint, now: datetime, width: int) -> str:
    """Number, kind, role and name; at the right what it shows, and for how long wrongly."""
    role = board.settings.role(touchpoint.owner_role).mark
    kind = pad(tr(PLACE_NAMES[touchpoint.kind]), 12)
    left = f"{touchpoint.number} {role} {kind} {touchpoint.name}"
    if touchpoint.retired:
        return spread(left, tr("retired"), width)
    on = mechanics_on(board, touchpoint)
    old = stale(board, touchpoint)
    told = old or on
    right = ", ".join(shown_words(touchpoint, each) for each in told[:_NAMED])
    if len(told) > _NAMED:
        right += f" +{len(told) - _NAMED}"
    began = since(board, touchpoint)
    if began is not None:
        right += f" ! {span_words(now - began)}"
    return spread(left, right or tr("nothing published"), width)


_NAMED = 2
"""Mechanics that a row names."""


def touchpoint_page(board: Board, touchpoint: Touchpoint, now: datetime, zone: tzinfo) -> str:
    """All there is to say about it."""
    return "\n".join(_lines(board, touchpoint, now, zone))


def _lines(board: Board, touchpoint: Touchpoint, now: datetime, zone: tzinfo) -> Iterator[str]:
    campaign = board.campaigns.get(touchpoint.campaign or 0)
    yield f"{touchpoint.number} {touchpoint.name}"
    for label, text in (
        (tr("Kind"), tr(PLACE_NAMES[touchpoint.kind])),
        (tr("Owner role"), board.settings.name(touchpoint.owner_role)),
        (tr("Campaign"), campaign.name if campaign else ""),
        (tr("Product"), touchpoint.sku or tr("the whole shop")),
        (tr("State"), tr("retired") if touchpoint.retired else ""),
    ):
        if text:
            yield f"{pad(label, 12)} {text}"
    on = mechanics_on(board, touchpoint)
    yield ""
    yield tr("It has to show:") if on else tr("Nothing is published that it has to show.")
    for each in on:
        yield shown_line(board, touchpoint, each, now, zone)
        if right_revision(touchpoint, each):
            yield f"    {each.name} | {rule_words(each.terms.rule)}"
        else:
            yield "    " + tr("{name} has to be taken off it", name=each.name)
