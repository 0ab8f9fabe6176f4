"""Phases x roles as rows: how far each role is in each phase, and the sign of what is worst there.

> Burst        06-11..06-15   3/5!   0/2    -      1/1+   40%
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from domain.board import Board
from domain.campaign import Campaign
from domain.matrix import SHAPE_NAMES, Cell, Column, Item, Matrix, matrix_of, tasks_of
from domain.readiness import Readiness, Ready, count, readiness_of
from domain.text import cells, fit, pad
from domain.words import tr
from domain.workdays import span, special_words, team_zone, unknown_words
from tui.screens.campaign_task import LOOKS, SIGNS, task_entry
from tui.widgets.row_list import Entry

_PHASE, _CELL, _SHARE = 11, 7, 4
"""Cells for a phase's name, for a cell of the matrix, for a share."""
_DAYS = 12
"""Cells for `06-11..06-15`."""


class _Room(NamedTuple):
    """What there is room for in a row."""

    phase: int
    days: bool
    cell: int
    roles: int
    """How many of them."""


def _room(width: int, roles: int) -> _Room:
    """The days go first where it is narrow, then the cells shrink, the names, and some roles."""
    fits = 0
    for phase, days, cell in ((_PHASE, True, _CELL), (_PHASE, False, _CELL), (_PHASE, False, 6),
                              (6, False, 6)):  # fmt: skip
        left = width - (2 + phase + (_DAYS + 1 if days else 0) + _SHARE + 1)
        fits = left // (cell + 1)
        if fits >= roles:
            return _Room(phase, days, cell, roles)
    return _Room(6, False, 6, max(1, fits))


