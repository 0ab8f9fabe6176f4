"""Mechanics, touchpoints and gates as JSON objects, on the terms of `objects.py`."""

from __future__ import annotations

from domain.board import Board
from domain.campaign import Campaign
from domain.clearance import Standing
from domain.faq import examples
from domain.mechanic import Mechanic, Revision, untrained, window
from domain.misled import Suspect
from domain.terms import Terms, parameters
from domain.touchpoint import (
    Touchpoint,
    mechanics_on,
    right_revision,
    stale,
    stale_touchpoints,
    up_to_date,
)
from tui.cli.campaign_objects import clearance_object, passing_object
from tui.cli.objects import Object, iso_json, member_json, number_json, stamps


def mechanic_object(board: Board, mechanic: Mechanic) -> Object:
    """A mechanic with its current terms, and who has not read them."""
    start, end = window(board, mechanic)
    return {
        "id": mechanic.number,
        "name": mechanic.name,
        "campaign": number_json("C", mechanic.campaign),
        "state": mechanic.state,
        "revision": mechanic.revision,
        "published_at": iso_json(mechanic.published_at),
        **_terms(mechanic.terms),
        "starts_at": iso_json(start),
        "ends_at": iso_json(end),
        "examples": [each._asdict() for each in examples(mechanic.terms)],
        "required_roles": list(mechanic.required_roles),
        "acks": [
            {"role": ack.role, "by": member_json(ack.by), "at": iso_json(ack.at)}
            for ack in mechanic.acks
        ],
        "unacknowledged": list(mechanic.unacknowledged),
        "untrained": [each.number for each in untrained(board, mechanic)],
        "stale_touchpoints": [each.number for each in stale_touchpoints(board, mechanic.id)],
        "withdrawn_at": iso_json(mechanic.withdrawn_at),
        "withdrawn_reason": mechanic.withdrawn_reason,
        **stamps(mechanic),
    }


def whole_mechanic_object(board: Board, mechanic: Mechanic) -> Object:
    """A mechanic with all of its revisions."""
    revisions = [_revision(each) for each in mechanic.revisions]
    return {**mechanic_object(board, mechanic), "revisions": revisions}


def _revision(revision: Revision) -> Object:
    return {
        "n": revision.n,
        **_terms(revision.terms),
        "reason": revision.reason,
        "published_by": member_json(revision.published_by),
        "published_at": iso_json(revision.published_at),
    }


def _terms(terms: Terms) -> Object:
    return {
        "kind": terms.kind,
        "rule": parameters(terms.rule),
        "stackable": None if terms.stackable is None else list(terms.stackable),
        "scope": list(terms.scope),
        "valid_from": iso_json(terms.valid_from),
        "valid_to": iso_json(terms.valid_to),
        "text": terms.text,
    }


def touchpoint_object(board: Board, touchpoint: Touchpoint) -> Object:
    """A touchpoint, with what it has to show and what it was seen to show."""
    return {
        "id": touchpoint.number,
        "name": touchpoint.name,
        "kind": touchpoint.kind,
        "owner_role": touchpoint.owner_role,
        "campaign": number_json("C", touchpoint.campaign),
        "sku": touchpoint.sku,
        "mechanics": [_shown(touchpoint, each) for each in mechanics_on(board, touchpoint)],
        "stale": bool(stale(board, touchpoint)),
        "retired": touchpoint.retired,
        **stamps(touchpoint),
    }


def _shown(touchpoint: Touchpoint, mechanic: Mechanic) -> Object:
    seen = touchpoint.seen(mechanic.id)
    return {
        "mechanic": mechanic.number,
        "revision": right_revision(touchpoint, mechanic),
        "shown": None if seen is None else seen.revision,
        "checked_by": None if seen is None else member_json(seen.by),
        "checked_at": None if seen is None else iso_json(seen.at),
        "stale": not (touchpoint.retired or up_to_date(touchpoint, mechanic)),
    }


def gate_object(campaign: Campaign, standing: Standing) -> Object:
    """The gate of a campaign, line by line, with what is missing and who holds it."""
    gate = standing.gate
    return {
        "campaign": campaign.number,
        **clearance_object(standing),
        "passes": [passing_object(each) for each in campaign.passes],
        "open": gate.open,
        "passed": gate.passed,
        "total": len(gate.lines),
        "lines": [
            {
                "check": line.check,
                "open": line.open,
                "total": line.total,
                "held": [
                    {
                        "id": each.number or None,
                        "title": each.title,
                        "role": each.role,
                        "since": iso_json(each.since),
                        "mechanics": list(each.mechanics),
                        "checks": [check.text for check in each.checks],
                    }
                    for each in line.held
                ],
            }
            for line in gate.lines
        ],
    }


def suspect_object(suspect: Suspect) -> Object:
    """A rule that a customer complains of, and where an old one may still be shown."""
    mechanic = suspect.mechanic
    return {
        "id": mechanic.number,
        "name": mechanic.name,
        "state": mechanic.state,
        "revision": mechanic.revision,
        "stale_touchpoints": [
            {"id": each.number, "name": each.name, "owner_role": each.owner_role}
            for each in suspect.stale
        ],
    }
