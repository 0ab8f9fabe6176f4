"""The form of a campaign's goals: its own, and what each role does for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from domain.board import Board
from domain.campaign import Campaign
from domain.command import Bulk, Command
from domain.edit import FieldConflictError
from domain.errors import PromoboardError
from domain.goals import (
    NO_GOALS,
    EditGoals,
    GoalError,
    SetRoleGoal,
    parse_ratio,
    parse_share,
)
from domain.money import parse_money, yuan
from domain.words import tr
from tui.screens.draft import Drafts
from tui.screens.field import Field, Raw, text
from tui.screens.form import Form, Submit

FIGURES = ("gmv", "roi_min", "return_rate_max", "service")
_ROLE = "role-"


class GoalsForm(Form):
    """Dismisses with what was saved."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {GoalError: "return_rate_max"}

    def __init__(self, board: Board, campaign: Campaign, *, state: Drafts, submit: Submit) -> None:
        """Edit the goals of `campaign`.

        Args:
            board: The board as the person sees it; `show` brings later ones.
            campaign: Whose they are.
            state: Where the draft is kept.
            submit: Sends the command.
        """
        self._shown = campaign
        self._roles = [role.key for role in board.settings.roles]
        author = board.members.get(campaign.updated_by)
        super().__init__(
            tr("Goals of {name}", name=campaign.name),
            f"goals-{campaign.number}",
            _fields(board, self._roles),
            self._values(campaign),
            state=state,
            submit=submit,
            who=author.name if author else "",
        )

    def show(self, board: Board) -> None:
        """Follow a newer board, as the form of a task does."""
        before, after = self._shown, board.campaigns.get(self._shown.id)
        if after is not None and after is not before and not self.saving:
            self._shown = after
            author = board.members.get(after.updated_by)
            who = author.name if author else "?"
            self.follow(self._values(before), self._values(after), who)

    def command(self, values: dict[str, Any]) -> Command | None:
        edits = self.rows.edits(values)
        campaign = self._shown.id
        figures = tuple(each for each in edits if each.field in FIGURES)
        commands: list[Command] = [EditGoals(campaign, figures)] if figures else []
        commands += (
            SetRoleGoal(campaign, each.field.removeprefix(_ROLE), each.before, each.after)
            for each in edits
            if each.field.startswith(_ROLE)
        )
        if len(commands) == 1:
            return commands[0]
        return Bulk(tuple(commands)) if commands else None

    def _blame(self, error: PromoboardError) -> None:
        if isinstance(error, FieldConflictError) and error.edit.field not in FIGURES:
            self.error.say(str(error))  # a role's line: `show` brings what they wrote
        else:
            super()._blame(error)

    def _values(self, campaign: Campaign) -> dict[str, Any]:
        goals = campaign.goals or NO_GOALS
        figures = {name: getattr(goals, name) for name in FIGURES}
        return figures | {_ROLE + role: goals.of(role) for role in self._roles}


def _fields(board: Board, roles: Sequence[str]) -> Sequence[Field]:
    own = (
        Field(name="gmv", label=tr("GMV"), read=_money, write=_yuan, explain=_explain,
              placeholder=tr("in yuan: 3200000, 320万")),
        Field(name="roi_min", label=tr("ROAS (ROI)"), read=_ratio, write=_plain,
              placeholder=tr("at least, such as 2.5")),
        Field(name="return_rate_max", label=tr("Return rate"), read=_share, write=_percent,
              placeholder=tr("at most, such as 9%")),
        Field(name="service", label=tr("Service"), read=text(120),
              placeholder=tr("first answer within 30 seconds")),
    )  # fmt: skip
    name = board.settings.name
    lines = (Field(name=_ROLE + role, label=name(role), read=text(120)) for role in roles)
    return (*own, *lines)


def _money(raw: Raw) -> int | None:
    words = str(raw).strip()
    return parse_money(words, plain=100) if words else None


def _yuan(fen: int | None) -> Raw:
    return "" if fen is None else yuan(fen)


def _explain(raw: Raw) -> str:
    fen = _money(raw)
    return "" if fen is None else f"= ¥{fen / 100:,.0f}"


def _plain(value: float | None) -> Raw:
    return "" if value is None else f"{value:g}"


def _percent(value: float | None) -> Raw:
    return "" if value is None else f"{value * 100:g}%"


def _ratio(raw: Raw) -> float | None:
    words = str(raw).strip()
    return parse_ratio(words) if words else None


def _share(raw: Raw) -> float | None:
    words = str(raw).strip()
    return parse_share(words) if words else None
