"""Records as JSON objects: what scripts rely on. Never translated.

Times are `YYYY-MM-DDTHH:MM:SSZ`, records and members their numbers (`T-1`, `U-3`), roles and
states their keys, and what is not there is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.board import Board
from domain.campaign import (
    Campaign,
    Milestone,
    days_of,
    milestone_at,
    next_milestone,
    phase_of,
    status_of,
    target,
    timeline,
)
from domain.due import Due
from domain.feedback import FeedbackItem
from domain.history import Line, label
from domain.record import Record, iso
from domain.task import (
    Block,
    Handoff,
    Part,
    Task,
    at_risk,
    blocks,
    due_of,
    overdue,
    waiting_on,
)
from domain.team import Member

Object = dict[str, Any]


def task_object(board: Board, task: Task, now: datetime) -> Object:
    """A task as lists show it: all that is short."""
    wait = waiting_on(board, task)
    return {
        "id": task.number,
        "title": task.title,
        "state": task.state,
        "state_since": iso(task.state_since),
        "owner_role": task.owner_role,
        "parts": [_part(part) for part in task.parts],
        "priority": task.priority,
        "assignee": _member(task.assignee),
        "acceptor_role": task.acceptor_role,
        "due_at": _iso(due_of(board, task)),
        "due": _due(task.due),
        "depends_on": _numbers("T", task.depends_on),
        "sku": task.sku,
        "campaign": None if task.campaign is None else f"C-{task.campaign}",
        "overdue": overdue(board, task, now),
        "at_risk": at_risk(board, task, now),
        "waiting_on": wait
        and {"role": wait.role, "since": iso(wait.since), "task": _number("T", wait.task)},
        "block": _block(task.block),
        "handoff": _handoff(task.handoff),
        "sent_back": task.sent_back,
        "feedback": _numbers("F", task.feedback),
        **_stamps(task),
    }


def whole_task_object(board: Board, task: Task, now: datetime) -> Object:
    """A task with everything that is said on it."""
    return {
        **task_object(board, task, now),
        "blocks": _numbers("T", blocks(board, task.id)),
        "description": task.description,
        "acceptance": task.acceptance,
        "checklist": [{"text": check.text, "done": check.done} for check in task.checklist],
        "links": list(task.links),
        "comments": [
            {
                "by": _member(comment.by),
                "at": iso(comment.at),
                "text": comment.text,
                "mentions": _numbers("U", comment.mentions),
            }
            for comment in task.comments
        ],
    }


def member_object(member: Member) -> Object:
    """A member."""
    return {
        "id": member.number,
        "name": member.name,
        "roles": list(member.roles),
        "accounts": list(member.accounts),
        "active": member.active,
    }


def campaign_summary(campaign: Campaign, now: datetime) -> Object:
    """Where a campaign stands: what `status` tells of each."""
    day = phase_of(campaign, now)
    following, goal = next_milestone(campaign, now), target(campaign, now)
    return {
        "id": campaign.number,
        "name": campaign.name,
        "status": status_of(campaign, now),
        "phase": None if day is None else day.phase.key,
        "phase_day": None if day is None else day.day,
        "phase_days": None if day is None else day.days,
        "starts_at": iso(campaign.starts_at),
        "starts_in_s": _seconds(campaign.starts_at, now),
        "ends_at": iso(campaign.ends_at),
        "countdown_to": _iso(goal),
        "next_milestone": following and milestone_object(campaign, following, now),
    }


def campaign_object(campaign: Campaign, now: datetime) -> Object:
    """A campaign with its phases and milestones."""
    goals = campaign.goals
    return {
        **campaign_summary(campaign, now),
        "template": campaign.template,
        "platforms": list(campaign.platforms),
        "zone": campaign.zone,
        "d_day": campaign.d_day.isoformat(),
        "cancelled": campaign.cancelled,
        "goals": goals
        and {"gmv": goals.gmv, "roi_min": goals.roi_min, "return_rate_max": goals.return_rate_max},
        "phases": [
            {"key": phase.key, "zh": phase.zh, "en": phase.en, "from": str(first), "to": str(last)}
            for phase in campaign.phases
            for first, last in (days_of(campaign, phase),)
        ],
        "milestones": [milestone_object(campaign, each, now) for each in timeline(campaign)],
        **_stamps(campaign),
    }


def milestone_object(campaign: Campaign, milestone: Milestone, now: datetime) -> Object:
    """A milestone, with its place in the time line: the number that the command line takes."""
    at = milestone_at(campaign, milestone)
    return {
        "n": timeline(campaign).index(milestone) + 1,
        "title": milestone.title,
        "en": milestone.en,
        "at": iso(at),
        "in_s": _seconds(at, now),
        "owner_role": milestone.owner_role,
        "gate": milestone.gate,
        "typical": milestone.typical,
        "note": milestone.note,
        "done_at": _iso(milestone.done_at),
        "done_by": _member(milestone.done_by),
    }


def feedback_object(item: FeedbackItem, now: datetime) -> Object:
    """A customer's words."""
    return {
        "id": item.number,
        "text": item.text,
        "append_text": item.append_text,
        "title": item.title,
        "platform": item.platform,
        "channel": item.channel,
        "sku": item.sku,
        "group": item.group,
        "rating": item.rating,
        "result": item.result,
        "state": item.state,
        "severity": item.severity,
        "event_at": _iso(item.event_at),
        "is_default": item.is_default,
        "source": item.source,
        "task": _number("T", item.task),
        "duplicate_of": _number("F", item.duplicate_of),
        "ignored_reason": item.ignored_reason,
        "snoozed_until": _iso(item.snoozed_until),
        "claimed_by": _member(item.claimant(now)),
        **_stamps(item),
    }


