"""Records as JSON objects: what scripts rely on. Never translated.

Times are `YYYY-MM-DDTHH:MM:SSZ`, records and members their numbers (`T-1`, `U-3`), roles and
states their keys, and what is not there is null.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.board import Board
from domain.due import Due
from domain.feedback import FeedbackItem
from domain.record import Record, iso
from domain.task import (
    Block,
    Handoff,
    Origin,
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
        "assignee": member_json(task.assignee),
        "acceptor_role": task.acceptor_role,
        "due_at": iso_json(due_of(board, task)),
        "due": due_json(task.due),
        "depends_on": numbers_json("T", task.depends_on),
        "sku": task.sku,
        "campaign": None if task.campaign is None else f"C-{task.campaign}",
        "overdue": overdue(board, task, now),
        "at_risk": at_risk(board, task, now),
        "waiting_on": wait
        and {"role": wait.role, "since": iso(wait.since), "task": number_json("T", wait.task)},
        "block": _block(task.block),
        "handoff": _handoff(task.handoff),
        "sent_back": task.sent_back,
        "feedback": numbers_json("F", task.feedback),
        "origin": _origin(task.origin),
        "outcome": task.outcome,
        **stamps(task),
    }


def whole_task_object(board: Board, task: Task, now: datetime) -> Object:
    """A task with everything that is said on it."""
    return {
        **task_object(board, task, now),
        "blocks": numbers_json("T", blocks(board, task.id)),
        "description": task.description,
        "acceptance": task.acceptance,
        "checklist": [{"text": check.text, "done": check.done} for check in task.checklist],
        "links": list(task.links),
        "comments": [
            {
                "by": member_json(comment.by),
                "at": iso(comment.at),
                "text": comment.text,
                "mentions": numbers_json("U", comment.mentions),
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
        "topics": [
            {"topic": mark.topic, "polarity": mark.polarity, "severity": mark.severity}
            for mark in item.topics
        ],
        "topics_by": member_json(item.topics_by),
        "event_at": iso_json(item.event_at),
        "is_default": item.is_default,
        "source": item.source,
        "task": number_json("T", item.task),
        "duplicate_of": number_json("F", item.duplicate_of),
        "ignored_reason": item.ignored_reason,
        "snoozed_until": iso_json(item.snoozed_until),
        "claimed_by": member_json(item.claimant(now)),
        **stamps(item),
    }


def _part(part: Part) -> Object:
    return {
        "role": part.role,
        "state": part.state,
        "by": member_json(part.by),
        "at": iso_json(part.at),
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
            "to_member": member_json(handoff.to_member),
            "by": member_json(handoff.by),
            "offered_at": iso(handoff.offered_at),
            "note": handoff.note,
        }
    )


def _origin(origin: Origin | None) -> Object | None:
    return (
        None
        if origin is None
        else {
            "playbook": origin.playbook,
            "step": origin.step,
            "run": f"R-{origin.run}",
            "signal": number_json("S", origin.signal),
            "decides": origin.decides,
        }
    )


def due_json(due: Due | None) -> Object | None:
    """As it was said: what `due_at` is derived from."""
    return (
        None
        if due is None
        else {
            "at": iso_json(due.at),
            "anchor": due.anchor,
            "offset_days": due.offset_days if due.anchor else None,
            "time": due.time,
        }
    )


def stamps(record: Record) -> Object:
    """What every record has: how often it was written, and when, by whom."""
    return {
        "rev": record.rev,
        "created_at": iso(record.created_at),
        "created_by": member_json(record.created_by),
        "updated_at": iso(record.updated_at),
        "updated_by": member_json(record.updated_by),
    }


def iso_json(at: datetime | None) -> str | None:
    """An instant, or null."""
    return None if at is None else iso(at)


def number_json(prefix: str, number: int | None) -> str | None:
    """What people call the record with this number, or null."""
    return None if number is None else f"{prefix}-{number}"


def numbers_json(prefix: str, numbers: Iterable[int]) -> list[str]:
    """What people call the records with these numbers."""
    return [f"{prefix}-{number}" for number in numbers]


def member_json(number: int | None) -> str | None:
    """The number of a member, or null where it is nobody."""
    return f"U-{number}" if number else None
