"""The process of three simulated colleagues, who work on the demo's board while somebody watches.

They come in by the same door as people: each has a service and a presence of their own. They
go when their standard input ends, however the demo's own process ended, and then take the
throw-away folder with them.
"""

from __future__ import annotations

import argparse
import select
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from domain import clock as clocks
from domain import words
from domain.clock import Clock
from domain.command import Command
from domain.errors import DomainError, StoreError
from domain.presence import Presence
from domain.record import iso
from domain.service import Actor, BoardService
from domain.settings_file import load_team
from domain.store import Store
from domain.task_write import EditTask
from tui.demo.habits import Colleague

WORKING = ("wang", "zhou", "chen")
"""Who works: customer service, content, supply chain. By the keys of their members' uids."""
FIRST, LEAST, MOST = 1.0, 2.0, 6.0
"""Seconds to the first thing that they do, and between two of them."""


@dataclass(slots=True)
class _Desk:
    """A colleague's way to the board."""

    service: BoardService
    presence: Presence
    member: int
    planned: EditTask | None = None
    """What they are typing into a form."""

    def colleague(self, chance: Random, clock: Clock) -> Colleague:
        """Them, with the latest board before them."""
        self.service.refresh()
        board = self.service.board
        return Colleague(board, board.members[self.member], chance, clock())

    def act(self, who: Colleague) -> None:
        """Do the next thing; an edit takes two turns, and its card shows who is at it."""
        command: Command | None = self.planned
        if command is None:
            command = who.next()
            if isinstance(command, EditTask):
                self.planned = command
                self.presence.editing(f"T-{command.id}")
                return
        self.planned = None
        self.presence.editing(None)
        if command is not None:
            try:
                self.service.execute(command)
            except DomainError:
                return  # whoever watches was faster

    def close(self) -> None:
        """Go home."""
        self.presence.leave()
        self.service.close()


def open_desks(folder: Path, clock: Clock) -> list[_Desk]:
    """The colleagues, online."""
    settings, since = load_team(folder), iso(clock())
    desks = []
    for key in WORKING:
        service = BoardService(Store(folder, clock=clock), settings, clock, None)
        member = service.board.members.by_uid(f"demo-{key}")
        assert member is not None
        service.actor = Actor(member.id)
        presence = Presence(folder)
        presence.enter(member.id, member.name, member.roles, since)
        desks.append(_Desk(service, presence, member.id))
    return desks


def work(folder: Path, seed: int, gone: Callable[[float], bool], clock: Clock) -> None:
    """Work until whoever watches is gone.

    Args:
        folder: The demo's workspace.
        seed: The same seed on the same board does the same things.
        gone: Waits so many seconds; True as soon as nobody watches.
        clock: The present moment.
    """
    chance = Random(seed)
    desks = open_desks(folder, clock)
    try:
        wait = FIRST
        while not gone(wait):
            team = [(desk, desk.colleague(chance, clock)) for desk in desks]
            asked = [(desk, who) for desk, who in team if who.asked()]
            desk, who = chance.choice(asked or team)
            desk.act(who)
            wait = chance.uniform(LEAST, MOST)
    except StoreError:
        return  # the folder was taken away, or a later promoboard writes there
    finally:
        for desk in desks:
            desk.close()


def _gone(seconds: float) -> bool:
    """Wait for the end of standard input: it comes when the other process ends."""
    return bool(select.select([sys.stdin], [], [], seconds)[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Be the colleagues' process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", required=True)
    parser.add_argument("--seed", type=int, default=618)
    parser.add_argument("--throw-away", type=Path)
    given = parser.parse_args(argv)
    words.bind(given.language)
    try:
        work(given.folder, given.seed, _gone, clocks.now)
    finally:
        if given.throw_away is not None:
            shutil.rmtree(given.throw_away, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
