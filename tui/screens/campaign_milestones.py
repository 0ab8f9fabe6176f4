"""The milestones of a campaign on a time line, as rows.

+ 06-03      18:00 D-15    done         L  2/2 Stock target confirmed | gate
-- today 06-11
  06-19 off  20:00 D+1     7d 06h       C      Livestream
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime
from functools import partial

from domain.board import Board
from domain.campaign import Campaign, ExitCheck, Milestone, milestone_at, timeline
from domain.clock import countdown
from domain.due_words import describe, offset_words, wall_clock
from domain.text import fit, pad
from domain.words import N, tr
from domain.workdays import DayKind, day_in, team_zone
from tui.screens import task_text
from tui.widgets.row_list import Entry

_KEY = "milestone:"


def milestone_entries(
    board: Board, campaign: Campaign, now: datetime, opened: Container[str]
) -> Iterator[Entry]:
    """A row for each milestone by time, a line where now is; exit checks below the `opened`."""
    line = timeline(campaign)
    asked = [each for each in line if each.owner_role is not None]
    done = sum(each.done_at is not None for each in asked)
    head = tr("Milestones {done}/{all}", done=done, all=len(asked))
    yield Entry("milestones", head, heading=True)
    passed = False
    for each in line:
        if not passed and milestone_at(campaign, each) >= now:
            passed = True
            yield Entry("now", "-- " + tr("today {day}", day=_today(campaign, now)), "active",
                        heading=True)  # fmt: skip
        key = milestone_key(each)
        yield Entry(
            key,
            partial(_row, board, campaign, each, now),
            _look(campaign, each, now),
            detail=partial(_told, board, campaign, each, now),
        )
        if key in opened:
            for check in each.checks:
                yield Entry(f"{key}/{check.text}", _check_row(board, campaign, check),
                            "title" if check.done_at is None else "meta")  # fmt: skip


def milestone_key(milestone: Milestone) -> str:
    """What the row of a milestone is known by; those of its exit checks begin with it."""
    return _KEY + milestone.uid


def milestone_of(campaign: Campaign, key: str) -> Milestone | None:
    """The milestone that a row with this key is about, or is a check of."""
    uid = key.removeprefix(_KEY).partition("/")[0]
    return campaign.milestone(uid) if key.startswith(_KEY) else None


def check_of(milestone: Milestone, key: str) -> ExitCheck | None:
    """The exit check of `milestone` that a row with this key is about; None for its own row."""
    text = key.removeprefix(milestone_key(milestone)).removeprefix("/")
    return next((each for each in milestone.checks if each.text == text), None)


def _check_row(board: Board, campaign: Campaign, check: ExitCheck) -> str:
    if check.done_at is None:
        return f"    [ ] {check.name}"
    day, wall = wall_clock(check.done_at, campaign.tz)
    return f"    [x] {check.name} | {task_text.name_of(board, check.done_by)} {day:%m-%d} {wall}"


def _today(campaign: Campaign, now: datetime) -> str:
    return f"{wall_clock(now, campaign.tz)[0]:%m-%d}"


def _look(campaign: Campaign, milestone: Milestone, now: datetime) -> str:
    if not milestone.open:
        return "meta"
    if milestone_at(campaign, milestone) >= now:
        return "title"
    return "late" if milestone.owner_role else "meta"


def _sign(campaign: Campaign, milestone: Milestone, now: datetime) -> str:
    if milestone.done_at is not None:
        return "+"
    late = milestone.owner_role is not None and milestone_at(campaign, milestone) < now
    return "!" if late else " "


def _left(campaign: Campaign, milestone: Milestone, now: datetime) -> str:
    """`4d 06h`, `done`, `1d 02h late`; `over` for one that nobody has to tick."""
    at = milestone_at(campaign, milestone)
    if milestone.done_at is not None:
        return tr("done")
    if at < now and milestone.owner_role is None:
        return tr("over")
    return countdown(at, now, seconds=False)


_MARKS = {DayKind.HOLIDAY: N("off"), DayKind.WEEKEND: N("off"), DayKind.MAKE_UP: N("work")}
"""What stands behind a day that is not a usual working day."""


def _row(board: Board, campaign: Campaign, each: Milestone, now: datetime, width: int) -> str:
    day, wall = wall_clock(milestone_at(campaign, each), campaign.tz)
    mark = "" if each.owner_role is None else board.settings.role(each.owner_role).mark
    done, every = len(each.checks) - len(each.unchecked), len(each.checks)
    checks = f"{done}/{every}" if every else ""
    kind = day_in(day, team_zone(board)).kind
    off = tr(_MARKS[kind]) if kind in _MARKS else ""
    notes = [tr("gate")] if each.gate else []
    notes += [tr("usual date")] if each.typical else []
    words = " | ".join((each.name, *notes))
    when = f"{day:%m-%d} {pad(off, 4)} {wall} {pad(offset_words(each.due), 7)}"
    left, sign = pad(_left(campaign, each, now), 12), _sign(campaign, each, now)
    return fit(f"{sign} {when} {left} {pad(mark, 2)} {pad(checks, 3)} {words}", width)


def _told(board: Board, campaign: Campaign, each: Milestone, now: datetime) -> str:
    lines = [each.name, "", describe(each.due, campaign, now, campaign.tz)]
    lines.append(_left(campaign, each, now))
    if each.typical:
        lines.append(tr("A usual date, not an announced one: change it to what the platform says."))
    if each.owner_role is None:
        lines.append(tr("It comes by the clock: nobody has to tick it."))
    else:
        lines.append(tr("Held by {role}", role=board.settings.name(each.owner_role)))
    if each.gate:
        lines.append(tr("The gate waits for it."))
    if each.done_at is not None:
        day, wall = wall_clock(each.done_at, campaign.tz)
        who = task_text.name_of(board, each.done_by)
        lines.append(tr("Done {day} {time} by {who}", day=day, time=wall, who=who))
    if each.checks:
        lines += ["", tr("Exit checks") + ":"]
        lines += (_check_row(board, campaign, check).strip() for check in each.checks)
    if each.note:
        lines += ["", each.note]
    return "\n".join(lines)
