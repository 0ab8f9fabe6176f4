"""What carts cost, and which mechanics together go below a floor price."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterable
from unicodedata import normalize

from domain.campaign import Campaign
from domain.errors import UsageError
from domain.floors import Breach, Floor, breaches, floors_in
from domain.mechanic import Mechanic, MechanicState
from domain.money import parse_money, yuan
from domain.pricing import CartLine, payable
from domain.stock import stock_of
from domain.terms_words import breach_words
from domain.words import N, tr
from tui.cli import values
from tui.cli.show import say, say_json, say_rows
from tui.session import Session

_LINE = re.compile(r"(?P<sku>[^=]+)=(?P<price>[^=x×*]+)(?:[x×*](?P<quantity>\d{1,6}))?")


class CartError(UsageError):
    """Not a line of a cart."""

    message = N("{text} is no line of a cart: write TEE-A=29900x2.")


class FloorError(UsageError):
    """Not a product with its prices."""

    message = N("{text} is no floor price: write TEE-A=29900/22000.")


def price(session: Session, given: Namespace) -> int:
    """Print what a cart costs, and what each mechanic takes off."""
    board = session.service.board
    numbers = values.numbers(Mechanic, [given.ids])
    chosen = {number: board.mechanics.require(number) for number in numbers}
    cart = [_line(text) for text in given.cart.split(",") if text.strip()]
    found = payable(cart, {number: each.terms for number, each in chosen.items()})
    if given.json:
        lines = [{"mechanic": f"M-{line.mechanic}", "off": line.off} for line in found.lines]
        say_json({"total": found.total, "payable": found.payable, "lines": lines})
        return 0
    rows = [("", tr("Total"), yuan(found.total))]
    rows += [
        (f"M-{line.mechanic}", chosen[line.mechanic].name, yuan(-line.off)) for line in found.lines
    ]
    say_rows([*rows, ("", tr("To pay"), yuan(found.payable))])
    return 0


def floor(session: Session, given: Namespace) -> int:
    """Print the products that can be had below their floors, and how."""
    board = session.service.board
    campaign = given.campaign and values.number(Campaign, given.campaign)
    terms = {
        each.id: each.terms
        for each in board.mechanics.values()
        if each.state is MechanicState.PUBLISHED and campaign in (None, each.campaign)
    }
    floors = [_floor(text) for text in given.floors]
    if not floors:
        kept = board.stock.values() if campaign is None else stock_of(board, campaign)
        floors = list(floors_in(kept))
    found = breaches(terms, floors)
    if given.json:
        say_json([_object(each) for each in found])
    elif found:
        for each in found:
            say(breach_words(each))
    elif not floors:
        say(tr("No floor price is known: `promoboard stock edit K-1 --price --floor` notes it."))
    else:
        say(tr("No mechanics together go below these prices."))
    return 0


def _line(text: str) -> CartLine:
    match = _LINE.fullmatch(normalize("NFKC", text).strip())
    if match is None or match["quantity"] == "0":
        raise CartError(text=text)
    return CartLine(match["sku"].strip(), parse_money(match["price"]), int(match["quantity"] or 1))


def _floor(text: str) -> Floor:
    sku, _, prices = normalize("NFKC", text).partition("=")
    listed, _, least = prices.partition("/")
    if not (sku.strip() and listed and least):
        raise FloorError(text=text)
    return Floor(sku.strip(), parse_money(listed), parse_money(least))


def _object(breach: Breach) -> dict[str, object]:
    return {
        "sku": breach.sku,
        "floor": breach.floor,
        "price": breach.price,
        "mechanics": _numbers(breach.mechanics),
        "quantity": breach.quantity,
        "total": breach.total,
    }


def _numbers(mechanics: Iterable[int]) -> list[str]:
    return [f"M-{number}" for number in mechanics]
