"""A campaign and the tasks of its time line: planned together, in one commit."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from domain.campaign_rules import AddCampaign
from domain.command import Change, Command, decide, rule
from domain.frozen import dataclass
from domain.playbook import Playbook
from domain.playbook_rules import RunPlaybook
from domain.words import language

if TYPE_CHECKING:
    from domain.board import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCampaign(Command):
    """Add a campaign, and what each role has to do for it."""

    NAME = "campaign.plan"

    campaign: AddCampaign
    """Its uid makes all of it idempotent."""
    playbook: Playbook
    language: str = field(default_factory=language)


@rule(PlanCampaign)
def plan_campaign(board: Board, command: PlanCampaign, at: datetime, by: int) -> Change:
    """The campaign, and a run of the playbook for it; done already when its uid is known."""
    change = decide(board, command.campaign, at, by)
    if not change:
        return change
    board = board.after(change)
    made = board.campaigns.by_uid(command.campaign.uid)
    assert made is not None
    run = RunPlaybook(
        playbook=command.playbook,
        campaign=made.id,
        language=command.language,
        uid=f"{command.campaign.uid}-plan",
    )
    return change + decide(board, run, at, by)
