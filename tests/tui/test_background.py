"""What a session does beside the screen, with a real store and real files; the clock is stopped."""

from __future__ import annotations

from domain.incoming import SETTLE
from tests.tui.conftest import CONTENT, Office, said, settle, shown
from tui.app import PromoboardApp


def drop(office: Office, name: str, text: str) -> None:
    folder = office.folder / "incoming"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


async def look(office: Office, app: PromoboardApp) -> None:
    """The look that notes a file, and the one that finds it as it was."""
    await app.background.look()
    office.later(seconds=SETTLE.seconds)
    await app.background.look()


async def test_a_file_that_lands_is_in_the_inbox_and_said_once(office: Office) -> None:
    drop(office, "reviews.csv", "评价内容,商品\n洗了一次就起球,TEE-A\n有点薄,TEE-A\n")
    app, other = office.app(), office.app(CONTENT)
    async with app.run_test(size=(160, 30)) as pilot, other.run_test() as colleague:
        await settle(pilot)

        await look(office, app)
        await look(office, other)
        await settle(pilot)
        await settle(colleague)

        assert said(app) == "Imported 2 from reviews.csv."
        assert said(other) == ""
        assert "洗了一次就起球" in "\n".join(shown(app))
        assert len(other.home.inbox.ids) == 2
    assert (office.folder / "incoming" / "done" / "reviews.csv").exists()


async def test_a_file_that_cannot_be_taken_says_why(office: Office) -> None:
    drop(office, "list.csv", "编号\n1\n")
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)

        await look(office, app)
        await settle(pilot)

        assert said(app).startswith("list.csv: say once which column holds the words. Run: prom")
        assert said(app).endswith(
            "feedback import " + str(office.folder / "incoming/failed/list.csv")
        )


async def test_who_only_looks_imports_nothing(office: Office) -> None:
    drop(office, "reviews.csv", "评价内容\n起球\n")
    stranger, reader = office.app(0), office.app(readonly=True)
    async with stranger.run_test() as one, reader.run_test() as other:
        await settle(one)
        await settle(other)

        await look(office, stranger)
        await look(office, reader)

    assert not len(office.board.feedback)


async def test_where_nothing_is_imported_there_is_nothing_to_stop(office: Office) -> None:
    app = office.app()
    async with app.run_test(size=(160, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+x")

        assert said(app) == "Nothing is being imported here."
