"""`promoboard campaign plan`: how ready it is and why, what is late, and who holds it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign, timeline
from domain.chain import CAUSE_NAMES, Chain, chains_of
from domain.due_words import short
from domain.matrix import SHAPE_NAMES, Item, Shape
from domain.readiness import Readiness, Ready, count, readiness_of
from domain.task import Task, due_of
from domain.words import pick, tr
from tui.cli import values
from tui.cli.campaign_matrix import column_object, column_words, say_special
from tui.cli.campaign_objects import goals_object, milestone_object
from tui.cli.campaign_read import milestone_rows, say_goals
from tui.cli.campaign_words import gate_words, left_words, phase_words
from tui.cli.objects import Object, iso_json
from tui.cli.show import say, say_json, say_rows
from tui.session import Session

_NAMED = 5
"""Missing things that are named to a person; JSON has all of them."""


def plan(session: Session, given: Namespace) -> int:
    """Print readiness by role and phase, critical chains, and the milestones."""
    board, now = session.service.board, session.clock()
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    ready, chains = readiness_of(board, campaign, now), chains_of(board, campaign, now)
    if given.json:
        say_json(_object(board, campaign, ready, chains, now))
    else:
        _say(board, campaign, ready, chains, now)
        if given.explain:
            _explain(board, ready)
    return 0


def _object(
    board: Board, campaign: Campaign, ready: Readiness, chains: tuple[Chain, ...], now: datetime
) -> Object:
    return {
        "campaign": campaign.number,
        "goals": goals_object(campaign.goals),
        "readiness": _ready(ready.whole),
        "roles": [{"role": role, **_ready(each)} for role, each in ready.roles],
        "phases": [
            {**column_object(board, column), **_ready(each)} for column, each in ready.phases
        ],
        "critical": [
            {
                **_task(board, chain.task),
                "cause": chain.cause,
                "held_by": chain.holder,
                "since": iso_json(chain.since),
                "makes_late": [_task(board, task) for task in chain.makes_late],
                "opening": chain.opening,
            }
            for chain in chains
        ],
        "milestones": [milestone_object(board, campaign, each, now) for each in timeline(campaign)],
    }


def _ready(ready: Ready) -> Object:
    return {
        "share": ready.share,
        "done": ready.done,
        "total": ready.total,
        "tasks": {"done": count(ready.tasks), "total": len(ready.tasks)},
        "milestones": {"done": count(ready.milestones), "total": len(ready.milestones)},
        "missing": [
            {"id": item.number or None, "title": item.title, "role": item.role, "state": item.shape}
            for item in ready.missing
        ],
    }


def _task(board: Board, task: Task) -> Object:
    return {
        "id": task.number,
        "title": task.title,
        "role": task.owner_role,
        "due_at": iso_json(due_of(board, task)),
    }


def _say(
    board: Board, campaign: Campaign, ready: Readiness, chains: tuple[Chain, ...], now: datetime
) -> None:
    notes = filter(None, (phase_words(campaign, now), left_words(campaign, now)))
    say("  ".join((f"{campaign.number} {campaign.name}", *notes)))
    say(gate_words(board, campaign, now))
    say_goals(board, campaign)
    say(tr("Readiness") + ":")
    rows = [_row(tr("all"), ready.whole)]
    rows += [_row(board.settings.name(role), each) for role, each in ready.roles]
    rows += [_row(column_words(column), each) for column, each in ready.phases]
    say_rows(rows)
    say(tr("Critical chain") + ":")
    if chains:
        say_rows(row for chain in chains for row in _chain_rows(board, chain, now))
    else:
        say("  " + tr("nothing is late"))
    if campaign.milestones:
        say(tr("Milestones") + ":")
        say_rows(milestone_rows(board, campaign, now))
    say_special(board, [column.days for column, _ in ready.phases if column.days])


def _explain(board: Board, ready: Readiness) -> None:
    """Print what counts, and all that is missing, by role and by phase."""
    say(tr("How readiness is counted") + ":")
    say("  " + tr("Tasks of the campaign and the milestones that a role answers for count alike;"
                  " what was called off does not count."))  # fmt: skip
    names = [(board.settings.name(role), each) for role, each in ready.roles]
    names += [(column_words(column), each) for column, each in ready.phases]
    for name, each in names:
        if not each.total:
            continue
        share = tr("{done} of {all} = {n}%", done=each.done, all=each.total, n=each.percent)
        say(f"  {name}: {share}")
        if each.missing:
            say_rows(_missing_row(board, item) for item in each.missing)


def _missing_row(board: Board, item: Item) -> tuple[str, ...]:
    title = pick(item.title, item.en or item.title)
    role = board.settings.name(item.role)
    return "   ", tr(SHAPE_NAMES[item.shape]), role, item.number, title


def _row(name: str, ready: Ready) -> tuple[str, ...]:
    if ready.percent is None:
        return "", name, "-", "", ""
    tasks = tr("tasks {done}/{all}", done=count(ready.tasks), all=len(ready.tasks))
    milestones = tr(
        "milestones {done}/{all}", done=count(ready.milestones), all=len(ready.milestones)
    )
    return "", name, f"{ready.percent}%", f"{tasks}, {milestones}", _missing(ready.missing)


def _missing(items: tuple[Item, ...]) -> str:
    """The first of what is missing, and how much more there is."""
    if not items:
        return ""
    named = ", ".join(map(_named, items[:_NAMED]))
    more = len(items) - _NAMED
    if more > 0:
        return tr("missing: {things} and {n} more", things=named, n=more)
    return tr("missing: {things}", things=named)


def _named(item: Item) -> str:
    worse = (Shape.LATE, Shape.BLOCKED, Shape.AT_RISK)
    name = tr(SHAPE_NAMES[item.shape])
    return f"{item.name} ({name})" if item.shape in worse else item.name


def _chain_rows(board: Board, chain: Chain, now: datetime) -> Iterator[tuple[str, ...]]:
    notes = [
        tr(CAUSE_NAMES[chain.cause]),
        tr("held by {role}", role=board.settings.name(chain.holder)),
    ]
    if chain.opening:
        notes.append(tr("holds up the opening"))
    yield _task_row(board, chain.task, now, " | ".join(notes))
    for task in chain.makes_late:
        yield _task_row(board, task, now, tr("waits"), indent="  > ")


def _task_row(
    board: Board, task: Task, now: datetime, notes: str, indent: str = "  "
) -> tuple[str, ...]:
    due = due_of(board, task)
    zone = values.zone(board, task.campaign)
    return (
        indent + task.number,
        board.settings.name(task.owner_role),
        "" if due is None else short(due, now, zone, task.due),
        f"{task.title} | {notes}",
    )
