"""备货: what each product needs by D-day, what there will be, and who can send more at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from domain.board import Board
from domain.command import Command
from domain.edit import Edit
from domain.errors import PromoboardError
from domain.stock import Stock as Product
from domain.stock import plan_of, stock_of, stock_uid
from domain.stock_rules import EditStock, SetStock
from domain.words import N, ntr, tr
from tui.screens.ask import Ask
from tui.screens.record_section import RecordSection, grouped
from tui.screens.stock_text import stock_head, stock_look, stock_page, stock_row
from tui.widgets.row_list import Entry

GROUP = Binding.Group(N("Stock"))


class Stock(RecordSection):
    """The campaign's products by SKU, those that need nothing more at their place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,insert", "new", N("Add"), id="stock.new", group=GROUP,
                tooltip=N("Plan the stock of one more product.")),
        Binding("e,f4", "edit", N("Edit"), id="stock.edit", group=GROUP,
                tooltip=N("Peak, factor, what is on hand and on the way, prices, sources.")),
        Binding("a", "source", N("Add a source"), id="stock.source", group=GROUP,
                tooltip=N("Somebody who can send pieces at once.")),
        Binding("f", "import", N("Import"), id="stock.import", group=GROUP,
                tooltip=N("Read the warehouse's table, and see first what it changes.")),
        Binding("o", "export", N("Export"), id="stock.export", group=GROUP,
                tooltip=N("Write the table to a file, which can be imported again.")),
        Binding("x,delete", "retire", N("Retire"), id="stock.retire", group=GROUP,
                tooltip=N("It is no longer planned for, or is again.")),
    ]  # fmt: skip

    def label(self) -> str:
        now, board = self.app.now(), self.board
        short = sum(bool(plan_of(board, each, now).gap) for each in self._kept(retired=False))
        return tr("Stock") + (f" !{short}" if short else "")

    def rows(self, board: Board) -> Iterable[Entry]:
        self.empty = (tr("No stock is planned yet."), tr("n plans a product, f reads a table."))
        kept, gone = list(self._kept(retired=False)), list(self._kept(retired=True))
        if kept:
            yield Entry("head", stock_head, heading=True)
        yield from grouped(
            (("", self._listed(board, kept)), (tr("Retired"), self._listed(board, gone)))
        )

    def _kept(self, *, retired: bool) -> Iterator[Product]:
        board, campaign = self.board, self.campaign
        if not retired and campaign is not None:
            yield from stock_of(board, campaign.id)
            return
        here = campaign.id if campaign else None
        for each in board.stock.values():
            if each.campaign == here and each.retired is retired:
                yield each

    def _listed(self, board: Board, found: Iterable[Product]) -> Iterator[Entry]:
        now, zone = self.app.now(), self.zone
        for each in found:
            plan = plan_of(board, each, now)
            yield Entry(
                each.number,
                partial(stock_row, plan),
                "meta" if each.retired else stock_look(plan),
                detail=partial(stock_page, board, each, now, zone),
            )

    @property
    def stock(self) -> Product | None:
        """The stock under the cursor."""
        return self.board.stock.get(self.number)

    # What the keys do

    def action_new(self) -> None:
        if self.may_change():
            self._form(None)

    def action_edit(self) -> None:
        if self.stock is not None and self.may_change():
            self._form(self.stock)

    def _form(self, stock: Product | None) -> None:
        from tui.screens.stock_form import StockForm

        app = self.app
        app.push_screen(
            StockForm(
                app.board,
                app.now,
                stock=stock,
                campaign=self.campaign.id if self.campaign else None,
                state=app.session.state,
                submit=app.submit,
            ),
            self._made,
        )

    def _made(self, command: Command | None) -> None:
        if isinstance(command, SetStock):
            uid = stock_uid(command.sku, command.campaign)
            self.go_to(self.board.stock.by_uid(uid))

    def action_source(self) -> None:
        """A form of three fields."""
        if self.stock is not None and self.may_change():
            from tui.screens.source_form import SourceForm

            app = self.app
            app.push_screen(SourceForm(self.stock, state=app.session.state, submit=app.submit))

    def action_retire(self) -> None:
        """Out of the plan, or back."""
        each = self.stock
        if each is not None and self.may_change():
            self.issue(EditStock(each.id, (Edit("retired", each.retired, not each.retired),)))

    def action_import(self) -> None:
        """Ask for the file, read it in a thread, and show what it would change."""
        if self.may_change():
            why = tr("CSV, TSV or a workbook, with a column for the SKU.")
            asked = Ask(tr("Which file?"), why=why, placeholder="~/stock.csv", required=True)
            self.ask(asked, self._read)

    def _read(self, text: str) -> None:
        self.run_worker(self._import(_path(text)), group="import")

    async def _import(self, path: Path) -> None:
        from domain.stock_file import read_stock
        from tui.screens.stock_import import StockImport

        app = self.app
        try:
            report = await asyncio.to_thread(
                read_stock,
                path,
                self.board,
                campaign=self.campaign.id if self.campaign else None,
                zone=self.zone,
                now=app.now(),
                by=app.me,
            )
        except PromoboardError as error:
            app.tell(error)
            return
        self.ask(StockImport(path.name, report), self.issue)

    def action_export(self) -> None:
        """Ask where to; a file that is there already is left as it is."""
        number = self.campaign.number if self.campaign else tr("all")
        kept = [*self._kept(retired=False)]
        if not kept:
            self.note(tr("There is no stock to write."))
            return
        asked = Ask(tr("Write to which file?"), typed=f"~/stock-{number}.csv", required=True)
        self.ask(asked, lambda text: self._export(_path(text), kept))

    def _export(self, path: Path, kept: list[Product]) -> None:
        import csv

        from domain.stock_file import table

        try:
            # The mark at the beginning tells spreadsheets that this is UTF-8.
            with path.open("x", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(table(kept))
        except FileExistsError:
            self.note(tr("{file} is there already: nothing was written.", file=path))
        except OSError as error:
            why = error.strerror or str(error)
            self.note(tr("{file} cannot be written: {why}.", file=path, why=why))
        else:
            said = ntr("{n} product written to {file}.", "{n} products written to {file}.",
                       len(kept), file=path)  # fmt: skip
            self.app.notify(said, markup=False)


def _path(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~nobody
        return Path(text)
