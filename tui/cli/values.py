"""What people type on the command line, as values: numbers, roles, members, dates, states."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from unicodedata import normalize

from domain.board import Board
from domain.clock import last_day, zone_named
from domain.due import Due
from domain.errors import StoreError, UsageError
from domain.record import Record
from domain.settings import TeamSettings
from domain.team import Member, member_named
from domain.words import N, tr
from tui.session import Session

NONE = ("", "-", "none", "无")
"""What empties a field."""
MOST = 1_000_000
"""Characters that are read from the standard input for one text."""


class NumberError(UsageError):
    """Not the number of anything."""

    message = N("{text} is no number: write {example}.")


class InputError(StoreError):
    """The standard input or a file could not be read."""

    message = N("{name} cannot be read: {why}.")


def number(kind: type[Record], text: str) -> int:
    """The number that people mean by `T-1`, `t1`, `#1` or `1`.

    Raises:
        NumberError: It is none.
    """
    plain = normalize("NFKC", text).strip().upper()
    match = re.fullmatch(rf"(?:{kind.PREFIX}-?|#)?([0-9]{{1,9}})", plain)
    if match is None:
        raise NumberError(text=text, example=f"{kind.PREFIX}-1")
    return int(match[1])


def numbers(kind: type[Record], texts: Iterable[str]) -> tuple[int, ...]:
    """The numbers in several texts, each of which may name several."""
    return tuple(number(kind, word) for text in texts for word in listed(text))


def listed(text: str) -> list[str]:
    """The words of a list such as `promo,supply`."""
    return [word for word in re.split(r"[,，、;；\s]+", text) if word]


def role(settings: TeamSettings, text: str) -> str:
    """The key of the role that people call `text`; `text` itself when none is called so."""
    wanted = text.strip().casefold()
    for each in settings.roles:
        if wanted in (each.key.casefold(), each.zh.casefold(), each.en.casefold(), each.mark_zh):
            return each.key
    return text


def roles(settings: TeamSettings, texts: Iterable[str]) -> tuple[str, ...]:
    """The keys of several roles. Names with spaces stand alone: `--role "Supply chain"`."""
    found = []
    for text in texts:
        whole = role(settings, text)
        known = any(each.key == whole for each in settings.roles)
        found += [whole] if known else [role(settings, word) for word in listed(text)]
    return tuple(dict.fromkeys(found))


def member(session: Session, text: str) -> Member:
    """The member that people mean by a name, `U-3`, or `me`.

    Raises:
        UnknownMemberError: Nobody.
    """
    if text.casefold() in ("me", "我"):
        return session.acting()
    return member_named(session.service.board, text)


def emptied(text: str | None) -> str | None:
    """`text`, or None where it says that there shall be nothing."""
    return None if text is None or text.strip().casefold() in NONE else text


def zone(board: Board, campaign: int | None) -> tzinfo:
    """The zone that dates are in: the campaign's, else the workspace's."""
    found = None if campaign is None else board.campaigns.get(campaign)
    return zone_named(board.settings.zone if found is None else found.zone)


def due(board: Board, text: str | None, now: datetime, campaign: int | None) -> Due | None:
    """What a due date means; None where there shall be none.

    Raises:
        WhenError: It is no date.
    """
    said = emptied(text)
    if said is None:
        return None
    from domain.when import parse_when  # compiles twenty patterns

    return parse_when(said, now, zone(board, campaign), campaign is not None)


def instant(text: str, now: datetime, zone: tzinfo) -> datetime:
    """The instant that a date and a time, or a date alone (its end), mean in `zone`.

    Raises:
        WhenError: It is no date.
    """
    from domain.when import parse_when

    at = parse_when(text, now, zone, has_campaign=False).at
    assert at is not None  # without a campaign nothing is relative
    return at


def day(text: str, now: datetime, zone: tzinfo) -> date:
    """The local day that a date means in `zone`.

    Raises:
        WhenError: It is no date.
    """
    return last_day(instant(text, now, zone), zone)


def text_or_input(text: str) -> str:
    """`text`, or what the standard input says where it is `-`.

    Raises:
        InputError: The standard input cannot be read.
    """
    if text != "-":
        return text
    try:
        return sys.stdin.read(MOST)
    except (OSError, UnicodeError) as error:
        raise InputError(name=tr("the standard input"), why=error) from error
