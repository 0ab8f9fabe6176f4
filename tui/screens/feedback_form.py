"""A customer's words, typed while they are on the phone: one line, Enter, saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual.widgets import Input

from domain.board import Board
from domain.command import Command
from domain.errors import PromoboardError
from domain.feedback import CHANNEL_NAMES, TEXT_LIMIT, Channel
from domain.feedback_write import AddFeedback, RatingRangeError, TextRequiredError
from domain.intake import secret
from domain.words import tr
from tui.screens.draft import Drafts
from tui.screens.field import Field, Kind, Raw, key, number, text
from tui.screens.form import Form, Submit
from tui.screens.option import Option


class FeedbackForm(Form):
    """Dismisses with the saved `AddFeedback`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        TextRequiredError: "text",
        RatingRangeError: "rating",
    }

    def __init__(self, board: Board, *, state: Drafts, submit: Submit, salt: str) -> None:
        """Take down what a customer said.

        Args:
            board: Where the products are known from.
            state: Where the draft is kept.
            submit: Sends the command.
            salt: What the marks of orders are made with: `Session.salt`.
        """
        self._salt = salt
        self._known, self._new = skus(board), AddFeedback(text="", channel=Channel.ENQUIRY)
        names = ("text", "sku", "platform", "channel", "rating", "order_key")
        super().__init__(
            tr("A customer's words"),
            "feedback-new",
            self._fields(),
            {name: getattr(self._new, name) for name in names},
            state=state,
            submit=submit,
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input is self.rows["text"].editor:
            event.prevent_default()
            self.action_save()

    def command(self, values: dict[str, Any]) -> Command:
        order = values.pop("order_key")
        sku = values.pop("sku") or self._found(values["text"])
        return replace(self._new, **values, sku=sku, order_key=order and secret(order, self._salt))

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field(
                name="text",
                label=tr("Words"),
                read=text(TEXT_LIMIT),
                placeholder=tr("What the customer says; Enter saves"),
            ),
            Field(name="sku", label=tr("SKU"), read=text(64), explain=self._explain),
            Field(name="platform", label=tr("Platform"), read=text(40)),
            Field(
                name="channel",
                label=tr("Channel"),
                kind=Kind.CHOICE,
                read=Channel,
                options=lambda: [Option(each, tr(CHANNEL_NAMES[each])) for each in Channel],
            ),
            Field(
                name="rating",
                label=tr("Stars"),
                kind=Kind.CHOICE,
                read=number,
                write=key,
                options=lambda: [Option("", "-"), *(Option(str(n), str(n)) for n in range(1, 6))],
                optional=True,
            ),
            Field(
                name="order_key",
                label=tr("Order"),
                read=text(64),
                placeholder=tr("Its number is not stored, only a mark of it"),
            ),
        )

    def _explain(self, raw: Raw) -> str:
        found = "" if raw else self._found(str(self.rows["text"].raw))
        return tr("= {sku}, found in the words", sku=found) if found else ""

    def _found(self, words: str) -> str:
        """The longest known product that the words name; empty when there is none."""
        said = words.casefold()
        return max((sku for sku in self._known if sku.casefold() in said), key=len, default="")


def skus(board: Board) -> frozenset[str]:
    """The products that tasks and feedback speak of."""
    docs = (*board.tasks.docs.values(), *board.feedback.docs.values())
    return frozenset(sku for doc in docs if len(sku := doc.get("sku", "")) > 1)
