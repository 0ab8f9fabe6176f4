"""The form of a mechanic: a draft, or the next revision of what is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from domain.board import Board
from domain.clock import Clock
from domain.command import Bulk, Command, new_uid
from domain.edit import Edit, FieldConflictError
from domain.errors import PromoboardError
from domain.faq import examples
from domain.mechanic import Mechanic, live
from domain.mechanic_rules import (
    AddMechanic,
    EditMechanic,
    MechanicNameError,
    PublishMechanic,
    StackableUndecidedError,
)
from domain.task_moves import ReasonRequiredError
from domain.terms import Kind, TermsError, sound
from domain.terms_words import rule_words
from domain.words import tr
from tui.screens.draft import Drafts
from tui.screens.due_field import DueReader
from tui.screens.field import number
from tui.screens.form import Form, Submit
from tui.screens.mechanic_fields import (
    PARAMETERS,
    SOME,
    mechanic_fields,
    takes,
    terms_from,
    values_of,
)

_WHOSE = ("name", "required_roles", "campaign")
"""Fields that are no terms: they change without a revision."""


class MechanicForm(Form):
    """Dismisses with the saved `AddMechanic`, `EditMechanic` or `PublishMechanic`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        MechanicNameError: "name",
        StackableUndecidedError: "stacks",
        ReasonRequiredError: "reason",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        *,
        mechanic: Mechanic | None = None,
        campaign: int | None = None,
        state: Drafts,
        submit: Submit,
    ) -> None:
        """Draft a mechanic, edit the draft `mechanic`, or write its next revision.

        Args:
            board: The board.
            now: The present moment.
            mechanic: What is edited; None for a new one.
            campaign: What a new one is for.
            state: Where what is typed is kept.
            submit: Sends the command.
        """
        self._mechanic, self._uid, self._board, self._now = mechanic, new_uid(), board, now
        self._published = mechanic is not None and mechanic.revision > 0
        due = DueReader(board, now, campaign if mechanic is None else mechanic.campaign)
        super().__init__(
            _title(mechanic),
            _key(mechanic),
            mechanic_fields(board, now, self._kind, due, self._rule, self._published),
            values_of(mechanic, campaign),
            state=state,
            submit=submit,
            who="" if mechanic is None else _author(board, mechanic),
        )
        due.chosen = lambda: number(self.rows["campaign"].raw)

    def _kind(self) -> Kind:
        return Kind(str(self.rows["kind"].raw))

    def on_mount(self) -> None:
        self._fit()
        mechanic = self._mechanic if self._published and not self._restored else None
        if mechanic is not None and live(self._board, mechanic, self._now()):
            self.notice.say(tr("Customers can have it now: say why it changes."))

    def _fit(self) -> None:
        """Show the parameters of the kind that is chosen."""
        kind = self._kind()
        for name in PARAMETERS:
            self.rows[name].display = takes(kind, name)
        self.rows["kinds"].display = self.rows["stacks"].raw == SOME

    on_choice_editor_changed = on_input_changed = _fit

    def _rule(self) -> str:
        """The promise in words, with what it makes of prices; nothing while it is none."""
        try:
            terms = sound(terms_from({n: row.read() for n, row in self.rows.by_name.items()}))
        except PromoboardError:
            return ""
        return f"= {rule_words(terms.rule)}  {', '.join(map(str, examples(terms)))}".rstrip()

    def show(self, board: Board) -> None:
        """Follow a newer board: other fields are taken over, the same ones conflict."""
        self._board, before = board, self._mechanic
        if before is None or self.saving:
            return
        mechanic = self._mechanic = board.mechanics[before.id]
        if mechanic is before:
            return
        self.follow(values_of(before, None), values_of(mechanic, None), _author(board, mechanic))
        if mechanic.revision and not self._published:
            # What was a draft is promised now: saving would be another revision.
            self.error.say(
                tr("{number} was published meanwhile: close this, and look at it first.",
                   number=mechanic.number)
            )  # fmt: skip
        elif mechanic.revision != before.revision:
            self.notice.say(
                tr("{who} published r{n} meanwhile: what you save will be r{next}.",
                   who=_author(board, mechanic), n=mechanic.revision, next=mechanic.revision + 1)
            )  # fmt: skip

    def action_save(self) -> None:
        """As every form, when the terms are some that a person can mean."""
        values = None if self.saving else self.rows.read()
        if values is not None:
            try:
                sound(terms_from(values))
            except TermsError as error:
                self.error.say("")
                self.rows["kind"].say(error)
                self.error.say(str(error))
                return
        super().action_save()

    def command(self, values: dict[str, Any]) -> Command | None:
        terms, mechanic = terms_from(values), self._mechanic
        name = values["name"] or rule_words(terms.rule)
        if mechanic is None:
            roles, campaign = values["required_roles"], values["campaign"]
            return AddMechanic(
                name=name, terms=terms, campaign=campaign, required_roles=roles, uid=self._uid
            )
        edits = [each for each in self.rows.edits(values | {"name": name}) if each.field in _WHOSE]
        if not self._published:
            if terms != mechanic.terms:
                edits.append(Edit("draft", mechanic.draft, terms))
            return EditMechanic(mechanic.id, tuple(edits)) if edits else None
        commands: list[Command] = [EditMechanic(mechanic.id, tuple(edits))] if edits else []
        if terms != mechanic.terms or mechanic.withdrawn_at is not None:
            publish = PublishMechanic(mechanic.id, mechanic.revision + 1, terms, values["reason"])
            commands.append(publish)
        if not commands:
            return None
        return commands[0] if len(commands) == 1 else Bulk(tuple(commands))

    def _blame(self, error: PromoboardError) -> None:
        """Where a colleague's draft came in between, show it field by field."""
        self.show(self._board)
        if isinstance(error, FieldConflictError) and error.edit.field == "draft":
            self.rows.untold()
            self.error.say(str(error))
        else:
            super()._blame(error)


def _title(mechanic: Mechanic | None) -> str:
    if mechanic is None:
        return tr("New mechanic")
    values = {"number": mechanic.number, "name": mechanic.name}
    if not mechanic.revision:
        return tr("Draft {number} {name}", **values)
    return tr("{number} {name}: revision {n}", n=mechanic.revision + 1, **values)


def _key(mechanic: Mechanic | None) -> str:
    """What is typed is kept for each draft, and for what follows on each revision."""
    if mechanic is None:
        return "mechanic-new"
    return f"mechanic-{mechanic.number}-r{mechanic.revision + 1}"


def _author(board: Board, mechanic: Mechanic) -> str:
    member = board.members.get(mechanic.updated_by)
    return member.name if member else "?"