def line_object(line: Line) -> Object:
    """A line of the log: who, when, which command, from what to what."""
    changes = []
    for (table, key, doc), diff in zip(line.changes, line.diff, strict=True):
        made = {name: [None, value] for name, value in (doc or {}).items()}
        changes.append(
            {
                "id": label(table, key),
                "created": diff is None,
                "fields": made if diff is None else diff,
            }
        )
    return {
        "seq": line.seq,
        "at": line.meta["at"],
        "by": _member(line.meta.get("by")),
        "via": line.meta.get("via", ""),
        "command": line.meta.get("cmd"),
        "of": line.meta.get("of"),
        "changes": changes,
    }


def _part(part: Part) -> Object:
    return {
        "role": part.role,
        "state": part.state,
        "by": _member(part.by),
        "at": _iso(part.at),
    }


def _block(block: Block | None) -> Object | None:
    return (
        None
        if block is None
        else {
            "reason": block.reason,
            "was": block.was,
            "since": iso(block.since),
            "waiting_on": block.waiting_on,
        }
    )


def _handoff(handoff: Handoff | None) -> Object | None:
    return (
        None
        if handoff is None
        else {
            "to_role": handoff.to_role,
            "to_member": _member(handoff.to_member),
            "by": _member(handoff.by),
            "offered_at": iso(handoff.offered_at),
            "note": handoff.note,
        }
    )


def _due(due: Due | None) -> Object | None:
    """As it was said: what `due_at` is derived from."""
    return (
        None
        if due is None
        else {
            "at": _iso(due.at),
            "anchor": due.anchor,
            "offset_days": due.offset_days if due.anchor else None,
            "time": due.time,
        }
    )


def _stamps(record: Record) -> Object:
    return {
        "rev": record.rev,
        "created_at": iso(record.created_at),
        "created_by": _member(record.created_by),
        "updated_at": iso(record.updated_at),
        "updated_by": _member(record.updated_by),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else iso(at)


def _seconds(at: datetime, now: datetime) -> int:
    return int((at - now).total_seconds())


def _number(prefix: str, number: int | None) -> str | None:
    return None if number is None else f"{prefix}-{number}"


def _numbers(prefix: str, numbers: Iterable[int]) -> list[str]:
    return [f"{prefix}-{number}" for number in numbers]


def _member(number: int | None) -> str | None:
    return f"U-{number}" if number else None
