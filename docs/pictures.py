"""Remakes the pictures of the README from the real program: `python docs/pictures.py`.

Each is the demo's board at one stopped moment, a week before 618, with three colleagues
online, one of whom has just done something.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tui.run import prepare

prepare(os.environ)

from domain import words  # noqa: E402  (Textual reads the environment when it is imported)
from domain.handoff import SetPart  # noqa: E402
from domain.identity import Account  # noqa: E402
from domain.task import PartState  # noqa: E402
from tui.app import PromoboardApp  # noqa: E402
from tui.demo.colleagues import WORKING, open_desks  # noqa: E402
from tui.demo.history import task_numbers  # noqa: E402
from tui.demo.workspace import build  # noqa: E402
from tui.session import Options, open_session  # noqa: E402

HERE = Path(__file__).parent
NOW = datetime(2027, 6, 11, 6, 20, tzinfo=UTC)
"""14:20 in Shanghai, on D-7."""
NOBODY = 4_000_000_000
"""A uid that no account has, so that the login stands for the name."""
NAMES = {"zh-CN": "阿宁", "en": "Ning"}


class Stopped:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Picture(NamedTuple):
    """One of them."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    """Pressed once the board is there."""


PICTURES = (
    Picture("board", (160, 48)),
    Picture("narrow", (80, 24)),
    Picture("campaign", (160, 48), ("3",)),
)


async def take(picture: Picture, language: str, folder: Path) -> str:
    """The picture, as SVG."""
    options = Options(workspace=str(folder), language=language, theme="dark")
    clock = Stopped()
    session = open_session(options, clock=clock)
    session.adopt(1)
    app = PromoboardApp(session)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        while app.home.booting:
            await pilot.pause(0.01)
        await pilot.press("escape")  # what happened meanwhile was read
        with ExitStack() as stack:
            desks = open_desks(folder, clock)
            for desk in desks:
                stack.callback(desk.close)
            done = SetPart(task_numbers()["rain"], "supply", PartState.DONE)
            desks[WORKING.index("chen")].service.execute(done)
            clock.now += timedelta(seconds=1)
            app.look()
            for key in picture.keys:
                await pilot.press(key)
            await pilot.pause()
            svg = app.export_screenshot(title="promoboard")
    session.close()
    return svg


def main() -> None:
    """Remake them all."""
    for language, me in NAMES.items():
        for picture in PICTURES:
            with TemporaryDirectory() as home:
                os.environ["XDG_STATE_HOME"] = home
                words.bind(language)
                folder = Path(home, "demo")
                build(folder, Account(NOBODY, me), lambda: NOW)
                svg = asyncio.run(take(picture, language, folder))
            (HERE / f"{picture.name}.{language}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
