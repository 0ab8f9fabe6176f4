"""The pickers of roles, members, tasks, campaigns and priorities: what there is to choose.

Each `pick_*` is a dialog that dismisses with a key: a role's key, a record's number as
text, a priority; `""` for nobody or none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from domain.board import Board
from domain.campaign import STATUS_NAMES, status_of
from domain.presence import Seen
from domain.task import STATE_NAMES, Priority
from domain.team import Member
from domain.words import N, tr
from tui.screens.choose import Choose
from tui.screens.option import Option

PRIORITIES = {
    Priority.P0: N("everybody drops everything"),
    Priority.P1: N("today"),
    Priority.P2: N("as planned"),
    Priority.P3: N("when there is time"),
}


def roles(board: Board, *, without: Collection[str] = ()) -> list[Option]:
    """The team's roles, in the order of the settings."""
    return [Option(r.key, r.name, r.key) for r in board.settings.roles if r.key not in without]


def members(
    board: Board, role: str | None = None, *, none: bool = True, here: Iterable[Seen] = ()
) -> list[Option]:
    """The active members, those of `role` first; with `none`, nobody before them.

    Who is `here` comes first, and is said to be, with what they edit.
    """
    online = {seen.member: seen for seen in here}
    active = [member for member in board.members.values() if member.active]
    active.sort(key=lambda m: (role is not None and role not in m.roles, m.id not in online))
    found = [
        Option(str(m.id), m.name, ", ".join((*_here(online.get(m.id)), *_roles(board, m))))
        for m in active
    ]
    return [Option("", tr("Nobody")), *found] if none else found


def _here(seen: Seen | None) -> list[str]:
    if seen is None:
        return []
    return [tr("online"), *([tr("edits {number}", number=seen.form)] if seen.form else [])]


def _roles(board: Board, member: Member) -> list[str]:
    return [board.settings.name(key) for key in member.roles]


def member_name(board: Board, key: str) -> str:
    """The name of the member with this key."""
    member = board.members.get(int(key)) if key else None
    return member.name if member else ""


def tasks(board: Board, *, without: Collection[int] = ()) -> list[Option]:
    """The tasks, open ones first, newest first."""
    found = [task for task in board.tasks.values() if task.id > 0 and task.id not in without]
    found.sort(key=lambda task: (not task.open, -task.id))
    return [Option(str(t.id), f"{t.number} {t.title}", tr(STATE_NAMES[t.state])) for t in found]


def task_name(board: Board, key: str) -> str:
    """Number and title of the task with this key."""
    task = board.tasks.get(int(key))
    return f"{task.number} {task.title}" if task else f"T-{key}"


def campaigns(board: Board, now: datetime, *, none: bool = True) -> list[Option]:
    """The campaigns, newest first; with `none`, none of them before them."""
    found = [
        Option(str(each.id), each.name, tr(STATUS_NAMES[status_of(each, now)]))
        for each in sorted(board.campaigns.values(), key=lambda each: -each.id)
        if each.id > 0 and not each.cancelled
    ]
    return [Option("", tr("None")), *found] if none else found


def campaign_name(board: Board, key: str) -> str:
    """The name of the campaign with this key."""
    campaign = board.campaigns.get(int(key)) if key else None
    return campaign.name if campaign else ""


def priorities() -> list[Option]:
    """P0 to P3."""
    return [Option(priority, priority, tr(PRIORITIES[priority])) for priority in Priority]


def pick_role(board: Board, *, without: Collection[str] = ()) -> Choose:
    """Choose a role."""
    return Choose(tr("Role"), roles(board, without=without))


def pick_member(board: Board, role: str | None = None, *, none: bool = True) -> Choose:
    """Choose a member, those of `role` first; with `none` also nobody."""
    return Choose(tr("Assignee"), members(board, role, none=none))


def pick_task(board: Board, exclude: Collection[int] = ()) -> Choose:
    """Choose a task by its number or by words of its title."""
    return Choose(tr("Task"), tasks(board, without=exclude))


def pick_priority(now: Priority | None = None) -> Choose:
    """Choose a priority; the highlight starts at `now`."""
    return Choose(tr("Priority"), priorities(), filter=False, chosen=(now,) if now else ())
