"""What can be done to a campaign as a whole: forms, moving it, its tasks, its gate.

Loaded with the first of them. Whoever calls has asked whether this session may change anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.calendar import Calendar
from domain.calendar_file import team_calendar
from domain.campaign import Campaign
from domain.campaign_rules import AddCampaign, EditCampaign
from domain.command import Command, decide
from domain.edit import Edit
from domain.errors import DomainError, PromoboardError, StoreError
from domain.gate_rules import GateShutError, PassGate, RevokePass, holders
from domain.words import ntr, tr
from tui.screens.ask import Ask
from tui.screens.choose import Choose
from tui.screens.option import Option

if TYPE_CHECKING:
    from tui.app import PromoboardApp

TIMELINE = "timeline"
"""The playbook of a campaign that no template is for."""


def campaign_form(
    app: PromoboardApp,
    campaign: Campaign | None,
    then: Callable[[Campaign], None] = lambda campaign: None,
) -> None:
    """The form of a campaign, or of a new one, which `then` hears of.

    A new one that came from a template is offered its tasks as well.
    """
    from tui.screens.campaign_form import CampaignForm

    try:
        calendar = Calendar() if campaign else team_calendar(app.session.folder)
    except StoreError as error:  # the team's own file has a mistake
        app.tell(error)
        return

    def made(command: Command | None) -> None:
        if isinstance(command, AddCampaign):
            new = app.board.campaigns.by_uid(command.uid)
            if new is not None:
                then(new)
                if new.template:
                    plan_tasks(app, new)

    app.push_screen(
        CampaignForm(
            app.board,
            app.now,
            campaign=campaign,
            state=app.session.state,
            submit=app.submit,
            calendar=lambda: calendar,
        ),
        made,
    )


def plan_tasks(app: PromoboardApp, campaign: Campaign) -> None:
    """Show what each role does for a campaign by its time line; make it when one wants it."""
    from domain.playbook_file import load_playbooks
    from tui.screens.playbook import RunPlaybookDialog

    try:
        playbooks = load_playbooks(app.session.settings, app.session.folder)
        templates = team_calendar(app.session.folder).templates
    except StoreError as error:  # the team's own file has a mistake
        app.tell(error)
        return
    keys = {each.key: each.playbook for each in templates}
    first, home = keys.get(campaign.template, TIMELINE), app.home
    home.ask(
        RunPlaybookDialog(app.board, playbooks, app.now, campaign=campaign.id, first=first),
        lambda command: app.issue(command, done=home.ran),
    )


def move_campaign(app: PromoboardApp, campaign: Campaign) -> None:
    """To another day, after seeing what moves along."""
    from tui.screens.move_campaign import MoveCampaign

    app.home.ask(MoveCampaign(app.board, app.now, campaign, app.me), app.issue)


def keep_as_template(app: PromoboardApp, campaign: Campaign) -> None:
    """A template of the team's own, for the next time: days as offsets, tasks as steps."""
    why = tr("What people type for it, such as our618: a-z, 0-9, - and _.")
    app.home.ask(
        Ask(tr("Keep {name} as a template", name=campaign.name), why=why, required=True),
        lambda key: _keep(app, campaign, key),
    )


def _keep(app: PromoboardApp, campaign: Campaign, key: str) -> None:
    from domain.template import template_of
    from domain.template_file import save_template

    session = app.session
    try:
        calendar = team_calendar(session.folder)
        template, playbook = template_of(app.board, campaign, calendar, key)
        save_template(session.folder, session.settings, template, playbook)
    except PromoboardError as error:
        app.tell(error)
        return
    steps = 0 if playbook is None else len(playbook.steps)
    kept = (
        ntr("{n} phase", "{n} phases", len(template.phases)),
        ntr("{n} milestone", "{n} milestones", len(template.milestones)),
        ntr("{n} task", "{n} tasks", steps),
    )
    text = tr("{key} {name} kept: {what}", key=key, name=template.zh, what=", ".join(kept))
    app.notify(text, markup=False)


def call_off(app: PromoboardApp, campaign: Campaign) -> None:
    """Call a campaign off, or take it up again: asked once more before."""
    off = not campaign.cancelled
    name = campaign.name
    title = tr("Call {name} off?", name=name) if off else tr("Take {name} up again?", name=name)
    yes = tr("Call it off; its tasks stay") if off else tr("Take it up again")
    command = EditCampaign(campaign.id, (Edit("cancelled", campaign.cancelled, off),))
    _confirm(app, title, yes, command)


def pass_gate(app: PromoboardApp, campaign: Campaign) -> None:
    """Let the sale open; where something is missing, for a reason that stays in sight."""
    command = PassGate(campaign.id)
    try:
        change = decide(app.board, command, app.now(), app.me)
    except GateShutError:
        _override(app, campaign)
    except DomainError as error:
        app.tell(error)
    else:
        if change:
            title = tr("Nothing is missing for {name}.", name=campaign.name)
            _confirm(app, title, tr("Let the sale open"), command)
        else:
            app.notify(tr("The gate is passed already."), markup=False)


def _override(app: PromoboardApp, campaign: Campaign) -> None:
    from domain.gate import gate_of

    shut = gate_of(app.board, campaign, app.now()).shut
    despite = tuple(line.check for line in shut)
    why = tr("Held by {held}.", held=holders(app.board, shut))
    stays = tr("The reason stays in everybody's sight until the sale is over.")
    app.home.ask(
        Ask(tr("Pass the gate in spite of this: why?"), why=f"{why}\n{stays}", required=True),
        lambda reason: app.issue(PassGate(campaign.id, despite, reason)),
    )


def revoke_pass(app: PromoboardApp, campaign: Campaign) -> None:
    """The sale may not open after all."""
    command = RevokePass(campaign.id)
    try:
        change = decide(app.board, command, app.now(), app.me)
    except DomainError as error:
        app.tell(error)
        return
    if change:
        title = tr("{name} may not open after all?", name=campaign.name)
        _confirm(app, title, tr("Take the passing back"), command)
    else:
        app.notify(tr("Nobody has passed the gate."), markup=False)


def _confirm(app: PromoboardApp, title: str, yes: str, command: Command) -> None:
    options = [Option("yes", yes), Option("", tr("Not now"))]
    app.home.ask(
        Choose(title, options, filter=False), lambda answer: app.issue(command) if answer else None
    )
