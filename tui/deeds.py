"""What the commands of the log are called, in a word or two; raw names are for JSON."""

from __future__ import annotations

from domain.words import N, tr

_WORDS = {
    "archive": N("archived"),
    "bulk": N("several at once"),
    "campaign.add": N("created"),
    "campaign.edit": N("edited"),
    "campaign.goals": N("set goals"),
    "campaign.plan": N("planned"),
    "campaign.role_goal": N("set a goal"),
    "feedback.add": N("wrote down"),
    "feedback.claim": N("took on"),
    "feedback.duplicate": N("duplicate"),
    "feedback.edit": N("edited"),
    "feedback.ignore": N("ignored"),
    "feedback.import": N("imported"),
    "feedback.link": N("linked"),
    "feedback.reopen": N("reopened"),
    "feedback.resolve": N("resolved"),
    "feedback.snooze": N("snoozed"),
    "feedback.topics": N("set topics"),
    "feedback.triage": N("triaged"),
    "gate.pass": N("passed gate"),
    "gate.revoke": N("shut gate"),
    "mechanic.ack": N("has read it"),
    "mechanic.add": N("created"),
    "mechanic.edit": N("edited"),
    "mechanic.publish": N("published"),
    "mechanic.withdraw": N("withdrew"),
    "milestone.add": N("added milestone"),
    "milestone.check": N("ticked check"),
    "milestone.done": N("milestone done"),
    "milestone.edit": N("edited"),
    "playbook.run": N("ran playbook"),
    "redo": N("did again"),
    "signal.ack": N("took on"),
    "signal.close": N("closed"),
    "signal.dismiss": N("false alarm"),
    "signal.dispatch": N("dispatched"),
    "signal.evaluate": N("weighed counts"),
    "stock.edit": N("edited"),
    "stock.import": N("imported"),
    "stock.set": N("set stock"),
    "stock.source": N("set source"),
    "task.accept": N("accepted"),
    "task.add": N("created"),
    "task.check": N("ticked"),
    "task.check.add": N("added check"),
    "task.comment": N("commented"),
    "task.decline": N("declined"),
    "task.edit": N("edited"),
    "task.handoff": N("handed off"),
    "task.move": N("moved"),
    "task.outcome": N("set outcome"),
    "task.part": N("set part"),
    "task.withdraw": N("took back offer"),
    "team.add": N("added"),
    "team.edit": N("edited"),
    "tinydb": N("by TinyDB"),
    "touchpoint.add": N("created"),
    "touchpoint.check": N("checked"),
    "touchpoint.edit": N("edited"),
    "undo": N("took back"),
}
"""By the name of the command; what changed stands beside it, so that most need a verb only."""

WIDTH = 15
"""Cells of the longest, in any language."""


def deed(command: str) -> str:
    """What somebody did by a command; the name itself where a later promoboard gave it."""
    words = _WORDS.get(command)
    return command if words is None else tr(words)
