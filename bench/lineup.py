"""Programs side by side: what each round measures of each, and what could not be had."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.peers import MissingError
from bench.pty import GoneError, Launch, Session
from bench.subjects import Subject

Figures = Mapping[str, float]
"""What one round measured of one program, by name."""


@dataclass
class Taken:
    """All that was measured, and why something was not."""

    figures: dict[str, list[Figures]] = field(default_factory=dict)
    """By the subject's name: one entry a round."""
    missing: dict[str, str] = field(default_factory=dict)
    """By the subject's name: the reason."""

    def of(self, subject: str, figure: str) -> list[float]:
        """One value a round; empty when `subject` could not be measured."""
        return [round_[figure] for round_ in self.figures.get(subject, []) if figure in round_]

    def median(self, subject: str, figure: str) -> float | None:
        values = self.of(subject, figure)
        return median(values) if values else None


def say(text: str) -> None:
    """Tell the person who waits what is being measured."""
    print(f"  {text}", file=sys.stderr, flush=True)


def prepare(subjects: Sequence[Subject], taken: Taken) -> list[tuple[Subject, Launch]]:
    """Install, fill and start each once, so that no round pays for a cold cache."""
    ready = []
    for subject in subjects:
        try:
            launch = subject.launch()
            if not subject.slow:
                with Session(launch) as session:
                    session.shown(subject.shows)
                    session.settle()
        except (MissingError, GoneError) as reason:
            taken.missing[subject.name] = str(reason)
            say(f"{subject.name}: {reason}")
        else:
            ready.append((subject, launch))
    return ready


def interleaved(
    subjects: Sequence[Subject], rounds: int, measure: Callable[[Subject, Launch], Figures]
) -> Taken:
    """Measure every subject once a round, each round beginning with another one.

    A subject that is `slow` takes part in the first round only. One that fails is left out
    from then on.
    """
    taken = Taken()
    ready = prepare(subjects, taken)
    for number in range(rounds):
        turn = number % max(1, len(ready))
        for subject, launch in ready[turn:] + ready[:turn]:
            if subject.name in taken.missing or (subject.slow and number):
                continue
            try:
                figures = measure(subject, launch)
            except GoneError as reason:
                taken.missing[subject.name] = str(reason)
                say(f"{subject.name}: {reason}")
                continue
            taken.figures.setdefault(subject.name, []).append(figures)
            shown = ", ".join(f"{name} {value:,.4g}" for name, value in figures.items())
            say(f"round {number + 1}/{rounds} {subject.name}: {shown}")
    return taken
