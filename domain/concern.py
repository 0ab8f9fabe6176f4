"""Whom a rise of complaints concerns: operations, who answers for the topic, who has work by the
playbook for it; everybody where it is a matter of safety, or nobody has dealt with it in time.

Reads of playbooks no more than who has work: a session that only looks never loads the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from domain.settings import FALLBACKS, Role
from domain.signal import UNDISPATCHED_FOR, Signal
from domain.topics_lexicon import Lexicon

PLAYBOOKS_FILE = "playbooks.toml"
"""The team's own playbooks, in the workspace."""
LEADER = "ops"
"""The role that every rise concerns."""

_SHIPPED = Path(__file__).parent / "data" / PLAYBOOKS_FILE

Answers = Mapping[str, frozenset[str]]
"""By key of a topic or of a group of topics: the roles that have work by its playbook."""


def answers(workspace: Path, roles: Sequence[Role]) -> Answers:
    """Who has work when a topic rises: by the team's own playbooks, else by those shipped.

    A file of the team's that cannot be read counts as absent: whoever runs a playbook is told.
    """
    path = workspace / PLAYBOOKS_FILE
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return _answers(path, changed, frozenset(role.key for role in roles))


def concerns(
    signal: Signal,
    now: datetime,
    mine: Collection[str],
    lexicon: Lexicon,
    known: Callable[[], Answers],
) -> bool:
    """Whether somebody with the roles `mine` has to hear of it at once.

    Args:
        signal: The rise.
        now: The present moment.
        mine: Roles; nobody's, who only looks, hears of everything.
        lexicon: Says who answers for a topic, and its group.
        known: What `answers` finds; asked only where nothing else decides.
    """
    topic = lexicon.topics.get(signal.topic)
    waited = signal.undispatched(now) or timedelta()
    if signal.safety or topic is None or not mine or waited >= UNDISPATCHED_FOR:
        return True
    if LEADER in mine or topic.owner in mine:
        return True
    work = known().get(topic.key) or known().get(topic.group, frozenset())
    return not work.isdisjoint(mine)


@lru_cache(2)
def _answers(own: Path, changed: int, roles: frozenset[str]) -> Answers:
    """For the file `own` as it was `changed`, in nanoseconds; 0: there is none."""
    found: dict[str, frozenset[str]] = {}
    replaced = set[str]()
    for path in (own, _SHIPPED):
        books = [book for book in _books(path) if book.get("key") not in replaced]
        replaced.update(str(book.get("key")) for book in books)
        for book in books:
            work = frozenset(_roles(book, roles))
            for topic in _texts(book.get("topics")):
                found.setdefault(topic, work)
    return found


def _books(path: Path) -> Iterable[dict[str, Any]]:
    try:
        books = tomllib.loads(path.read_text("utf-8-sig")).get("playbooks")
    except (OSError, ValueError):
        return ()
    return [book for book in books if isinstance(book, dict)] if isinstance(books, list) else ()


def _roles(book: Mapping[str, Any], known: frozenset[str]) -> Iterable[str]:
    """Who has work by it; for a role that the team has not got, whoever does its work."""
    steps = book.get("steps")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict):
            for role in (*_texts([step.get("role")]), *_texts(step.get("with_roles"))):
                yield role if role in known else FALLBACKS.get(role, role)


def _texts(values: object) -> list[str]:
    return [each for each in values if isinstance(each, str)] if isinstance(values, list) else []
