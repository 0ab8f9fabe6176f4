"""Sessions that see each other, in one process: a lock belongs to the open file, not to it.

Processes that die: system/test_presence.py.
"""

import fcntl
import os
import stat

import pytest

from domain.presence import Presence, Seen
from domain.workspace import init

SINCE = "2027-06-10T01:00:00Z"


@pytest.fixture
def workspace(tmp_path):
    init(tmp_path / "board")
    return tmp_path / "board"


@pytest.fixture
def session(workspace):
    """A new session; it has not entered."""
    made = []

    def new() -> Presence:
        made.append(Presence(workspace))
        return made[-1]

    yield new
    for each in made:
        each.leave()


def wang(presence: Presence) -> Presence:
    presence.enter(1, "小王", ("cs", "ops"), SINCE)
    return presence


def test_a_session_sees_the_others_and_not_itself(session):
    mine, other = session(), wang(session())
    mine.enter(2, "李华", ("promo",), "2027-06-10T00:00:00Z")

    assert mine.others() == (Seen(1, "小王", ("cs", "ops"), None, SINCE),)
    assert [seen.name for seen in other.others()] == ["李华"]


def test_the_oldest_session_comes_first(session):
    for member, since in ((1, "2027-06-10T03:00:00Z"), (2, "2027-06-10T01:00:00Z")):
        session().enter(member, f"m{member}", (), since)

    assert [seen.member for seen in session().others()] == [2, 1]


def test_an_open_form_is_seen_until_it_closes(session):
    mine, other = session(), wang(session())

    for number in ("T-12", "T-1", None):
        other.editing(number)
        assert [seen.form for seen in mine.others()] == [number]


def test_who_sits_there_can_change(session):
    mine, other = session(), wang(session())
    mine.others()

    other.enter(2, "李", (), SINCE)

    assert [seen.name for seen in mine.others()] == ["李"]


def test_who_leaves_is_gone_at_once_and_leaves_nothing(session, workspace):
    mine, other = session(), wang(session())
    mine.others()

    other.leave()

    assert mine.others() == ()
    assert [*(workspace / "presence").iterdir()] == []


def test_who_only_looks_is_not_seen(session, workspace):
    watcher = session()
    watcher.editing("T-1")

    assert session().others() == ()
    assert [*(workspace / "presence").iterdir()] == []


def test_files_have_the_modes_of_the_workspace_whatever_the_umask(session, workspace):
    before = os.umask(0o077)
    wang(session())
    os.umask(before)

    [path] = (workspace / "presence").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_what_nobody_holds_is_swept(session, workspace):
    (workspace / "presence" / "dead.json").write_text("{}")

    assert session().others() == ()
    assert [*(workspace / "presence").iterdir()] == []


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"\xff", b"[]", b"[" * 4096, b'{"member": "1"}', b'{"member": 1, "name": "x"}'],
)
def test_what_cannot_be_read_is_nobody(session, workspace, text):
    with (workspace / "presence" / "odd.json").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(text)
        file.flush()

        assert session().others() == ()


def test_half_a_change_shows_what_was_known_before(session, workspace):
    mine, _ = session(), wang(session())
    known = mine.others()
    [path] = (workspace / "presence").iterdir()

    with path.open("r+b") as file:
        file.write(b'{"member": 1, "na')
        file.truncate()

    assert mine.others() == known


def test_what_others_call_themselves_cannot_move_the_cursor(session):
    session().enter(1, "\x1b[2J小王\u202e", (), SINCE)

    assert [seen.name for seen in session().others()] == ["小王"]


def test_things_that_are_no_files_do_not_stop_anybody(session, workspace):
    os.mkfifo(workspace / "presence" / "pipe.json")
    (workspace / "presence" / "folder.json").mkdir()
    (workspace / "presence" / "link.json").symlink_to("/dev/zero")
    wang(session())

    assert [seen.name for seen in session().others()] == ["小王"]


def test_without_the_folder_nobody_is_known(session, workspace):
    (workspace / "presence").rmdir()
    mine = wang(session())
    mine.editing("T-1")

    assert mine.others() == ()


def test_what_one_is_busy_with_is_seen_until_it_is_let_go(session):
    one, other = wang(session()), session()
    one.claim(["F-7", "F-8"], "2027-06-10T01:10:00Z")
    assert [number for number, _ in other.others()[0].claims] == ["F-7", "F-8"]

    one.release(["F-7", "F-9"])

    assert other.others()[0].claims == (("F-8", "2027-06-10T01:10:00Z"),)


def test_the_last_of_very_many_claims_are_told_and_fit_into_the_file(session):
    one, other = wang(session()), session()

    one.claim((f"F-{number}" for number in range(100_000, 105_000)), "2027-06-10T01:10:00Z")

    claims = other.others()[0].claims
    assert claims[-1][0] == "F-104999"
    assert len(claims) == len(one.claims) > 20


@pytest.mark.parametrize("claims", ['["F-7"]', '{"F-7": 1}', '{"\\u001b[2J": "x"}', "null"])
def test_claims_that_are_none_are_nobodys(session, workspace, claims):
    one, other = wang(session()), session()
    path = next((workspace / "presence").glob("*.json"))
    text = path.read_text("utf-8")
    path.write_text(text.replace("}", f', "claims": {claims}}}'), "utf-8")

    assert other.others()[0].claims == ()
    one.leave()
