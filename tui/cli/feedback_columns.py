"""Asking once which column of a file holds what, where a person sits at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from domain.intake_columns import NoTextColumnError, columns
from domain.text import cells, clean, fit, pad
from domain.words import N, tr

QUESTIONS = {
    "text": N("Which column holds the customers' words?"),
    "event_at": N("When it was said?"),
    "sku": N("The product?"),
    "rating": N("The stars?"),
    "order_key": N("The order?"),
    "buyer_key": N("The buyer?"),
}
"""What is asked, by field, in this order; only the first has to be answered."""

_NAME, _SAMPLE = 24, 50
"""Cells of a column's name and of what it holds, as they are shown."""

Ask = Callable[[str], str]
"""Shows a question, and returns the line that was typed. Raises EOFError at the end."""


def may_ask() -> bool:
    """Whether a person sits there: not where a script reads or a pipe writes."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_columns(
    error: NoTextColumnError, sample: Sequence[str], ask: Ask, say: Callable[[str], None]
) -> dict[str, str]:
    """Which column of each field somebody names.

    Args:
        error: Why it has to be asked; names the columns.
        sample: What the first row has in each of them.
        ask: Puts a question.
        say: Shows a line.

    Returns:
        The column of each field that was named, the text's at least.

    Raises:
        NoTextColumnError: Nobody wanted to say: `error` itself.
    """
    names: Sequence[str] = error.values["names"]
    wide = min(_NAME, max(cells(name) for name in names)) if names else 0
    say(tr("No column here is known to hold the customers' words. The first row:"))
    for number, name in enumerate(names, 1):
        held = sample[number - 1] if number <= len(sample) else ""
        shown = " ".join(clean(held, limit=200, lines=1).split())
        say(f"{number:>3}  {pad(fit(name, wide), wide)}  {fit(shown, _SAMPLE)}".rstrip())
    say(tr("A number or a name; Enter for none. The answer is remembered for this header."))
    chosen: dict[str, str] = {}
    for field, question in QUESTIONS.items():
        if chosen and field in columns(names, chosen):
            continue  # known by its name
        column = _column(tr(question), names, chosen, ask, say)
        if column is not None:
            chosen[field] = column
        elif field == "text":
            raise error
    return chosen


def _column(
    question: str,
    names: Sequence[str],
    chosen: dict[str, str],
    ask: Ask,
    say: Callable[[str], None],
) -> str | None:
    """The column that somebody names; asked again until there is such a one."""
    while True:
        try:
            said = ask(f"{question} ").strip()
        except EOFError:
            return None
        if not said:
            return None
        if said.isdecimal() and 1 <= int(said) <= len(names):
            said = names[int(said) - 1]
        if said not in names:
            say(tr("There is no column {column}.", column=said))
        elif said in chosen.values():
            say(tr("{column} was named already.", column=said))
        else:
            return said
