"""穿底价 while somebody looks: which products go below their floor, found beside the screen.

Many products times many combinations take a while, so this is not for the event loop. Products
with the same prices, which the same mechanics cover, are looked at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from domain.floors import Breach, Floor, breaches, floors_in
from domain.mechanic import Mechanic, MechanicState
from domain.stock import Stock
from domain.terms import Terms


def found_below(terms: dict[int, Terms], floors: Iterable[Floor]) -> tuple[Breach, ...]:
    """The products that some mechanics together sell below their floors, each at its worst."""
    known: dict[tuple[object, ...], Breach | None] = {}
    found = []
    for floor in floors:
        covering = {number: each for number, each in terms.items() if each.covers(floor.sku)}
        alone = tuple(number for number, each in covering.items() if len(each.scope) == 1)
        like = (floor.price, floor.floor, tuple(covering), alone)
        if like not in known:
            known[like] = next(iter(breaches(covering, (floor,))), None)
        if (worst := known[like]) is not None:
            found.append(replace(worst, sku=floor.sku))
    return tuple(found)


class FloorWatch:
    """What is below its floor, for the mechanics and the stock that it was last given."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Nothing is known yet; `tell` is called whenever more is."""
        self._tell = tell
        self._asked: tuple[object, ...] = ()
        self.found: tuple[Breach, ...] = ()

    def ask(self, mechanics: Iterable[Mechanic], stock: Iterable[Stock]) -> bool:
        """Whether these are others than before, so that `look` has something to do.

        Drafts are taken as if they held, so that one knows before one publishes them.
        """
        kept = {
            each.id: each.terms for each in mechanics if each.state is not MechanicState.WITHDRAWN
        }
        asked = (kept, tuple(floors_in(stock)))
        if asked == self._asked:
            return False
        self._asked = asked
        return True

    async def look(self) -> None:
        """Find them in a thread; say so when others are found."""
        terms, floors = self._asked
        found = await asyncio.to_thread(found_below, terms, floors)  # type: ignore[arg-type]
        if found != self.found:
            self.found = found
            self._tell()

    def of(self, mechanic: int) -> tuple[Breach, ...]:
        """The products that are below their floor for this mechanic among others."""
        return tuple(each for each in self.found if mechanic in each.mechanics)
