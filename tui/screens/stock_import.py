"""What a table of stock would change, before it does."""

from __future__ import annotations

from domain.stock_file import Report
from domain.stock_rules import ImportStock
from domain.words import tr
from tui.screens.menu import Menu
from tui.screens.option import Option

_SHOWN = 8
"""Rows with errors that are told; the others are counted."""


class StockImport(Menu[ImportStock]):
    """Dismisses with the command, None on Esc."""

    def __init__(self, file: str, report: Report) -> None:
        """Ask whether what `report` says shall be taken."""
        self._command = report.command
        counts = tr(
            "Rows {rows} | added {added} | changed {changed} | unchanged {unchanged} "
            "| errors {errors}",
            rows=report.rows,
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            errors=len(report.errors),
        )
        why = [counts, *(tr("Row {row}: {why}", row=e.row, why=e) for e in report.errors[:_SHOWN])]
        left = len(report.errors) - _SHOWN
        if left > 0:
            why.append(tr("and {n} more", n=left))
        takes = report.added + report.changed
        options = [Option("yes", tr("Take {n} products over", n=takes))] if takes else []
        options.append(Option("", tr("Leave everything as it is")))
        super().__init__(tr("Import {file}", file=file), "\n".join(why), options)

    def chosen(self, key: str) -> None:
        self.dismiss(self._command if key else None)
