"""`promoboard init`: a team's workspace, with its maker as the first member."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from pathlib import Path

from domain import identity, workspace
from domain.clock import Clock
from domain.service import BoardService
from domain.settings_file import load_team
from domain.store import Store
from domain.words import tr
from tui.cli.parser import Parser
from tui.cli.show import say
from tui.session import found_team


def arguments(parser: Parser, noun: str) -> None:
    """Declare what `init` takes."""
    parser.does("init:init", board=False)
    parser.add_argument("folder", metavar="DIR", help=tr("a new or an empty folder"))
    parser.add_argument("--group", help=tr("the team's group on this server"))
    parser.add_argument(
        "--readers", action="store_true", help=tr("let everybody on this server look")
    )


def init(given: Namespace, clock: Clock) -> int:
    """Make a workspace; say how to go on."""
    folder = Path(given.folder).expanduser().absolute()
    workspace.init(folder, group=given.group, readers=given.readers)
    service = BoardService(Store(folder, clock=clock), load_team(folder), clock, None)
    try:
        founder = found_team(service, identity.account())
    finally:
        service.close()
    shown = shlex.quote(os.fspath(folder))
    say(tr("{folder} is ready. You are {name}, with all roles.", folder=folder, name=founder.name))
    say(
        tr(
            "`promoboard -w {folder}` opens it; `promoboard -w {folder} team add` adds colleagues.",
            folder=shown,
        )
    )
    return 0
