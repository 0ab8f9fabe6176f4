"""A mechanic in words: one line of a list, all there is about it, and what service answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from domain.board import Board
from domain.due_words import short, wall_clock
from domain.faq import examples, faq
from domain.floors import Breach
from domain.mechanic import MECHANIC_STATE_NAMES, Mechanic, MechanicState, window
from domain.money import yuan
from domain.terms import Repeat, SpendSave, Terms, terms_of
from domain.terms_words import breach_words, rule_words, scope_words, stacking_words
from domain.text import pad
from domain.touchpoint import changed_at, stale_touchpoints
from domain.unread import TRAINED
from domain.words import ntr, tr
from tui.screens.record_section import spread
from tui.screens.touchpoint_text import shown_line, touchpoints_on
from tui.widgets.task_card import span_words

_LABEL = 14
"""Cells of a label on the page."""


def mechanic_row(board: Board, mechanic: Mechanic, now: datetime, below: int, width: int) -> str:
    """Number, revision, name and promise; at the right who has read it, and what is wrong."""
    name, rule = mechanic.name, rule_words(mechanic.terms.rule)
    left = f"{mechanic.number} {state_mark(mechanic)} {name}"
    if rule not in name:
        left += f" | {rule}"
    return spread(left, "  ".join(filter(None, _right(board, mechanic, now, below))), width)


def state_mark(mechanic: Mechanic) -> str:
    """`r2`; the name of its state where nothing of it holds."""
    if mechanic.state is MechanicState.PUBLISHED:
        return f"r{mechanic.revision}"
    return f"({tr(MECHANIC_STATE_NAMES[mechanic.state])})"


def ack_strip(board: Board, mechanic: Mechanic) -> str:
    """The roles that have to read it, each with `+` when somebody of it has, else `-`."""
    if mechanic.state is not MechanicState.PUBLISHED:
        return ""
    waiting = mechanic.unacknowledged
    return " ".join(
        board.settings.role(role).mark + ("-" if role in waiting else "+")
        for role in mechanic.required_roles
    )


def _right(board: Board, mechanic: Mechanic, now: datetime, below: int) -> Iterator[str]:
    if mechanic.state is MechanicState.DRAFT and mechanic.terms.stackable is None:
        yield tr("combining not decided") + " ?"
    if below:
        yield tr("below floor") + " !"
    if old := len(stale_touchpoints(board, mechanic.id)):
        yield ntr("{n} stale", "{n} stale", old) + " !"
    strip = ack_strip(board, mechanic)
    since = mechanic.published_at
    if mechanic.unacknowledged and since is not None:
        strip += f" {span_words(now - since)}"
    yield strip


def mechanic_look(board: Board, mechanic: Mechanic, below: int) -> str:
    """How its line looks; what that means stands in the line as well."""
    if mechanic.unacknowledged or below:
        return "late"
    if mechanic.state is MechanicState.DRAFT or stale_touchpoints(board, mechanic.id):
        return "warn"
    return "meta" if mechanic.state is MechanicState.WITHDRAWN else "title"


def mechanic_page(
    board: Board, mechanic: Mechanic, below: Iterable[Breach], now: datetime, zone: tzinfo
) -> str:
    """All there is to say about it."""
    parts = (
        _terms(board, mechanic, zone),
        _examples(mechanic.terms),
        _below(below),
        _readers(board, mechanic, now, zone),
        _places(board, mechanic, now, zone),
        _revisions(board, mechanic, zone),
        faq_lines(board, mechanic),
    )
    return "\n\n".join(filter(None, ("\n".join(part) for part in parts)))


def faq_text(board: Board, mechanic: Mechanic) -> str:
    """Its questions and answers as one pastes them into a chat."""
    lines = [f"{mechanic.name} {state_mark(mechanic)}", *faq_lines(board, mechanic)]
    return "\n".join(lines)


def faq_lines(board: Board, mechanic: Mechanic) -> Iterator[str]:
    """What customers ask, each with its answer below."""
    yield tr("Questions and answers") + ":"
    for each in faq(board, mechanic):
        yield f"? {each.question}"
        yield from (f"  {line}" for line in each.answer.split("\n"))


def _terms(board: Board, mechanic: Mechanic, zone: tzinfo) -> Iterator[str]:
    terms, state = mechanic.terms, tr(MECHANIC_STATE_NAMES[mechanic.state])
    yield f"{mechanic.number} {mechanic.name}"
    revision = f" r{mechanic.revision}" if mechanic.revision else ""
    yield _line(tr("State"), f"{state}{revision}")
    if mechanic.withdrawn_reason:
        yield _line(tr("Withdrawn because"), mechanic.withdrawn_reason)
    yield _line(tr("Promise"), rule_words(terms.rule))
    yield _line(tr("Combined with"), stacking_words(terms))
    yield _line(tr("Products"), scope_words(terms))
    start, end = window(board, mechanic)
    span = f"{_clock(start, zone)} - {_clock(end, zone)}" if start or end else ""
    if span:
        yield _line(tr("Holds"), span)
    if terms.text:
        yield _line(tr("Wording"), terms.text)


def _examples(terms: Terms) -> Iterator[str]:
    """What carts cost; of 满减 also what it would be the other way round."""
    found = examples(terms)
    if not found:
        return
    yield tr("Worked examples (list price -> to pay)") + ":"
    yield from (f"  {each}" for each in found)
    rule = terms.rule
    if isinstance(rule, SpendSave):
        once = rule.repeat is Repeat.ONCE
        way, other = (tr("once"), tr("per every")) if once else (tr("per every"), tr("once"))
        turned = replace(rule, repeat=Repeat.EACH if once else Repeat.ONCE)
        last, would = found[-1], examples(terms_of(turned, scope=terms.scope))[-1]
        if would.payable != last.payable:
            yield "  " + tr(
                "{total}: {paid} {way}; {would} if it were {other}",
                total=yuan(last.total),
                paid=yuan(last.payable),
                way=way,
                would=yuan(would.payable),
                other=other,
            )


def _below(below: Iterable[Breach]) -> Iterable[str]:
    return (f"! {breach_words(each)}" for each in below)


def _readers(board: Board, mechanic: Mechanic, now: datetime, zone: tzinfo) -> Iterator[str]:
    """The matrix of acknowledgements: each required role, who read it, and when."""
    since, roles = mechanic.published_at, mechanic.required_roles
    if mechanic.state is not MechanicState.PUBLISHED or since is None or not roles:
        return
    known = len(roles) - len(mechanic.unacknowledged)
    yield tr("Acknowledged {n} of {all}", n=known, all=len(roles)) + ":"
    width = _LABEL - 6
    for role in roles:
        name = pad(board.settings.name(role), width)
        acks = [ack for ack in mechanic.acks if ack.role == role]
        for place, ack in enumerate(acks):
            label = name if not place else pad("", width)
            said = f"{_name(board, ack.by)}  {short(ack.at, now, zone)}"
            yield f"  + {label} {said}"
        people = [m for m in board.members.values() if m.active and role in m.roles]
        if acks and role == TRAINED:  # everybody has to know it: customers ask whoever is there
            people = [m for m in people if not mechanic.knows(role, m.id)]
        elif acks:
            continue
        if people or not acks:
            waits = tr("not yet, for {span}", span=span_words(now - since))
            who = ", ".join(m.name for m in people) or tr("nobody has this role")
            yield f"  - {pad('', width) if acks else name} {waits}: {who}"


def _places(board: Board, mechanic: Mechanic, now: datetime, zone: tzinfo) -> Iterator[str]:
    places = touchpoints_on(board, mechanic)
    if changed_at(mechanic) is None or not places:
        return
    yield tr("Touchpoints") + ":"
    for each in places:
        yield f"  {shown_line(board, each, mechanic, now, zone)}  {each.number} {each.name}"


def _revisions(board: Board, mechanic: Mechanic, zone: tzinfo) -> Iterator[str]:
    if mechanic.revisions:
        yield tr("Revisions") + ":"
    for each in reversed(mechanic.revisions):
        who = _name(board, each.published_by)
        yield f"  r{each.n} {_clock(each.published_at, zone)} {who}: {rule_words(each.terms.rule)}"
        if each.reason:
            yield "     " + tr("because {reason}", reason=each.reason)


def _line(label: str, text: str) -> str:
    return f"{pad(label, _LABEL)} {text}"


def _name(board: Board, number: int) -> str:
    member = board.members.get(number)
    return member.name if member else "?"


def _clock(at: datetime | None, zone: tzinfo) -> str:
    return ".." if at is None else "{} {}".format(*wall_clock(at, zone))
