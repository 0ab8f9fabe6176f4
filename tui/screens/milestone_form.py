"""The form of a milestone: what, until when, who answers for it, what has to be seen before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from domain.board import Board
from domain.campaign import Campaign, ExitCheck, Milestone
from domain.clock import Clock
from domain.command import Command, new_uid
from domain.due import Anchor, Due, OffsetError
from domain.errors import PromoboardError, UsageError
from domain.milestone_rules import AddMilestone, EditMilestone, MilestoneTitleError
from domain.words import N, tr
from tui.screens import pick
from tui.screens.draft import Drafts
from tui.screens.due_field import DueReader
from tui.screens.field import Field, Kind, Raw, text
from tui.screens.form import Form, Submit
from tui.screens.option import Option

VALUES = ("title", "due", "owner_role", "gate", "checks", "note")
_YES = "yes"


class DateError(UsageError):
    """A milestone is a moment."""

    message = N("A milestone needs a date, such as D-5 18:00.")


class MilestoneForm(Form):
    """Dismisses with the saved `AddMilestone` or `EditMilestone`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        MilestoneTitleError: "title",
        OffsetError: "due",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        campaign: Campaign,
        milestone: Milestone | None = None,
        *,
        state: Drafts,
        submit: Submit,
    ) -> None:
        """Fill in a new milestone of `campaign`, or edit `milestone` of it.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            now: The present moment.
            campaign: Whose it is.
            milestone: What is edited; None for a new one.
            state: Where the draft is kept.
            submit: Sends the command.
        """
        self._campaign, self._shown = campaign.id, milestone
        self._new = Milestone(
            uid=new_uid(), title="", due=Due(anchor=Anchor.START, offset_days=-1, time="18:00")
        )
        author = board.members.get(campaign.updated_by)
        key = "new" if milestone is None else milestone.uid
        super().__init__(
            tr("New milestone") if milestone is None else milestone.name,
            f"milestone-{campaign.number}-{key}",
            _fields(board, DueReader(board, now, campaign.id), milestone),
            _values(milestone or self._new),
            state=state,
            submit=submit,
            who=author.name if author and milestone else "",
        )

    def show(self, board: Board) -> None:
        """Follow a newer board, as the form of a task does."""
        campaign, before = board.campaigns.get(self._campaign), self._shown
        if campaign is None or before is None or self.saving:
            return
        after = campaign.milestone(before.uid)
        if after is not None and after != before:
            self._shown = after
            author = board.members.get(campaign.updated_by)
            self.follow(_values(before), _values(after), author.name if author else "?")

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._shown is None:
            return AddMilestone(self._campaign, replace(self._new, **values))
        edits = self.rows.edits(values)
        return EditMilestone(self._campaign, self._shown.uid, edits) if edits else None


def _values(milestone: Milestone) -> dict[str, Any]:
    return {name: getattr(milestone, name) for name in VALUES}


def _fields(board: Board, reader: DueReader, milestone: Milestone | None) -> Sequence[Field]:
    known = () if milestone is None else milestone.checks

    def due(raw: Raw) -> Due:
        found = reader.read(raw)
        if found is None:
            raise DateError
        return found

    def checks(raw: Raw) -> tuple[ExitCheck, ...]:
        by_text = {each.text: each for each in known}
        texts = filter(None, map(str.strip, str(raw).splitlines()))
        return tuple(by_text.get(each) or ExitCheck(text=each) for each in texts)

    return (
        Field(name="title", label=tr("Title"), read=text(80)),
        Field(name="due", label=tr("When"), read=due, write=reader.write, explain=reader.explain,
              placeholder=tr("D-5 18:00, E+3, 2027-06-10 20:00")),
        Field(
            name="owner_role",
            label=tr("Owner role"),
            kind=Kind.CHOICE,
            read=lambda raw: str(raw) or None,
            write=lambda role: role or "",
            options=lambda: [Option("", tr("Nobody: it comes by the clock")), *pick.roles(board)],
            name_of=lambda key: board.settings.name(key) if key else "",
            optional=True,
        ),
        Field(
            name="gate",
            label=tr("Gate"),
            kind=Kind.CHOICE,
            read=lambda raw: raw == _YES,
            write=lambda gate: _YES if gate else "no",
            options=lambda: [Option("no", tr("The sale may open without it")),
                             Option(_YES, tr("The gate waits for it"))],
        ),
        Field(
            name="checks",
            label=tr("Exit checks"),
            kind=Kind.TEXT,
            read=checks,
            write=lambda checks: "\n".join(each.text for each in checks),
            placeholder=tr("One line each: what has to be seen before it is done"),
        ),
        Field(name="note", label=tr("Note"), kind=Kind.TEXT, read=text(500, lines=None)),
    )  # fmt: skip
