"""A playbook for one occasion: who does what by when, in which words.

What is proposed here, `domain/playbook_rules.py` puts on the board; previews show it before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from domain.campaign import Campaign
from domain.clock import local_day, zone_named
from domain.due import Anchor, Due
from domain.errors import DomainError
from domain.frozen import dataclass
from domain.playbook import ANYTHING, NO_TEXT, About, Brief, Playbook, Step, Wording
from domain.settings import FALLBACKS
from domain.text import clean
from domain.when import parse_when
from domain.words import N, language

if TYPE_CHECKING:
    from domain.board import Board
    from domain.topics import Lexicon


class PlaybookCampaignError(DomainError):
    """D-15 of what?"""

    message = N("{name} counts its days from a campaign: say which one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A playbook, and what it is for: a signal, a campaign, a product, or no such thing."""

    playbook: Playbook
    signal: int | None = None
    campaign: int | None = None
    sku: str = ""
    """Empty: that of the signal."""
    topic: About = ANYTHING
    skip: tuple[tuple[str, str], ...] = ()
    """Keys of steps that are left out, each with the reason."""
    language: str = field(default_factory=language)
    """The tasks are written in the team's language; in this one where the team has none."""

    def left_out(self, key: str) -> bool:
        """Whether the step with this key is left out."""
        return any(key == skipped for skipped, _ in self.skip)

    def brief(self, step: Step) -> Brief:
        """The words of the step, as long as nothing has failed."""
        brief = step.if_topic.get(self.topic.key, step)
        if brief.acceptance == NO_TEXT:
            return replace(brief, acceptance=step.acceptance)
        return brief

    def unseen(self, step: Step) -> bool:
        """Whether the step hangs on a finding that nobody will make."""
        return self.left_out(self.playbook.decider(step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task that a run would make."""

    step: Step
    role: str
    wording: Wording
    due: Due | None
    depends_on: tuple[str, ...]
    """Keys of steps; in the place of one that is left out, what that depends on."""


def drafts(board: Board, plan: Plan, at: datetime) -> tuple[Draft, ...]:
    """The tasks that a run `at` an instant would make, each after what it depends on.

    Raises:
        PlaybookCampaignError: It needs a campaign.
        UnknownRecordError: There is no such campaign.
    """
    campaign = None if plan.campaign is None else board.campaigns.require(plan.campaign)
    if campaign is None and plan.playbook.needs_campaign:
        raise PlaybookCampaignError(name=plan.playbook.name)
    steps = {step.key: step for step in plan.playbook.steps}

    def first(step: Step) -> Iterator[str]:
        for key in step.depends_on:
            if plan.left_out(key):
                yield from first(steps[key])
            else:
                yield key

    return tuple(
        Draft(
            step=step,
            role=role_of(board, step.role),
            # Where nobody will look, only what is safe to say.
            wording=said(board, plan, (plan.unseen(step) and step.if_failed) or plan.brief(step)),
            due=_due(board, step, campaign, at),
            depends_on=tuple(sorted({*first(step)}, key=[*steps].index)),
        )
        for step in plan.playbook.in_order
        if not plan.left_out(step.key)
    )


def role_of(board: Board, role: str) -> str:
    """The role that does the work of `role` in this team."""
    known = {each.key for each in board.settings.roles}
    return role if role in known else FALLBACKS.get(role, role)


def about(lexicon: Lexicon, text: str) -> About:
    """The topic with this key or this name; else what was typed, as it is."""
    wanted = text.strip().casefold()
    for key, topic in lexicon.topics.items():
        if wanted in (key.casefold(), topic.zh.casefold(), topic.en.casefold()):
            return About(key=key, zh=topic.zh, en=topic.en[:1].lower() + topic.en[1:])
    return About(zh=text)


def written_in(board: Board, plan: Plan) -> str:
    """The language of the tasks."""
    return board.settings.language or plan.language


def said(board: Board, plan: Plan, brief: Brief) -> Wording:
    """A brief in the words of this occasion."""
    spoken = written_in(board, plan)
    wording = brief.wording(spoken, {"topic": plan.topic.spoken(spoken), "sku": plan.sku})
    return Wording(
        title=clean(wording.title, limit=200, lines=1),
        acceptance=clean(wording.acceptance, limit=1000),
    )


def _due(board: Board, step: Step, campaign: Campaign | None, at: datetime) -> Due | None:
    if not step.due:
        return None
    zone = zone_named(board.settings.zone) if campaign is None else campaign.tz
    due = parse_when(step.due, at, zone, campaign is not None)
    if campaign is None or due.anchor is not Anchor.START:
        return due
    # As with the milestones of a template (`domain/calendar.py`).
    early = (campaign.d_day - local_day(campaign.starts_at, zone)).days - 1
    return replace(due, offset_days=due.offset_days - max(0, early))
