"""Complaints without a topic, by the words that they share: what the lexicon could learn."""

from __future__ import annotations

from collections.abc import Sequence

from domain.board import Board
from domain.text import pad
from domain.untagged import Gram
from domain.words import ntr, tr
from tui.screens.choose import Choose
from tui.screens.option import Option

_WORDS = 10
"""Cells of an n-gram: four characters, and a gap."""


def pick_untagged(board: Board, found: Sequence[Gram]) -> Choose:
    """Choose one of these, by its place among them; each with how many and the latest of them."""
    return Choose(
        tr("Complaints without a topic, by the words that they share"),
        [
            Option(str(at), pad(gram.words, _WORDS) + _count(gram), _sample(board, gram))
            for at, gram in enumerate(found)
        ],
        why=tr("Enter shows them. What often stands here belongs in the team's topics.toml."),
    )


def _count(gram: Gram) -> str:
    n = len(gram.items)
    return ntr("{n} item", "{n} items", n)


def _sample(board: Board, gram: Gram) -> str:
    latest = board.feedback.get(gram.items[0])
    return "" if latest is None else f"{latest.number} {' '.join(latest.text.split())}"
