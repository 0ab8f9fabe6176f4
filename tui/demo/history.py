"""How the demo's work came to where it stands: who did what, how many days ago.

The board is made by the commands that people give, not by writing its records, so that it
cannot hold what the rules forbid, and the log, undo and the digest have a past to show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from domain.clock import local_day, zone_named
from domain.command import Command
from domain.due import Anchor, Due
from domain.handoff import OfferHandoff, SetPart
from domain.talk import CommentTask
from domain.task import Check, PartState, Priority, State
from domain.task_moves import MoveTask
from domain.task_write import AddTask
from tui.demo.people import ME, Person, said, table

SLOTS = (9.0, 7.0, 5.0, 4.0, 3.0, 2.0, 1.3, 1.0, 0.6, 0.3, 0.15, 0.08)
"""Days ago at which things happened. Few, for what one person did at one time is one commit."""

_CREATED, _BEGUN, _READY, _REVIEWED, _SETTLED, _SAID, _OFFERED = range(7)
"""The order of what happens to a task at one of those times."""


class Deed(NamedTuple):
    """Something that somebody did."""

    ago: float
    """Days."""
    step: int
    """Which comes first at one time."""
    by: str
    command: Command


class Commit(NamedTuple):
    """What one person did at one time."""

    ago: float
    by: str
    commands: tuple[Command, ...]


def commits(deeds: Iterable[Deed], team: Mapping[str, Person]) -> Iterator[Commit]:
    """All deeds in the order of time, those of one person at one time together."""
    order = {key: person.number for key, person in team.items()}
    ranked = sorted(deeds, key=lambda deed: (-deed.ago, deed.step, order[deed.by]))
    for (ago, _, by), group in groupby(ranked, key=lambda deed: (deed.ago, deed.step, deed.by)):
        yield Commit(ago, by, tuple(deed.command for deed in group))


def task_numbers() -> dict[str, int]:
    """The number that each task of the data file gets, by its key: in the order of creation."""
    order = [ME, *table("team")["members"]]
    rows = sorted(
        table("tasks")["task"],
        key=lambda row: (-row["asked"]["ago"], order.index(row["asked"]["by"])),
    )
    return {row["key"]: number for number, row in enumerate(rows, 1)}


def task_deeds(team: Mapping[str, Person], now: datetime, zone: str, d_day: date) -> Iterator[Deed]:
    """All that was done to the demo's tasks."""
    numbers = task_numbers()
    due = _due_reader(now, zone, d_day)
    for row in table("tasks")["task"]:
        yield from _Story(row, numbers, team).deeds(due)


@dataclass(slots=True)
class _Story:
    """One task's way."""

    row: Mapping[str, Any]
    numbers: Mapping[str, int]
    team: Mapping[str, Person]

    def deeds(self, due: Callable[[str], Due]) -> Iterator[Deed]:
        asked, role = self.row["asked"], self.row["role"]
        who = self.row.get("who", asked["by"])
        yield Deed(asked["ago"], _CREATED, asked["by"], self._add(due))
        yield from self._walk(who)
        since = self.row.get("since", SLOTS[-1])
        for ready in self._ready():
            by = who if ready == role else self._of(ready)
            yield Deed(since, _READY, by, SetPart(self.number, ready, PartState.DONE))
        for stuck in self.row.get("stuck", ()):
            yield Deed(since, _READY, who, SetPart(self.number, stuck, PartState.BLOCKED))
        for comment in self.row.get("said", ()):
            text = said(comment).replace(f"@{ME}", f"@{self.team[ME].name}")
            yield Deed(comment["ago"], _SAID, comment["by"], CommentTask(self.number, text))
        if offer := self.row.get("offer"):
            command = OfferHandoff(self.number, offer["to"], said(offer))
            yield Deed(offer["ago"], _OFFERED, offer["by"], command)

    @property
    def number(self) -> int:
        return self.numbers[self.row["key"]]

    def _of(self, role: str) -> str:
        """The first of that role's people who is not the one at the keyboard."""
        return next(key for key, each in self.team.items() if each.role == role and key != ME)

    def _ready(self) -> tuple[str, ...]:
        """Whose part is done; for finished work everybody's."""
        if self.row.get("state") == State.DONE:
            return tuple(self.row.get("with", ()))
        return tuple(self.row.get("ready", ()))

    def _add(self, due: Callable[[str], Due]) -> AddTask:
        row, get = self.row, self.row.get
        return AddTask(
            title=said(row),
            owner_role=row["role"],
            with_roles=tuple(get("with", ())),
            priority=Priority(row["priority"]),
            due=due(row["due"]) if "due" in row else None,
            campaign=1,
            assignee=self.team[row["who"]].number if "who" in row else None,
            depends_on=tuple(self.numbers[key] for key in get("after", ())),
            sku=get("sku", ""),
            description=said(row["text"]) if "text" in row else "",
            acceptance=said(row["accept"]) if "accept" in row else "",
            checklist=tuple(
                Check(uid=f"{row['key']}-{place}", text=said(check), done=check["done"])
                for place, check in enumerate(get("checks", ()))
            ),
            links=tuple(get("links", ())),
        )

    def _walk(self, who: str) -> Iterator[Deed]:
        """The moves that lead to where it stands."""
        state = State(self.row.get("state", State.TODO))
        if state is State.TODO:
            return
        since, asked = self.row["since"], self.row["asked"]
        if state is State.CANCELLED:
            yield Deed(since, _SETTLED, who, MoveTask(self.number, state))
            return
        back = said(self.row["back"]) if "back" in self.row else ""
        begun = since
        if state is not State.DOING or back:
            begun = max(since, *(slot for slot in SLOTS if slot < asked["ago"]))
        yield Deed(begun, _BEGUN, who, MoveTask(self.number, State.DOING))
        if back or state in (State.REVIEW, State.DONE):
            yield Deed(since, _REVIEWED, who, MoveTask(self.number, State.REVIEW))
        if back:
            yield Deed(since, _SETTLED, asked["by"], MoveTask(self.number, State.DOING, back))
        if state is State.DONE:
            yield Deed(since, _SETTLED, asked["by"], MoveTask(self.number, state))
        if state is State.BLOCKED:
            block = self.row["block"]
            move = MoveTask(self.number, state, said(block), block.get("on"))
            yield Deed(since, _SETTLED, who, move)


_SPAN = re.compile(r"([+-]\d+)([hm])")
_DAY = re.compile(r"(?P<end>end)?(?P<days>[+-]\d+)d?(?: (?P<time>\d\d:\d\d))?")


def _due_reader(now: datetime, zone: str, d_day: date) -> Callable[[str], Due]:
    """How to read what the data file says of due dates: instants on the half hour, or offsets."""
    half_hour = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)
    ahead = (d_day - local_day(now, zone_named(zone))).days

    def due(text: str) -> Due:
        if match := _SPAN.fullmatch(text):
            unit = timedelta(hours=1) if match[2] == "h" else timedelta(minutes=1)
            return Due(at=half_hour + int(match[1]) * unit)
        match = _DAY.fullmatch(text)
        assert match is not None, text
        anchor = Anchor.END if match["end"] else Anchor.START
        days = int(match["days"]) - (0 if match["end"] else ahead)
        return Due(anchor=anchor, offset_days=days, time=match["time"])

    return due
