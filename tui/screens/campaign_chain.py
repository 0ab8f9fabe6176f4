"""The critical chain of a campaign as rows: what is late, who holds it, what that makes late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.board import Board
from domain.campaign import Campaign
from domain.chain import CAUSE_NAMES, Chain, chains_of
from domain.matrix import shape_of
from domain.words import tr
from tui.screens.campaign_task import task_entry
from tui.widgets.row_list import Entry
from tui.widgets.task_card import span_words


def chain_entries(board: Board, campaign: Campaign, now: datetime) -> Iterator[Entry]:
    """For each chain the task that it begins at, and what waits for that below it."""
    chains = chains_of(board, campaign, now)
    yield Entry("chain", tr("Critical chain {n}", n=len(chains)), heading=True)
    if not chains:
        yield Entry("chain/none", "  " + tr("Nothing is late."), "meta")
    for chain in chains:
        under, task = f"chain:{chain.task.id}", chain.task
        shape = shape_of(board, task, now)
        yield task_entry(board, task, shape, now, under=under, notes=_notes(board, chain, now))
        for each in chain.makes_late:
            shape = shape_of(board, each, now)
            yield task_entry(board, each, shape, now, under=under, notes=tr("waits"), indent=2)


def _notes(board: Board, chain: Chain, now: datetime) -> str:
    """Why it stands here, who holds it since when, and whether the sale waits for it."""
    held = tr("held by {role} {span}", role=board.settings.name(chain.holder),
              span=span_words(now - chain.since))  # fmt: skip
    notes = [tr(CAUSE_NAMES[chain.cause]), held]
    notes += [tr("makes {n} late", n=len(chain.makes_late))] if chain.makes_late else []
    notes += [tr("holds up the opening")] if chain.opening else []
    return " | ".join(notes)
