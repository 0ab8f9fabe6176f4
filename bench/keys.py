"""Cursor keys: bytes and milliseconds, each program's key pressed in turn with the others'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from statistics import mean, median, quantiles

from bench import subjects
from bench.lineup import Figures, Taken, prepare, say
from bench.pty import GoneError, Launch, Press, Session
from bench.subjects import Subject
from bench.table import Row, compared
from bench.work import Plan

PRESSES, PRESSES_SLOW, SWITCHES = 100, 20, 20

ANSI = subjects.promoboard(Plan(one_lane=True), "--theme", "ansi")
DARK = subjects.promoboard(Plan(one_lane=True))
SPREAD = subjects.promoboard(Plan(), "--theme", "ansi")
DOOIT, VIT, KANBAN = subjects.dooit(1000), subjects.vit(1000), subjects.kanban(1000)


def rows(rounds: int | None) -> list[Row]:
    """Three rounds of 100 keys each, unless told otherwise."""
    lineup = (ANSI, DARK, SPREAD, DOOIT, VIT, KANBAN)
    taken = Taken()
    ready = prepare(lineup, taken)
    for number in range(rounds or 3):
        here = [
            (subject, launch)
            for subject, launch in ready
            if subject.name not in taken.missing and not (subject.slow and number)
        ]
        for subject, figures in _round(here, taken).items():
            taken.figures.setdefault(subject, []).append(figures)
            shown = ", ".join(f"{name} {value:,.4g}" for name, value in figures.items())
            say(f"round {number + 1} {subject}: {shown}")
    return [*_targets(taken), *(_reported(taken, subject) for subject in lineup)]


def _round(ready: Sequence[tuple[Subject, Launch]], taken: Taken) -> dict[str, Figures]:
    """Have all of them run, then press one key in each, in turn, again and again."""
    pressed: dict[str, list[Press]] = {subject.name: [] for subject, _ in ready}
    figures: dict[str, Figures] = {}
    with ExitStack() as stack:
        live = [(subject, stack.enter_context(Session(launch))) for subject, launch in ready]
        live = [each for each in live if _done(taken, each[0], _open, *each)]
        for number in range(PRESSES):
            for each in tuple(live):
                if each[0].slow and number >= PRESSES_SLOW:
                    continue
                if not _done(taken, each[0], _press, *each, pressed[each[0].name]):
                    live.remove(each)
        for subject, session in live:
            switches: list[Press] = []
            if _done(taken, subject, _switch, subject, session, switches):
                figures[subject.name] = _figures(pressed[subject.name], switches)
    return figures


def _done(taken: Taken, subject: Subject, do: Callable[..., None], *what: object) -> bool:
    """Whether `do` came to its end; else `taken` knows why `subject` is missing."""
    try:
        do(*what)
    except GoneError as reason:
        taken.missing[subject.name] = str(reason)
        say(f"{subject.name}: {reason}")
        return False
    return True


def _open(subject: Subject, session: Session) -> None:
    session.shown(subject.shows)
    session.settle()
    for keys in subject.opens:
        session.press(keys)
        session.settle()


def _press(subject: Subject, session: Session, presses: list[Press]) -> None:
    presses.append(session.press(subject.down, subject.quiet))


def _switch(subject: Subject, session: Session, presses: list[Press]) -> None:
    for at in range(SWITCHES if subject.lanes else 0):
        presses.append(session.press(subject.lanes[at % 2], subject.quiet))


def _figures(presses: Sequence[Press], switches: Sequence[Press]) -> Figures:
    first = [press.first for press in presses if press.first is not None]
    last = [press.last for press in presses if press.last is not None]
    figures = {
        "bytes": mean(press.written for press in presses),
        "middle": median(press.written for press in presses),
        "silent": len(presses) - len(last),
    }
    if len(last) > 1:
        figures |= {"first": median(first), "last": median(last), "p95": quantiles(last, n=20)[-1]}
    if switches:
        figures["lane"] = mean(press.written for press in switches)
    return figures


def _targets(taken: Taken) -> list[Row]:
    def against(other: Subject, target: float) -> Row:
        return compared(
            "keys",
            "ms to the last byte of j",
            taken.of(ANSI.name, "last"),
            "ms",
            against=other.name,
            base=taken.of(other.name, "last"),
            target=target,
        )

    return [
        compared("keys", "bytes per j, ansi", taken.of(ANSI.name, "bytes"), "B", target=400),
        compared("keys", "bytes per j, dark", taken.of(DARK.name, "bytes"), "B", target=1000),
        against(DOOIT, 0.2),
        against(VIT, 1.3),
        compared("keys", "bytes per lane", taken.of(SPREAD.name, "lane"), "B", target=400),
    ]


def _reported(taken: Taken, subject: Subject) -> Row:
    name = subject.name
    note = taken.missing.get(name, "").partition("\n")[0]
    if taken.of(name, "last"):
        middle, first, last, p95, silent = (
            taken.median(name, figure) or 0
            for figure in ("middle", "first", "last", "p95", "silent")
        )
        note = (
            f"median {middle:,.0f} B; first byte {first:.1f} ms, last {last:.1f} ms,"
            f" p95 {p95:.1f} ms; {silent:.0f} without an answer"
        )
    return compared("keys", f"{name}: bytes per j", taken.of(name, "bytes"), "B", note=note)
