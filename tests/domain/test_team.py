"""Who is in the team: names, roles, leaving, and how people are named on a command line."""

from __future__ import annotations

import pytest

from domain.board import UnknownRecordError
from domain.edit import Edit, FieldConflictError
from domain.team import (
    AddMember,
    EditMember,
    EmptyNameError,
    NameTakenError,
    RolelessError,
    UnknownMemberError,
    UnknownRoleError,
    member_named,
)
from tests.domain.desk import CONTENT, OPS, SUPPLY, Desk


def test_the_first_member_is_added_by_themselves() -> None:
    desk = Desk()

    assert desk.board.members[1].created_by == OPS


def test_names_are_cleaned_unique_and_not_empty(desk: Desk) -> None:
    desk.do(AddMember("\x1b[1m小王 \u200b", ("cs", "cs")))
    added = desk.board.members[4]
    assert (added.name, added.roles, added.number) == ("小王", ("cs",), "U-4")

    with pytest.raises(NameTakenError, match="小王"):
        desk.do(AddMember(" 小王", ("ops",)))
    with pytest.raises(EmptyNameError):
        desk.do(AddMember("\u202e", ("ops",)))


def test_everybody_has_a_role_that_the_workspace_has(desk: Desk) -> None:
    with pytest.raises(RolelessError, match="小王"):
        desk.do(AddMember("小王", ()))
    with pytest.raises(UnknownRoleError, match="ops, promo, content, cs, supply"):
        desk.do(AddMember("小王", ("boss",)))
    with pytest.raises(RolelessError):
        desk.do(EditMember(OPS, (Edit("roles", ("ops",), ()),)))


def test_the_same_joining_twice_joins_once(desk: Desk) -> None:
    joining = AddMember("小王", ("cs",))
    desk.do(joining)

    assert not desk.do(joining)


def test_an_edit_changes_what_is_given_and_nothing_twice(desk: Desk) -> None:
    roles = Edit("roles", ("content",), ("content", "promo", "content"))
    desk.do(EditMember(CONTENT, (roles, Edit("accounts", (), (1001,)))))
    member = desk.board.members[CONTENT]

    assert (member.name, member.roles, member.accounts) == ("周敏", ("content", "promo"), (1001,))
    assert not desk.do(EditMember(CONTENT, (Edit("name", "周敏", " 周敏"),)))
    with pytest.raises(UnknownRecordError, match="U-9"):
        desk.do(EditMember(9, (Edit("name", "", "谁"),)))


def test_the_second_editor_of_a_members_field_sees_both_values(desk: Desk) -> None:
    desk.do(EditMember(CONTENT, (Edit("roles", ("content",), ("cs",)),)))
    desk.do(EditMember(CONTENT, (Edit("name", "周敏", "敏敏"),)), by=SUPPLY)

    roles = Edit("roles", ("content",), ("promo",))
    with pytest.raises(FieldConflictError, match="老陈") as caught:
        desk.do(EditMember(CONTENT, (roles,), heir=SUPPLY), by=OPS)

    conflict = caught.value
    assert (conflict.theirs, conflict.edit.after) == (("cs",), ("promo",))
    member = desk.board.members[CONTENT]
    assert (member.name, member.roles) == ("敏敏", ("cs",))


def test_the_work_of_somebody_who_leaves_can_be_released(desk: Desk) -> None:
    desk.add("a", assignee=CONTENT)

    desk.do(EditMember(CONTENT, (Edit("active", True, False),), release=True))

    assert desk.task(1).assignee is None


@pytest.mark.parametrize("name", ["周敏", "@周敏", "u-2", " U-2 "])
def test_people_are_found_by_name_or_number(desk: Desk, name: str) -> None:
    assert member_named(desk.board, name).id == CONTENT


def test_nobody_is_guessed(desk: Desk) -> None:
    with pytest.raises(UnknownMemberError, match="周"):
        member_named(desk.board, "周")
