"""`promoboard campaign matrix`: the tasks of a campaign by phase and role."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date

from domain.board import Board
from domain.campaign import Campaign
from domain.matrix import SHAPE_NAMES, Cell, Column, Matrix, Shape, matrix_of
from domain.words import tr
from domain.workdays import span, special_words, team_zone, unknown_words
from tui.cli import values
from tui.cli.campaign_objects import span_object
from tui.cli.campaign_words import phase_words
from tui.cli.objects import Object
from tui.cli.show import say, say_json, say_rows
from tui.session import Session


def matrix(session: Session, given: Namespace) -> int:
    """Print how many tasks are done of how many, and what is worst in each cell."""
    board, now = session.service.board, session.clock()
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    found = matrix_of(board, campaign, now)
    if given.json:
        say_json(_object(board, campaign, found))
        return 0
    say(f"{campaign.number} {campaign.name}  {phase_words(campaign, now)}".rstrip())
    say_rows(_rows(board, found))
    say_special(board, [column.days for column in found.columns if column.days])
    return 0


def column_object(board: Board, column: Column) -> Object:
    """A phase with its days; all null for what lies in none."""
    phase, days = column.phase, column.days
    return {
        "phase": None if phase is None else phase.key,
        "zh": None if phase is None else phase.zh,
        "en": None if phase is None else phase.en,
        "from": None if days is None else str(days[0]),
        "to": None if days is None else str(days[1]),
        "today": column.today,
        **({} if days is None else span_object(span(*days, team_zone(board)))),
    }


def say_special(board: Board, spans: Iterable[tuple[date, date]]) -> None:
    """Print which days are not what their weekday says, and what nobody has announced yet."""
    found = [span(first, last, team_zone(board)) for first, last in spans]
    special = [day for each in found for day in each.special]
    if special:
        say(special_words(special))
    if unknown := unknown_words(dict.fromkeys(year for each in found for year in each.unknown)):
        say(unknown)


def column_words(column: Column) -> str:
    """The name of a phase, today's with a mark: `> Burst`."""
    name = tr("no phase") if column.phase is None else column.phase.name
    return f"> {name}" if column.today else name


def _object(board: Board, campaign: Campaign, found: Matrix) -> Object:
    return {
        "campaign": campaign.number,
        "today": next(
            (each.phase.key for each in found.columns if each.today and each.phase), None
        ),
        "phases": [column_object(board, column) for column in found.columns],
        "roles": list(found.roles),
        "cells": [
            {
                "role": role,
                "phase": None if column.phase is None else column.phase.key,
                "done": cell.done,
                "total": cell.total,
                "worst": cell.worst,
                "tasks": [item.number for item in cell.items],
            }
            for role in found.roles
            for column, cell in zip(found.columns, found.cells[role], strict=True)
        ],
    }


def _rows(board: Board, found: Matrix) -> Iterator[tuple[str, ...]]:
    yield ("", *map(column_words, found.columns), "")
    for role in found.roles:
        yield (board.settings.name(role), *map(_words, found.cells[role]), "")
    worked = (_worked(board, column) for column in found.columns)
    yield (tr("working days"), *worked, "")


def _worked(board: Board, column: Column) -> str:
    """`11/16`: on how many of its days people work."""
    if column.days is None:
        return "-"
    days = span(*column.days, team_zone(board))
    return f"{days.working}/{days.days}"


def _words(cell: Cell) -> str:
    """`3/5 Late`; `5/5` when all is done; `-` where there is nothing to do."""
    if cell.worst is None:
        return "-"
    figures = f"{cell.done}/{cell.total}"
    return figures if cell.worst is Shape.DONE else f"{figures} {tr(SHAPE_NAMES[cell.worst])}"
