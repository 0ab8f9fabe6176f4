"""Makes the demo's workspace: nine days of a team's work, in some hundred commits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from domain import workspace
from domain.campaign import Campaign, milestone_at
from domain.clock import Clock
from domain.command import Bulk, Command
from domain.edit import Edit
from domain.feedback import Severity
from domain.feedback_moves import IgnoreFeedback, LinkTask, ResolveFeedback, TriageFeedback
from domain.feedback_write import ImportFeedback
from domain.identity import Account
from domain.milestone_rules import CompleteMilestone, TickExitCheck
from domain.personal import PersonalState
from domain.service import Actor, BoardService
from domain.settings_file import load_team
from domain.store import Store
from domain.team import AddMember, EditMember
from tui.demo.customers import Said, customers
from tui.demo.history import SLOTS, Deed, commits, task_deeds, task_numbers
from tui.demo.people import ME, Person, people
from tui.demo.promotion import promotion
from tui.demo.terms import terms_deeds
from tui.session import found_team

_FOUNDED, _PLANNED = 10.0, 9.5
"""Days ago."""
_ARRIVALS = (5.0, 2.0, 1.0, 0.3, 0.03, 0.0)
"""Days ago at which customers' words were imported."""
_SORTED = (0.3, 0.03, 0.0)
"""Of these, those after which somebody went through them."""
_IMPORTED, _TICKED, _TRIAGED = 10, 11, 12
"""After whatever is done to a task at the same time."""
_LAST_SEEN = 0.5
"""Days ago that whoever runs the demo went home."""


class _Past:
    """A clock that shows when what is being written was done."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def build(folder: Path, account: Account, clock: Clock) -> None:
    """Make `folder` a workspace full of work, with the owner of `account` as member 1.

    What their last visit had seen is kept where their drafts are, so that the board begins
    with what happened since.

    Raises:
        StoreError: It is a workspace already, holds something else, or cannot be written.
    """
    workspace.init(folder)
    now = clock()
    settings, past = load_team(folder), _Past(now - timedelta(days=_FOUNDED))
    service = BoardService(Store(folder, clock=past), settings, past, None)
    try:
        me = found_team(service, account)
        team = people(me.name)
        service.actor = Actor(me.id)
        roles = Edit("roles", me.roles, (team[ME].role,))
        service.execute(Bulk((*_joined(team), EditMember(me.id, (roles,)))))
        past.at = now - timedelta(days=_PLANNED)
        _execute(service, team["li"], (promotion(now, settings.zone),))
        campaign = service.board.campaigns[1]
        deeds = [
            *task_deeds(team, now, settings.zone, campaign.d_day),
            *_customer_deeds(customers(now, settings.zone, me.uid)),
            *_milestone_deeds(campaign, team, now),
            *terms_deeds(campaign.id, campaign.d_day),
        ]
        seen = 0
        for commit in commits(deeds, team):
            if commit.ago >= _LAST_SEEN:
                seen = service.board.seq
            past.at = now - timedelta(days=commit.ago)
            _execute(service, team[commit.by], commit.commands)
        PersonalState(folder, me.id).see(seen)
    finally:
        service.close()


def _execute(service: BoardService, who: Person, commands: tuple[Command, ...]) -> None:
    service.actor = Actor(who.number)
    service.execute(commands[0] if len(commands) == 1 else Bulk(commands))


def _joined(team: Mapping[str, Person]) -> Iterator[Command]:
    for key, person in team.items():
        if key != ME:
            yield AddMember(person.name, (person.role,), uid=f"demo-{key}")


def _milestone_deeds(
    campaign: Campaign, team: Mapping[str, Person], now: datetime
) -> Iterator[Deed]:
    """Whatever a role had to do for the campaign by now was done."""
    for milestone in campaign.milestones:
        if milestone.owner_role is not None and milestone_at(campaign, milestone) < now:
            by = next(key for key, who in team.items() if who.role == milestone.owner_role)
            for check in milestone.checks:
                seen = TickExitCheck(campaign.id, milestone.uid, check.text)
                yield Deed(SLOTS[-1], _TICKED, by, seen)
            yield Deed(SLOTS[-1], _TICKED, by, CompleteMilestone(campaign.id, milestone.uid))


def _customer_deeds(said: tuple[Said, ...]) -> Iterator[Deed]:
    """What customers said, as it came in, and what was done about it."""
    numbers, taken = task_numbers(), 0
    waiting: list[tuple[int, str]] = []
    for ago in _ARRIVALS:
        here = sum(each.ago >= timedelta(days=ago) for each in said)
        portion = said[taken:here]
        yield Deed(ago, _IMPORTED, "wang", ImportFeedback(tuple(each.item for each in portion)))
        waiting += [(taken + place, each.state) for place, each in enumerate(portion, 1)]
        taken = here
        if ago in _SORTED:
            for number, state in waiting:
                for command in _sorting(number, state, numbers):
                    yield Deed(ago, _TRIAGED, "he", command)
            waiting = []


def _sorting(number: int, state: str, tasks: Mapping[str, int]) -> Iterator[Command]:
    """How an item gets to where the data file says it is."""
    what, _, more = state.partition(":")
    match what:
        case "":
            return
        case "task":
            yield LinkTask(number, tasks[more])
        case "ignored":
            yield IgnoreFeedback(number, more)
        case "resolved":
            yield TriageFeedback(number)
            yield ResolveFeedback(number)
        case _:
            yield TriageFeedback(number, Severity(what))
