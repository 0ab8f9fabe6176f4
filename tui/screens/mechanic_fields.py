"""The fields of a mechanic's form: those that all kinds have, and the parameters of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from domain.board import Board
from domain.due import Due, due_at
from domain.errors import UsageError
from domain.mechanic import Mechanic
from domain.mechanic_rules import READERS
from domain.money import parse_money, parse_rate, yuan
from domain.stock_text import pieces
from domain.terms import KIND_NAMES, RULES, Kind, Repeat, Terms, terms_of
from domain.words import N, tr
from tui.screens import pick
from tui.screens.due_field import DueReader
from tui.screens.field import Field, Raw, key, number, text
from tui.screens.field import Kind as Edited
from tui.screens.option import Option

Values = dict[str, Any]

UNDECIDED, NOTHING, ALL, SOME = "", "nothing", "all", "some"
"""What may be said about combining: the fields of `stackable`."""

COMMON = ("name", "kind", "stacks", "kinds", "scope", "valid_from", "valid_to", "text",
          "required_roles", "campaign")  # fmt: skip
"""What all kinds have, but for the reason."""


class NeededError(UsageError):
    """Without it the rule says nothing."""

    message = N("{kind} needs this.")


def takes(kind: Kind, name: str) -> bool:
    """Whether rules of this kind have such a parameter."""
    return any(field.name == name for field in fields(RULES[kind]))


def _parameters() -> dict[str, tuple[str, Callable[[str], Any], Callable[[Any], str], str]]:
    """By parameter: label, reader, writer, an example."""
    money = partial(parse_money, plain=100)
    return {
        "threshold": (tr("From, ¥"), money, yuan, "299"),
        "off": (tr("Off, ¥"), money, yuan, "50"),
        "cap": (tr("Off at most, ¥"), money, yuan, tr("no limit")),
        "rate": (tr("To pay"), parse_rate, _rate, tr("9折, 0.9 or 90%")),
        "gift": (tr("Gift (SKU)"), text(64), str, "SOCK-B"),
        "quantity": (tr("Pieces per order"), pieces, str, "1"),
        "limit": (tr("Pieces in all"), pieces, str, tr("no limit")),
        "deposit": (tr("Deposit, ¥"), money, yuan, "20"),
        "counts_as": (tr("Counts as, ¥"), money, yuan, "40"),
        "days": (tr("Days"), pieces, str, "15"),
    }


PARAMETERS = ("threshold", "off", "repeat", "cap", "rate", "gift", "quantity", "limit", "deposit",
              "counts_as", "days")  # fmt: skip


def _rate(rate: float) -> str:
    return f"{rate:.4f}".rstrip("0").rstrip(".")


def mechanic_fields(
    board: Board,
    now: Callable[[], datetime],
    kind: Callable[[], Kind],
    due: DueReader,
    rule: Callable[[], str],
    reasons: bool,
) -> Sequence[Field]:
    """The fields; only those of the kind that is chosen count.

    Args:
        board: What there is to choose from.
        now: The present moment.
        kind: The kind that is chosen at this moment.
        due: Understands from when to when.
        rule: The promise as it stands in the fields, in words.
        reasons: Whether a reason is asked for.
    """
    kinds = [Option(each, tr(KIND_NAMES[each])) for each in Kind]
    stacks = [
        Option(UNDECIDED, tr("not decided"), tr("cannot be published so")),
        Option(NOTHING, tr("nothing")),
        Option(ALL, tr("everything that allows it")),
        Option(SOME, tr("these kinds")),
    ]
    campaign = board.campaigns

    def instant(raw: Raw) -> datetime | None:
        found = due.read(raw)
        chosen = due.chosen()
        return None if found is None else due_at(found, campaign.get(chosen or 0))

    found = [
        Field(name="name", label=tr("Name"), read=text(80), placeholder=tr("as the rule says")),
        Field(name="kind", label=tr("Kind"), kind=Edited.CHOICE, read=Kind, options=lambda: kinds,
              explain=lambda raw: rule()),
        *_parameter_fields(kind),
        Field(name="stacks", label=tr("Combined with"), kind=Edited.CHOICE,
              options=lambda: stacks),
        Field(name="kinds", label=tr("Which kinds"), kind=Edited.MANY,
              read=lambda raw: tuple(map(Kind, raw)), write=tuple, options=lambda: kinds),
        Field(name="scope", label=tr("Products"), read=_skus, write=", ".join,
              placeholder=tr("all; or SKUs, with commas between them")),
        Field(name="valid_from", label=tr("Holds from"), read=instant, write=_written(due),
              explain=due.explain, placeholder=tr("the opening of the campaign")),
        Field(name="valid_to", label=tr("Holds until"), read=instant, write=_written(due),
              explain=due.explain, placeholder=tr("the end of the campaign")),
        Field(name="text", label=tr("Wording"), kind=Edited.TEXT, read=text(2000, lines=None),
              placeholder=tr("As it is published")),
        Field(name="required_roles", label=tr("To be read by"), kind=Edited.MANY, read=tuple,
              write=tuple, options=lambda: pick.roles(board), name_of=board.settings.name),
        Field(name="campaign", label=tr("Campaign"), kind=Edited.CHOICE, read=number, write=key,
              options=lambda: pick.campaigns(board, now()),
              name_of=lambda each: pick.campaign_name(board, each), optional=True),
    ]  # fmt: skip
    if reasons:
        why = tr("Needed while customers can have it")
        found.insert(0, Field(name="reason", label=tr("Reason"), read=text(500), placeholder=why))
    return found


def _parameter_fields(kind: Callable[[], Kind]) -> Iterable[Field]:
    known = _parameters()
    for name in PARAMETERS:
        if name == "repeat":
            yield Field(
                name=name,
                label=tr("How often"),
                kind=Edited.CHOICE,
                read=Repeat,
                options=_ways,
            )
            continue
        label, read, write, example = known[name]
        yield Field(
            name=name,
            label=label,
            read=partial(_parameter, kind, name, read),
            write=partial(_written_as, write),
            placeholder=example,
        )


def _written_as(write: Callable[[Any], str], value: Any) -> Raw:
    return "" if value is None else write(value)


def _ways() -> list[Option]:
    return [
        Option(Repeat.ONCE, tr("once per order")),
        Option(Repeat.EACH, tr("for every time it is reached")),
    ]


def _parameter(kind: Callable[[], Kind], name: str, read: Callable[[str], Any], raw: Raw) -> Any:
    """The value; None for another kind's, and for what is left to the rule's own."""
    chosen = kind()
    if not takes(chosen, name):
        return None
    if str(raw).strip():
        return read(str(raw))
    if any(each.name == name and each.default is MISSING for each in fields(RULES[chosen])):
        raise NeededError(kind=tr(KIND_NAMES[chosen]))
    return None


def _skus(raw: Raw) -> tuple[str, ...]:
    words = str(raw).replace("，", ",").replace("、", ",").split(",")
    return tuple(filter(None, map(str.strip, words)))


def _written(due: DueReader) -> Callable[[datetime | None], Raw]:
    return lambda at: "" if at is None else due.write(Due(at=at))


def values_of(mechanic: Mechanic | None, campaign: int | None) -> Values:
    """What stands in each field; of something new, what is proposed."""
    values: Values = dict.fromkeys(PARAMETERS) | {"repeat": Repeat.ONCE}
    if mechanic is None:
        return values | {
            "name": "", "kind": Kind.SPEND_SAVE, "stacks": UNDECIDED, "kinds": (), "scope": (),
            "valid_from": None, "valid_to": None, "text": "", "required_roles": READERS,
            "campaign": campaign, "reason": "",
        }  # fmt: skip
    terms = mechanic.terms
    rule, stackable = terms.rule, terms.stackable
    every = stackable is not None and len(stackable) == len(Kind)
    values |= {field.name: getattr(rule, field.name) for field in fields(rule)}
    return values | {
        "name": mechanic.name,
        "kind": terms.kind,
        "stacks": UNDECIDED if stackable is None else ALL if every else SOME if stackable
        else NOTHING,
        "kinds": () if stackable is None or every else stackable,
        "scope": terms.scope,
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "text": terms.text,
        "required_roles": mechanic.required_roles,
        "campaign": mechanic.campaign,
        "reason": "",
    }  # fmt: skip


def terms_from(values: Mapping[str, Any]) -> Terms:
    """The terms that the values of the fields mean.

    Raises:
        TermsError: Nobody can mean them.
    """
    kind = values["kind"]
    said = {
        name: values[name] for name in PARAMETERS if takes(kind, name) and values[name] is not None
    }
    stackable = {UNDECIDED: None, NOTHING: (), ALL: tuple(Kind), SOME: values["kinds"]}
    return replace(
        terms_of(RULES[kind](**said)),
        stackable=stackable[values["stacks"]],
        scope=values["scope"],
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
        text=values["text"],
    )
