"""How far a campaign is, in the words of a list."""

from __future__ import annotations

from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign, phase_of, target
from domain.clock import countdown
from domain.words import tr


def phase_words(campaign: Campaign, now: datetime) -> str:
    """`Warm-up, day 8/16`; empty between, before and after the phases."""
    day = phase_of(campaign, now)
    return "" if day is None else day.words


def left_words(campaign: Campaign, now: datetime) -> str:
    """`22d 03h to opening`, or to the end; empty when it is over."""
    goal = target(campaign, now)
    if goal is None:
        return ""
    span = countdown(goal, now, seconds=False)
    if goal == campaign.starts_at:
        return tr("{span} to opening", span=span)
    return tr("{span} to the end", span=span)


def gate_words(board: Board, campaign: Campaign, now: datetime) -> str:
    """`gate 5/8`; `Gate passed`; `Opened without the gate`; empty of what was called off."""
    from domain.clearance import clearance_words, standing_of

    return "" if campaign.cancelled else clearance_words(board, standing_of(board, campaign, now))