class Grid:
    """The matrix of a campaign at a moment, with one role's column chosen or none."""

    def __init__(self, board: Board, campaign: Campaign, now: datetime, role: str | None) -> None:
        """Look at the board once."""
        self._board, self._campaign, self._now, self.role = board, campaign, now, role
        tasks = tuple(tasks_of(board, campaign, now))
        self.matrix: Matrix = matrix_of(board, campaign, now, tasks)
        self.ready: Readiness = readiness_of(board, campaign, now, tasks)

    def entries(self, opened: Iterable[str]) -> Iterator[Entry]:
        """A row for each phase, the tasks of those that are `opened` below them; then the sums."""
        opened = set(opened)
        yield Entry("matrix", self._head, heading=True)
        parts = dict(self.ready.phases)
        for at, column in enumerate(self.matrix.columns):
            items = self._items(at)
            key = phase_key(column)
            yield Entry(
                key,
                partial(self._phase, at, parts.get(column)),
                _look(items),
                detail=partial(self._told_phase, at),
            )
            if key in opened:
                for item in sorted(items, key=lambda item: item.place):
                    task = self._board.tasks[int(item.number[2:])]
                    yield task_entry(self._board, task, item.shape, self._now, under=key)
        yield Entry("ready", self._shares, "title", detail=self._told_ready)

    def _items(self, at: int) -> list[Item]:
        """The tasks of a phase, those of the chosen role only where one is chosen."""
        roles = self.matrix.roles if self.role is None else (self.role,)
        return [item for role in roles for item in self.matrix.cells[role][at].items]

    # Rows

    def _row(self, width: int, mark: str, name: str, days: str, cells_: Iterable[str],
             share: str) -> str:  # fmt: skip
        room, inside = _room(width, len(self.matrix.roles)), self._inside(width)
        line = f"{mark} {pad(name, room.phase)} "
        line += f"{pad(days, _DAYS)} " if room.days else ""
        for role, text in [*zip(self.matrix.roles, cells_, strict=True)][inside]:
            text = f"[{fit(text, room.cell - 1)}]" if role == self.role else f" {text}"
            line += pad(text, room.cell + 1)  # a bracket stands where else a gap is
        return line + f"{share:>{_SHARE}}"

    def _inside(self, width: int) -> slice:
        """The roles that there is room for, the chosen one among them."""
        roles = self.matrix.roles
        fits = _room(width, len(roles)).roles
        at = roles.index(self.role) if self.role in roles else 0
        first = max(0, at + 1 - fits)
        return slice(first, first + fits)

    def _head(self, width: int) -> str:
        """The roles; at the edges how many are out of sight there."""
        role, room = self._board.settings.role, _room(width, len(self.matrix.roles))
        inside = self._inside(width)
        before, after = inside.start, len(self.matrix.roles) - inside.stop
        names = (
            found.name if cells(found.name) < room.cell else found.mark
            for found in map(role, self.matrix.roles)
        )
        name = f"<{before}" if before else tr("Phase")
        return self._row(width, " ", name, "", names, f"{after}>" if after else "")

    def _phase(self, at: int, ready: Ready | None, width: int) -> str:
        column = self.matrix.columns[at]
        name = tr("no phase") if column.phase is None else column.phase.name
        days = "" if column.days is None else "{:%m-%d}..{:%m-%d}".format(*column.days)
        words = (cell_words(self.matrix.cells[role][at]) for role in self.matrix.roles)
        mark = ">" if column.today else " "
        return self._row(width, mark, name, days, words, _percent(ready))

    def _shares(self, width: int) -> str:
        shares = dict(self.ready.roles)
        words = (_percent(shares.get(role)) for role in self.matrix.roles)
        return self._row(width, " ", tr("Ready"), "", words, _percent(self.ready.whole))

    # All there is to say about them

    def _told_phase(self, at: int) -> str:
        column = self.matrix.columns[at]
        lines = [tr("no phase") if column.phase is None else column.phase.name]
        if column.days is not None:
            lines += ["{} .. {}".format(*column.days), *self._told_days(column.days)]
        for role in self.matrix.roles if self.role is None else (self.role,):
            cell = self.matrix.cells[role][at]
            if cell.total:
                name = self._board.settings.name(role)
                lines += ["", f"{name} {cell.done}/{cell.total}", *map(_line, _worst_first(cell))]
        return "\n".join([*lines, "", legend()])

    def _told_days(self, days: tuple[date, date]) -> Iterator[str]:
        """How many of them are worked, which are not what their weekday says."""
        found = span(*days, team_zone(self._board))
        yield tr("working days {n} of {all}", n=found.working, all=found.days)
        yield from filter(None, (special_words(found.special), unknown_words(found.unknown)))

    def _told_ready(self) -> str:
        """What the share counts, and what is missing."""
        shares = dict(self.ready.roles)
        ready = self.ready.whole if self.role is None else shares[self.role]
        whose = tr("all") if self.role is None else self._board.settings.name(self.role)
        lines = [
            tr("Ready, {whose}: {share}", whose=whose, share=_percent(ready)),
            tr("tasks {done}/{all}", done=count(ready.tasks), all=len(ready.tasks)),
            tr("milestones {done}/{all}", done=count(ready.milestones), all=len(ready.milestones)),
            "",
            tr("Tasks of the campaign and the milestones that a role answers for count alike;"
               " what was called off does not count."),
        ]  # fmt: skip
        if ready.missing:
            name = self._board.settings.name
            lines += ["", tr("Missing:")]
            lines += (f"{_line(item)} ({name(item.role)})" for item in ready.missing)
        return "\n".join([*lines, "", legend()])


def phase_key(column: Column) -> str:
    """What the row of a phase is known by."""
    return "phase:" + ("" if column.phase is None else column.phase.key)


def cell_words(cell: Cell) -> str:
    """`3/5!`; `-` where there is nothing to do."""
    return "-" if cell.worst is None else f"{cell.done}/{cell.total}{SIGNS[cell.worst]}"


def legend() -> str:
    """What the signs mean."""
    return "  ".join(f"{sign} {tr(SHAPE_NAMES[shape])}" for shape, sign in SIGNS.items() if sign)


def _percent(ready: Ready | None) -> str:
    return "-" if ready is None or ready.percent is None else f"{ready.percent}%"


def _look(items: Iterable[Item]) -> str:
    worst = min(items, key=lambda item: item.place, default=None)
    return "meta" if worst is None else LOOKS.get(worst.shape, "title")


def _worst_first(cell: Cell) -> list[Item]:
    return sorted(cell.items, key=lambda item: item.place)


def _line(item: Item) -> str:
    sign = SIGNS[item.shape] or "-"
    title = item.title if item.number else ""
    return f"{sign} {item.name} {title}".rstrip()
