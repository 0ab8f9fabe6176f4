"""One commit as one line: `crc32hex SP json`, numbered, with its schema version.

    {"v": 1, "s": 7, "m": {"at": ..., ...}, "c": [[table, key, doc or null], ...], "d": [...]}

A journal begins with a header line of the same form, `{"base": 6, "v": 1}`: the number of
the last commit before its first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any

import orjson

from domain.docs import Doc
from domain.frozen import dataclass

SCHEMA = 1
"""The version of lines, headers and checkpoints that this program writes; it reads no later one."""

Changes = Mapping[tuple[str, str], Doc | None]
"""By table and key: the documents that a commit puts, or takes away where `None`."""

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True, slots=True)
class Line:
    """One commit, as every session reads it."""

    seq: int
    """Its number: one more than the commit before it, in the whole life of the workspace."""
    at: str
    """When, `2027-06-17T12:00:00Z`; the same as `meta["at"]`."""
    meta: Doc
    """Who, when, which command: whatever the caller gave."""
    changes: tuple[tuple[str, str, Doc | None], ...]
    """(table, key, document): the documents put, or taken away where `None`."""
    diff: tuple[Doc | None, ...]
    """For each of `changes`: `{field: [before, after]}`, or None."""


def write(seq: int, changes: Changes, meta: Doc, diff: Changes) -> bytes:
    """The JSON of one commit, without checksum and newline.

    Raises:
        ValueError: `meta["at"]` is no instant in UTC, or a key is no number.
        TypeError: Something in it is no JSON.
    """
    if not _AT.fullmatch(meta["at"]):
        raise ValueError(f"not an instant in UTC: {meta['at']!r}")
    for _, key in changes:
        int(key)
    return orjson.dumps(
        {
            "v": SCHEMA,
            "s": seq,
            "m": meta,
            "c": [(table, key, doc) for (table, key), doc in changes.items()],
            "d": [diff.get(at) for at in changes],
        }
    )


def parse(body: bytes) -> Line:
    """The commit in the JSON that `write` made."""
    return read(orjson.loads(body))


def read(doc: Doc) -> Line:
    """The commit that the JSON of a line holds."""
    meta = doc["m"]
    return Line(doc["s"], meta["at"], meta, tuple(map(tuple, doc["c"])), tuple(doc["d"]))


def too_new(doc: Mapping[str, Any]) -> bool:
    """Whether a later promoboard wrote this line, header or checkpoint."""
    return bool(doc["v"] > SCHEMA)


def header(base: int) -> bytes:
    """The first line of a journal that begins after commit `base`."""
    return seal(orjson.dumps({"base": base, "v": SCHEMA}))


def seal(body: bytes) -> bytes:
    """`body` with its checksum and a newline."""
    return b"%08x %b\n" % (zlib.crc32(body), body)


def unseal(raw: bytes) -> Doc | None:
    """The JSON in a line without its newline; None when the checksum is not the line's."""
    body = raw[9:]
    if raw[:9] != b"%08x " % zlib.crc32(body):
        return None
    doc: Doc = orjson.loads(body)
    return doc
