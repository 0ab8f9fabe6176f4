"""紧急调货: who can send pieces of a product at once, as three fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from domain.command import Command
from domain.errors import PromoboardError
from domain.stock import Source, Stock
from domain.stock_rules import AddSource, SourceNameError
from domain.stock_text import pieces
from domain.words import tr
from tui.screens.draft import Drafts
from tui.screens.field import Field, text
from tui.screens.form import Form, Submit


class SourceForm(Form):
    """Dismisses with the saved `AddSource`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {SourceNameError: "name"}

    def __init__(self, stock: Stock, *, state: Drafts, submit: Submit) -> None:
        """Name a source of `stock`; one of that name is replaced."""
        self._stock = stock
        super().__init__(
            tr("Emergency source of {sku}", sku=stock.sku),
            f"source-{stock.number}",
            [
                Field(name="name", label=tr("Who"), read=text(80)),
                Field(name="qty", label=tr("Pieces"), read=pieces),
                Field(name="hours", label=tr("Hours"), read=pieces,
                      placeholder=tr("from asking until they can be sold")),
            ],
            {"name": "", "qty": "", "hours": ""},
            state=state,
            submit=submit,
        )  # fmt: skip

    def command(self, values: dict[str, Any]) -> Command:
        return AddSource(self._stock.id, Source(**values))
