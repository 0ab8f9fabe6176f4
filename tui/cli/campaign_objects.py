"""Campaigns and milestones as JSON objects, on the terms of `objects.py`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from domain.board import Board
from domain.campaign import (
    Campaign,
    Goals,
    Milestone,
    Passing,
    days_of,
    milestone_at,
    next_milestone,
    phase_of,
    status_of,
    target,
    timeline,
)
from domain.clock import last_day
from domain.record import iso
from domain.workdays import Span, day_in, span, team_zone
from tui.cli.objects import Object, iso_json, member_json, stamps

if TYPE_CHECKING:
    from domain.clearance import Standing


def campaign_summary(board: Board, campaign: Campaign, now: datetime) -> Object:
    """Where a campaign stands: what `status` tells of each."""
    from domain.clearance import (
        standing_of,  # twenty dataclasses that a line for tmux can do without
    )

    day = phase_of(campaign, now)
    following, goal = next_milestone(campaign, now), target(campaign, now)
    return {
        "id": campaign.number,
        "name": campaign.name,
        "status": status_of(campaign, now),
        "gate": _gate(standing_of(board, campaign, now)),
        "phase": None if day is None else day.phase.key,
        "phase_day": None if day is None else day.day,
        "phase_days": None if day is None else day.days,
        "starts_at": iso(campaign.starts_at),
        "starts_in_s": _seconds(campaign.starts_at, now),
        "ends_at": iso(campaign.ends_at),
        "countdown_to": iso_json(goal),
        "next_milestone": following and milestone_object(board, campaign, following, now),
    }


def _gate(standing: Standing) -> Object:
    gate = standing.gate
    counts = {"open": gate.open, "passed": gate.passed, "total": len(gate.lines)}
    return {**counts, **clearance_object(standing)}


def clearance_object(standing: Standing) -> Object:
    """By what a campaign opens: the passing that holds, and the override that stays in sight."""
    return {
        "clearance": standing.clearance,
        "passing": standing.passing and passing_object(standing.passing),
        "override": standing.override and passing_object(standing.override),
        "shut_again": list(standing.again),
    }


def passing_object(passing: Passing) -> Object:
    """Who let it open, when, and without which lines of the gate."""
    return {
        "by": member_json(passing.by),
        "at": iso(passing.at),
        "overridden": bool(passing.lines),
        "missing": list(passing.lines),
        "reason": passing.reason,
        "revoked_by": member_json(passing.revoked_by),
        "revoked_at": iso_json(passing.revoked_at),
    }


def campaign_object(board: Board, campaign: Campaign, now: datetime) -> Object:
    """A campaign with its phases and milestones."""
    return {
        **campaign_summary(board, campaign, now),
        "template": campaign.template,
        "platforms": list(campaign.platforms),
        "zone": campaign.zone,
        "d_day": campaign.d_day.isoformat(),
        "cancelled": campaign.cancelled,
        "goals": goals_object(campaign.goals),
        "phases": [
            {
                "key": phase.key,
                "zh": phase.zh,
                "en": phase.en,
                "from": str(first),
                "to": str(last),
                **span_object(span(first, last, team_zone(board))),
            }
            for phase in campaign.phases
            for first, last in (days_of(campaign, phase),)
        ],
        "milestones": [milestone_object(board, campaign, each, now) for each in timeline(campaign)],
        **stamps(campaign),
    }


def goals_object(goals: Goals | None) -> Object | None:
    """Fen and fractions; null where nothing was agreed."""
    if goals is None:
        return None
    return {
        "gmv": goals.gmv,
        "roi_min": goals.roi_min,
        "return_rate_max": goals.return_rate_max,
        "service": goals.service,
        "roles": [{"role": each.role, "text": each.text} for each in goals.roles],
    }


def milestone_object(
    board: Board, campaign: Campaign, milestone: Milestone, now: datetime
) -> Object:
    """A milestone, with its place in the time line: the number that the command line takes."""
    at = milestone_at(campaign, milestone)
    return {
        "n": timeline(campaign).index(milestone) + 1,
        "title": milestone.title,
        "en": milestone.en,
        "at": iso(at),
        "in_s": _seconds(at, now),
        "day": day_in(last_day(at, campaign.tz), team_zone(board)).kind,
        "owner_role": milestone.owner_role,
        "gate": milestone.gate,
        "typical": milestone.typical,
        "note": milestone.note,
        "checks": [
            {
                "text": each.text,
                "en": each.en,
                "done_at": iso_json(each.done_at),
                "done_by": member_json(each.done_by),
            }
            for each in milestone.checks
        ],
        "done_at": iso_json(milestone.done_at),
        "done_by": member_json(milestone.done_by),
    }


def span_object(found: Span) -> Object:
    """How many of some days are worked, and which of them are not what their weekday says."""
    return {
        "days": found.days,
        "working_days": found.working,
        "special": [
            {"day": str(each.day), "kind": each.kind, "zh": each.zh, "en": each.en}
            for each in found.special
        ],
        "unannounced": list(found.unknown),
    }


def _seconds(at: datetime, now: datetime) -> int:
    return int((at - now).total_seconds())
