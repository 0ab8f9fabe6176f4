"""The file: TinyDB over checkpoint and journal, for many processes. The only room that knows
that sessions share a disk, and that there is TinyDB.

It knows tables of documents, lines and sequence numbers, and no nouns.

    line        one commit as one line                view        documents that follow the disk
    files       bytes: atomic, durable, backwards     store       the door: refresh, transaction
    journal     the file of the newest lines          compaction  journal -> log, archive, board
    checkpoint  board.json                            history     every line there ever was
    log         log/YYYY-MM.jsonl                     seam        the same as a TinyDB
    archive     archive/YYYY-MM.json, archive/keys    folder      what lies where; a new one
"""

from domain.store.compaction import Compaction, Settled
from domain.store.folder import create
from domain.store.line import SCHEMA, Line
from domain.store.store import Store, Transaction
from domain.store.view import Refresh

__all__ = [
    "SCHEMA", "Compaction", "Line", "Refresh", "Settled", "Store", "Transaction", "create",
]  # fmt: skip
