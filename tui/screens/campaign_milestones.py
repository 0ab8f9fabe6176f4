"""The milestones of a campaign on a time line, as rows.

+ 06-03 18:00  D-15    done     S  Stock target confirmed | gate
------- 06-11 12:00 -------
  06-15 18:00  D-3     4d 06h   A  Ad plan ready | gate
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from domain.board import Board
from domain.campaign import Campaign, Milestone, milestone_at, timeline
from domain.clock import countdown
from domain.due_words import describe, offset_words, wall_clock
from domain.text import fit, pad
from domain.words import tr
from tui.screens import task_text
from tui.widgets.row_list import Entry

_KEY = "milestone:"


def milestone_entries(board: Board, campaign: Campaign, now: datetime) -> Iterator[Entry]:
    """A row for each milestone by time; a line stands where now is."""
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
        yield Entry(
            _KEY + each.uid,
            partial(_row, board, campaign, each, now),
            _look(campaign, each, now),
            detail=partial(_told, board, campaign, each, now),
        )


def milestone_of(campaign: Campaign, key: str) -> Milestone | None:
    """The milestone that a row with this key is about."""
    return campaign.milestone(key.removeprefix(_KEY)) if key.startswith(_KEY) else None


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


def _row(board: Board, campaign: Campaign, each: Milestone, now: datetime, width: int) -> str:
    day, wall = wall_clock(milestone_at(campaign, each), campaign.tz)
    mark = "" if each.owner_role is None else board.settings.role(each.owner_role).mark
    notes = [tr("gate")] if each.gate else []
    notes += [tr("usual date")] if each.typical else []
    words = " | ".join((each.name, *notes))
    when = f"{day:%m-%d} {wall} {pad(offset_words(each.due), 7)}"
    left = pad(_left(campaign, each, now), 12)
    return fit(f"{_sign(campaign, each, now)} {when} {left} {pad(mark, 2)} {words}", width)


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
    if each.note:
        lines += ["", each.note]
    return "\n".join(lines)
