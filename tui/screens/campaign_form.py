"""The form of a campaign: from a template or plain; and what moves with its date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from domain.board import Board
from domain.calendar import Calendar
from domain.calendar_file import load_calendar
from domain.campaign import Campaign
from domain.campaign_rules import (
    AddCampaign,
    EditCampaign,
    EndsFirstError,
    NameRequiredError,
    YearError,
    moved_tasks,
)
from domain.clock import Clock, UnknownZoneError, local_day, zone_named
from domain.command import Command, decide, new_uid
from domain.errors import DomainError, PromoboardError
from domain.words import ntr, tr
from tui.screens.campaign_fields import NOTHING, Reader, campaign_fields, proposed, values_of
from tui.screens.choose import Choose
from tui.screens.dialog import GONE
from tui.screens.draft import Drafts
from tui.screens.form import Form, Submit
from tui.screens.moved import told
from tui.screens.option import Option


class CampaignForm(Form):
    """Dismisses with the saved `AddCampaign` or `EditCampaign`."""

    BLAMES: ClassVar[Mapping[type[PromoboardError], str]] = {
        NameRequiredError: "name",
        EndsFirstError: "ends_at",
        YearError: "d_day",
        UnknownZoneError: "zone",
    }

    def __init__(
        self,
        board: Board,
        now: Clock,
        *,
        campaign: Campaign | None = None,
        state: Drafts,
        submit: Submit,
        calendar: Callable[[], Calendar] = load_calendar,
    ) -> None:
        """Plan a new campaign, or edit `campaign`.

        Args:
            board: The board.
            now: The present moment.
            campaign: What is edited; None for a new one.
            state: Where the draft is kept.
            submit: Sends the command.
            calendar: The templates; asked when a new campaign is planned.
        """
        self._board, self._now, self._campaign = board, now, campaign
        self._uid, self._proposal = new_uid(), ("", "")
        self._calendar = calendar() if campaign is None else Calendar()
        zone = zone_named(board.settings.zone) if campaign is None else campaign.tz
        reader = Reader(now, lambda: zone)
        author = None if campaign is None else board.members.get(campaign.updated_by)
        super().__init__(
            tr("New campaign") if campaign is None else f"{campaign.number} {campaign.name}",
            "campaign-new" if campaign is None else f"campaign-{campaign.number}",
            campaign_fields(reader, self._calendar, campaign is None),
            values_of(campaign) if campaign else NOTHING | {"zone": zone.key},
            state=state,
            submit=submit,
            who=author.name if author else "",
        )
        self._team_zone, reader.zone = zone, self._zone

    def on_mount(self) -> None:
        self._propose()

    def show(self, board: Board) -> None:
        """Follow a newer board, as the form of a task does."""
        self._board, before = board, self._campaign
        if before is None or self.saving:
            return
        campaign = board.campaigns.get(before.id)
        if campaign is None:
            self.notice.say(tr(GONE, number=before.number))
            return
        self._campaign = campaign
        author = board.members.get(self._campaign.updated_by)
        name = author.name if author else "?"
        self.follow(values_of(before), values_of(self._campaign), name)

    def _propose(self) -> None:
        """Fill in what follows from template and D-day, where nothing else was typed."""
        if self._campaign is not None:
            return
        d_day = self.rows["d_day"]
        wanted = (str(self.rows["template"].raw), str(d_day.raw) if d_day.touched else "")
        if wanted == self._proposal:
            return
        self._proposal = wanted
        try:
            day = d_day.read() if d_day.touched else None
        except PromoboardError:
            return
        today = local_day(self._now(), self._team_zone)
        for name, value in proposed(
            self._calendar, wanted[0], day, today, self._team_zone.key
        ).items():
            if not self.rows[name].touched:
                self.rows[name].meet(value, "")

    on_choice_editor_changed = on_input_changed = _propose

    def command(self, values: dict[str, Any]) -> Command | None:
        if self._campaign is not None:
            edits = self.rows.edits(values)
            return EditCampaign(self._campaign.id, edits) if edits else None
        template = values.pop("template")
        if not template:
            return AddCampaign(**values, uid=self._uid)
        plan = self._calendar.plan(
            self._calendar.template(template), values["d_day"], zone=values["zone"]
        )
        return replace(plan, **values, uid=self._uid)

    async def settle(self, command: Command) -> Command | None:
        """Before open tasks move along, say which, and ask."""
        if self._campaign is None:
            return command
        try:
            (after,) = decide(self._board, command, self._now(), self._campaign.updated_by).puts
        except (DomainError, ValueError):
            return command  # refused, or done already: `submit` says so
        assert isinstance(after, Campaign)
        moved = moved_tasks(self._board, self._campaign, after)
        if not moved:
            return command
        answer = await self.app.push_screen_wait(
            Choose(
                ntr("{n} open task moves along", "{n} open tasks move along", len(moved)),
                [Option("yes", tr("Save, and let them move")), Option("", tr("Not now"))],
                filter=False,
                why="\n".join(told(self._board, after, moved, self._now())),
            )
        )
        return command if answer else None

    def _zone(self) -> ZoneInfo:
        try:
            return zone_named(str(self.rows["zone"].raw))
        except UnknownZoneError:
            return self._team_zone
