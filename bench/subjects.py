"""Every program under test: how it is started, the text it is known by, and its keys."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

from bench import peers
from bench.pty import Launch
from bench.work import MARK, Plan

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True)
class Subject:
    """One program with one amount of work."""

    name: str
    """Its name and the number of its tasks: `dooit 1,000`."""
    launch: Callable[[], Launch]
    """Installs and fills it where that is not done yet. Raises `peers.MissingError`."""
    shows: str
    """What the screen shows when it is painted."""
    opens: tuple[bytes, ...] = ()
    """The keys that bring the cursor to the first task, one after the other."""
    down: bytes = b"j"
    lanes: tuple[bytes, ...] = ()
    """The keys to the next lane and back; none where there are no lanes."""
    quiet: float = 0.06
    """Seconds of silence after which a key press counts as answered."""
    slow: bool = False
    """Whether it is so slow that one round must do."""


def hello() -> Subject:
    """The floor: a minimal Textual program."""

    def launch() -> Launch:
        argv = (sys.executable, "-m", "bench.hello")
        home = peers.filled("hello", lambda _: None)
        return Launch(argv, peers.environment(home), REPOSITORY)

    return Subject("hello", launch, "Hello, World!")


def dooit(count: int) -> Subject:
    """It paints its workspaces at start; the list of tasks opens on a key."""
    return Subject(f"dooit {count:,}", lambda: peers.dooit(count), "promo", opens=(b"j", b"\t"))


def kanban(count: int) -> Subject:
    """kanban-tui, the nearest kin: a board in Textual."""
    return Subject(
        f"kanban-tui {count:,}",
        lambda: peers.kanban(count),
        MARK,
        lanes=(b"l", b"h"),
        quiet=0.25,  # it pauses for 100 ms between two halves of one answer
        slow=count >= 1000,
    )


def vit(count: int) -> Subject:
    """vit: one list, in urwid, over taskwarrior."""
    return Subject(f"vit {count:,}", lambda: peers.vit(count), MARK)


def promoboard(plan: Plan, *options: str) -> Subject:
    """promoboard on a workspace filled as `plan` says, started with `options` of its own."""
    script = Path(sys.executable).parent / "promoboard"

    def launch() -> Launch:
        if not script.exists():
            raise peers.MissingError("promoboard is not installed beside this Python")
        from bench.fill import fill

        traits = "-".join(str(value) for value in astuple(plan))
        # After a day its dates are old: no countdown of seconds, fewer finished cards.
        home = peers.filled(f"promoboard-{traits}", lambda new: fill(plan, new / "board"), 0.9)
        argv = (str(script), "-w", str(home / "board"), *options)
        return Launch(argv, peers.environment(home), home)

    name = " ".join(("promoboard", *_traits(plan), *options))
    return Subject(name, launch, MARK, opens=(b"g",), lanes=(b"l", b"h"))


def _traits(plan: Plan) -> list[str]:
    traits = [f"{plan.tasks:,}"]
    if plan.settled:
        traits.append(f"+ {plan.settled:,} settled")
    if plan.one_lane:
        traits.append("in one lane")
    if plan.ticking:
        traits.append("ticking")
    return traits
