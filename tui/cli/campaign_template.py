"""Keeping a campaign as a template of the team's own, and checking what the team keeps."""

from __future__ import annotations

from argparse import Namespace

from domain.calendar_file import CALENDAR_FILE, team_calendar
from domain.campaign import Campaign
from domain.concern import PLAYBOOKS_FILE
from domain.errors import StoreError
from domain.playbook_file import load_playbooks
from domain.template import template_of
from domain.template_file import save_template
from domain.words import ntr, tr
from tui.cli import values
from tui.cli.act import require_writable
from tui.cli.show import say, say_json
from tui.session import Session


def save(session: Session, given: Namespace) -> int:
    """Add it to the team's own files."""
    require_writable(session)
    session.acting()
    board = session.service.board
    campaign = board.campaigns.require(values.number(Campaign, given.id))
    calendar = team_calendar(session.folder)
    template, playbook = template_of(
        board, campaign, calendar, given.key, given.name or "", given.en or ""
    )
    save_template(session.folder, session.settings, template, playbook)
    steps = 0 if playbook is None else len(playbook.steps)
    if given.json:
        say_json(
            {
                "key": template.key,
                "zh": template.zh,
                "en": template.en,
                "phases": len(template.phases),
                "milestones": len(template.milestones),
                "tasks": steps,
                "goals": list(template.goals),
            }
        )
        return 0
    kept = (
        ntr("{n} phase", "{n} phases", len(template.phases)),
        ntr("{n} milestone", "{n} milestones", len(template.milestones)),
        ntr("{n} task", "{n} tasks", steps),
    )
    say(tr("{key} {name} kept: {what}", key=template.key, name=template.zh, what=", ".join(kept)))
    say(tr("`promoboard campaign add --template {key} --tasks` plans the next.", key=template.key))
    return 0


def check(session: Session, given: Namespace) -> int:
    """Print what is wrong, by file and line; the exit code says whether anything is."""
    found = []
    try:
        team_calendar(session.folder)
    except StoreError as error:
        found.append(str(error))
    try:
        load_playbooks(session.settings, session.folder)
    except StoreError as error:
        found.append(str(error))
    if given.json:
        say_json({"ok": not found, "mistakes": found})
    else:
        for sentence in found:
            say(sentence)
        if not found:
            say(tr("Nothing is wrong with {file}.", file=f"{CALENDAR_FILE}, {PLAYBOOKS_FILE}"))
    return 1 if found else 0
