"""Listing playbooks and showing one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from domain.playbook import Brief, Playbook, Playbooks
from domain.playbook_file import load_playbooks
from domain.playbook_plan import role_of
from domain.playbook_run import PlaybookRun, open_tasks, runs
from domain.words import language, ntr, tr
from tui.cli.objects import Object
from tui.cli.show import say, say_fields, say_json, say_rows
from tui.session import Session


def list_(session: Session, given: Namespace) -> int:
    """Print the playbooks, the team's own first."""
    playbooks = team_playbooks(session).playbooks
    if given.json:
        say_json([_summary(session, each) for each in playbooks])
    else:
        say_rows(
            (
                each.key,
                each.name,
                ntr("{n} step", "{n} steps", len(each.steps)),
                ", ".join(each.topics) or (tr("of a campaign") if each.needs_campaign else ""),
                tr("running: {runs}", runs=going) if (going := _running(session, each)) else "",
            )
            for each in playbooks
        )
    return 0


def show(session: Session, given: Namespace) -> int:
    """Print all of one playbook."""
    playbook = team_playbooks(session).playbook(given.key)
    if given.json:
        say_json(_whole(session, playbook))
        return 0
    say(f"{playbook.key} {playbook.name}")
    say_fields(
        (
            (tr("Topics"), ", ".join(playbook.topics)),
            (tr("Acceptor"), session.settings.name(playbook.acceptor)),
            (tr("Running"), _running(session, playbook)),
        )
    )
    say_rows(_rows(session, playbook))
    return 0


def team_playbooks(session: Session) -> Playbooks:
    """The playbooks, with the team's own.

    Raises:
        PlaybookFileError: The team's file has mistakes.
    """
    return load_playbooks(session.settings, session.folder)


def _rows(session: Session, playbook: Playbook) -> Iterator[tuple[str, ...]]:
    places = {step.key: str(place) for place, step in enumerate(playbook.steps, 1)}
    for step in playbook.steps:
        role = session.settings.name(role_of(session.service.board, step.role))
        after = ", ".join(places[key] for key in step.depends_on)
        notes = [step.title.said(language(), {})]
        notes += [tr("after {steps}", steps=after)] if after else []
        notes += [tr("ends with passed or failed")] if step.decides else []
        yield places[step.key], step.key, role, step.due, step.priority, " | ".join(notes)
        for key, brief in step.if_topic.items():
            said = brief.title.said(language(), {})
            yield "", "", "", "", "", tr("for {topic}: {title}", topic=key, title=said)
        if step.if_failed is not None:
            said = step.if_failed.title.said(language(), {})
            yield "", "", "", "", "", tr("if failed: {title}", title=said)


def _going(session: Session, playbook: Playbook) -> list[PlaybookRun]:
    board = session.service.board
    return [run for run in runs(board, playbook.key) if open_tasks(board, run)]


def _running(session: Session, playbook: Playbook) -> str:
    return ", ".join(run.number for run in _going(session, playbook))


def _summary(session: Session, playbook: Playbook) -> Object:
    return {
        "key": playbook.key,
        "zh": playbook.zh,
        "en": playbook.en,
        "topics": list(playbook.topics),
        "needs_campaign": playbook.needs_campaign,
        "running": [run.number for run in _going(session, playbook)],
        "steps": len(playbook.steps),
    }


def _whole(session: Session, playbook: Playbook) -> Object:
    return {
        **_summary(session, playbook),
        "acceptor": playbook.acceptor,
        "steps": [
            {
                "key": step.key,
                "role": role_of(session.service.board, step.role),
                "with_roles": list(step.with_roles),
                **_texts(step),
                "due": step.due,
                "priority": step.priority,
                "depends_on": list(step.depends_on),
                "decides": step.decides,
                "if_topic": {key: _texts(brief) for key, brief in step.if_topic.items()},
                "if_failed": step.if_failed and _texts(step.if_failed),
            }
            for step in playbook.steps
        ],
    }


def _texts(brief: Brief) -> Object:
    accepted = brief.acceptance
    return {
        "zh": brief.zh,
        "en": brief.en,
        "acceptance": {"zh": accepted.zh, "en": accepted.en},
    }
