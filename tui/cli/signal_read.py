"""Listing and showing signals, and how fast the loop is closed."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from typing import Any

from domain.clock import zone_named
from domain.due_words import wall_clock
from domain.record import decode
from domain.settings import TeamSettings
from domain.signal import (
    LEVEL_NAMES,
    SIGNAL_STATE_NAMES,
    STORE,
    Signal,
    Snapshot,
    explained,
    live_signals,
)
from domain.signal_view import Month, months, samples, series
from domain.tagging import Marker, marker
from domain.words import tr
from tui.cli import values
from tui.cli.objects import (
    Object,
    feedback_object,
    iso_json,
    member_json,
    numbers_json,
    stamps,
)
from tui.cli.show import say, say_fields, say_json, say_rows
from tui.session import Session

_BARS = " .:-=+*#"


def list_(session: Session, given: Namespace) -> int:
    """Print the signals that are asked for: surges first, then the newest."""
    board, lexicon = session.service.board, _marker(session)
    signals = [*live_signals(board)]
    if given.all or given.state:
        over = [signal for signal in board.signals.values() if not signal.live]
        signals += sorted(over, key=lambda each: each.raised_at, reverse=True)
    if given.archive:
        signals += _archived(session)
    found = [
        signal
        for signal in signals
        if (not given.state or signal.state in given.state)
        and (given.sku is None or signal.sku.casefold() == given.sku.casefold())
        and (given.topic is None or given.topic in (signal.topic, lexicon.name(signal.topic)))
    ]
    if given.json:
        say_json([signal_object(signal, lexicon) for signal in found])
    elif found:
        say_rows(
            (
                signal.number,
                tr(LEVEL_NAMES[signal.level]),
                tr(SIGNAL_STATE_NAMES[signal.state]),
                why(signal, lexicon),
            )
            for signal in found
        )
    else:
        say(tr("No complaints rise beyond chance."))
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one signal."""
    board, lexicon, now = session.service.board, _marker(session), session.clock()
    signal = board.signals.require(values.number(Signal, given.id))
    told, points = samples(board, signal), series(board, signal, now)
    if given.json:
        days = [{"date": each.date, "y": each.y, "n": each.n} for each in points]
        words = [feedback_object(item, now) for item in told]
        say_json({**signal_object(signal, lexicon), "series": days, "samples": words})
        return 0
    zone = zone_named(board.settings.zone)

    def at(instant: Any) -> str:
        return "{} {}".format(*wall_clock(instant, zone)) if instant else ""

    highest = max((point.y for point in points), default=0) or 1
    plot = "".join(_BARS[-(-point.y * (len(_BARS) - 1) // highest)] for point in points)
    acked = board.members.get(signal.acked_by or 0)
    say(f"{signal.number} {tr(LEVEL_NAMES[signal.level])} {why(signal, lexicon)}")
    say_fields(
        (
            (tr("State"), tr(SIGNAL_STATE_NAMES[signal.state])),
            (tr("Reason"), signal.reason),
            (tr("Complaints a day"), f"[{plot}] {points[-1].y if points else 0}"),
            (tr("When raised"), explained(signal.raised, lexicon.name(signal.topic), "")),
            (tr("First item"), at(signal.first_item_at)),
            (tr("Raised"), at(signal.raised_at)),
            (tr("Acknowledged"), f"{at(signal.acked_at)} {acked.name if acked else ''}".strip()),
            (tr("Dispatched"), at(signal.dispatched_at)),
            (tr("First action"), at(signal.first_action_at)),
            (tr("Over"), at(signal.closed_at)),
            (tr("Tasks"), ", ".join(f"T-{number}" for number in signal.tasks)),
            (tr("What they say"), "\n".join(f"{item.number} {item.text}" for item in told)),
        )
    )
    return 0


def stats(session: Session, given: Namespace) -> int:
    """Print how fast the loop was closed, month by month, also for what is archived."""
    board = session.service.board
    signals = [*board.signals.values(), *_archived(session)]
    found = months(signals, zone_named(board.settings.zone))
    if given.json:
        say_json([_month_object(month) for month in found])
    elif found:
        say_rows(
            [
                (
                    tr("month"),
                    tr("signals"),
                    tr("surges"),
                    tr("false alarms"),
                    tr("closed"),
                    tr("item-signal"),
                    tr("signal-dispatch"),
                    tr("dispatch-action"),
                    tr("signal-closed"),
                ),
                *map(_month_row, found),
            ]
        )
    else:
        say(tr("There has been no signal yet."))
    return 0


def why(signal: Signal, lexicon: Marker) -> str:
    """The signal in one line: what was counted last, and what that means."""
    sku = tr("the store") if signal.sku == STORE else signal.sku
    line = explained(signal.last, lexicon.name(signal.topic), sku)
    return f"S1 {line}" if signal.safety else line


def signal_object(signal: Signal, lexicon: Marker) -> Object:
    """A signal as scripts rely on it."""
    topic = lexicon.lexicon.topics.get(signal.topic)
    return {
        "id": signal.number,
        "sku": signal.sku,
        "topic": signal.topic,
        "level": signal.level,
        "state": signal.state,
        "state_since": iso_json(signal.state_since),
        "safety": signal.safety,
        "severity": "S1" if signal.safety else topic and topic.severity,
        "owner_role": topic and topic.owner,
        "raised": _snapshot(signal.raised),
        "last": _snapshot(signal.last),
        "reopened": signal.reopened,
        "reason": signal.reason,
        "tasks": numbers_json("T", signal.tasks),
        "first_item_at": iso_json(signal.first_item_at),
        "raised_at": iso_json(signal.raised_at),
        "acked_at": iso_json(signal.acked_at),
        "acked_by": member_json(signal.acked_by),
        "dispatched_at": iso_json(signal.dispatched_at),
        "first_action_at": iso_json(signal.first_action_at),
        "quiet_since": iso_json(signal.quiet_since),
        "closed_at": iso_json(signal.closed_at),
        **stamps(signal),
    }


def _snapshot(seen: Snapshot) -> Object:
    return {
        "at": iso_json(seen.at),
        "hours": seen.hours,
        "y": seen.y,
        "n": seen.n,
        "Y": seen.baseline_y,
        "N": seen.baseline_n,
        "days": seen.days,
        "basis": seen.basis,
        "level": seen.level,
        "expected": seen.expected,
        "ratio": seen.ratio,
        "p": seen.p,
    }


def _month_object(month: Month) -> Object:
    return {
        "month": month.month,
        "signals": month.signals,
        "surges": month.surges,
        "dismissed": month.dismissed,
        "closed": month.closed,
        "median_seconds": {
            "first_item_to_signal": _seconds(month.first_item_to_signal),
            "signal_to_dispatch": _seconds(month.signal_to_dispatch),
            "dispatch_to_action": _seconds(month.dispatch_to_action),
            "signal_to_closed": _seconds(month.signal_to_closed),
        },
    }


def _month_row(month: Month) -> tuple[str, ...]:
    spans = (
        month.first_item_to_signal,
        month.signal_to_dispatch,
        month.dispatch_to_action,
        month.signal_to_closed,
    )
    numbers = (month.signals, month.surges, month.dismissed, month.closed)
    return (month.month, *map(str, numbers), *(_said(span) for span in spans))


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else round(span.total_seconds())


def _said(span: timedelta | None) -> str:
    return "-" if span is None else str(span)


def _archived(session: Session) -> list[Signal]:
    return [decode(Signal, int(key), doc) for key, doc in session.service.archived(Signal.TABLE)]


def _marker(session: Session) -> Marker:
    settings: TeamSettings = session.settings
    return marker(session.folder, settings.roles)
