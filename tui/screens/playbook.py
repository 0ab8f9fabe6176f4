"""Running a playbook: which one, what it would make, and what is left out of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Row

from domain.board import Board
from domain.campaign import current_campaign
from domain.clock import Clock, zone_named
from domain.command import new_uid
from domain.due import due_at
from domain.due_words import short
from domain.errors import DomainError
from domain.playbook import ANYTHING, About, Playbook, Playbooks, Step, Wording
from domain.playbook_plan import Draft, PlaybookCampaignError, drafts, role_of, said
from domain.playbook_rules import RunPlaybook, checked
from domain.text import cells, clean, fit, pad
from domain.words import N, language, tr
from tui.screens import pick
from tui.screens.ask import Ask
from tui.screens.choose import Choose
from tui.screens.dialog import FRAME, Dialog, Line

_BESIDE = FRAME + 5
"""Lines around the steps: what all dialogs have, which playbook it is, and words on one step."""


class RunPlaybookDialog(Dialog[RunPlaybook]):
    """Dismisses with the command for the app to issue, None on Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,ctrl+s", "run", N("Run it"), id="playbook.run", priority=True),
        Binding(
            "space,ideographic_space", "skip", N("Leave out"), id="playbook.skip", priority=True
        ),
        Binding("right", "turn(1)", N("Next playbook"), show=False, id="playbook.next"),
        Binding("left", "turn(-1)", N("Playbook before"), show=False, id="playbook.before"),
        Binding("s", "product", N("Product"), id="playbook.product"),
        Binding("c", "campaign", N("Campaign"), id="playbook.campaign"),
    ]

    def __init__(
        self,
        board: Board,
        playbooks: Playbooks,
        now: Clock,
        *,
        signal: int | None = None,
        sku: str = "",
        campaign: int | None = None,
        topic: About = ANYTHING,
        first: str = "",
    ) -> None:
        """Offer to run one of `playbooks`.

        Args:
            board: The board.
            playbooks: What there is to choose from.
            now: The present moment.
            signal: The rise of complaints that it answers.
            sku: The product; empty: that of the signal.
            campaign: What days count from; None: the current campaign, where one is needed.
            topic: What customers complain about.
            first: The key of the one to begin with; empty: the first that fits.
        """
        super().__init__(tr("Run a playbook"))
        self._board, self._playbooks, self._now = board, playbooks.playbooks, now
        self._signal, self._sku, self._campaign = signal, sku, campaign
        self._topic, self._uid = topic, new_uid()
        self._skipped: dict[tuple[str, str], str] = {}
        self._drafts: dict[str, Draft] = {}
        fits = (
            each.key == first if first else campaign is None or each.needs_campaign
            for each in self._playbooks
        )
        self._at = next((at for at, fit in enumerate(fits) if fit), 0)
        self._error = Line("! ", id="error")

    @property
    def playbook(self) -> Playbook:
        """The one that is looked at."""
        return self._playbooks[self._at]

    @property
    def command(self) -> RunPlaybook:
        """What running it means."""
        playbook, campaign = self.playbook, self._campaign
        if campaign is None and playbook.needs_campaign:
            current = current_campaign(self._board, self._now())
            campaign = current.id if current else None
        left_out = ((step.key, self._why(step)) for step in playbook.steps)
        return RunPlaybook(
            playbook=playbook,
            signal=self._signal,
            campaign=campaign,
            sku=self._sku,
            topic=self._topic,
            skip=tuple((key, why) for key, why in left_out if why),
            uid=self._uid,
        )

    def body(self) -> ComposeResult:
        yield Static(id="why")
        yield OptionList(compact=True, id="rows", classes="scrolls")
        yield Static(id="detail")
        yield self._error

    def on_mount(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        self.query_one("#rows").styles.max_height = max(3, self.size.height - _BESIDE)
        self._fill()

    def show(self, board: Board) -> None:
        self._board = board
        self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return {
            "product": self._signal is None,
            "campaign": len(self._board.campaigns) > 0,
            "turn": len(self._playbooks) > 1,
        }.get(action, True)

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._playbooks)
        self.query_one("#rows", OptionList).highlighted = 0
        self._fill()

    @on(OptionList.OptionSelected, "#rows")
    def action_skip(self) -> None:
        """Leave the highlighted step out, with a reason; take it in again."""
        step = self._here
        key = (self.playbook.key, step.key)
        if self._skipped.pop(key, ""):
            self._fill()
            return

        def because(reason: str | None) -> None:
            if reason:
                self._skipped[key] = reason
                self._fill()

        title = self._words(step, self.command).title
        self.app.push_screen(Ask(tr("Why is it left out?"), why=title, required=True), because)

    def action_product(self) -> None:
        def named(sku: str | None) -> None:
            if sku is not None:
                self._sku = clean(sku, limit=64, lines=1)
                self._fill()

        self.app.push_screen(Ask(tr("Product"), typed=self._sku, placeholder="TEE-A"), named)

    def action_campaign(self) -> None:
        def chosen(key: str | tuple[str, ...] | None) -> None:
            if key is not None:
                self._campaign = int(str(key)) if key else None
                self._fill()

        options = pick.campaigns(self._board, self._now())
        self.app.push_screen(Choose(tr("Campaign"), options), chosen)

    def action_run(self) -> None:
        if not self._error.display:
            self.dismiss(self.command)

    @on(OptionList.OptionHighlighted, "#rows")
    def _explain(self) -> None:
        """Say of the highlighted step all that its row has no room for."""
        lines = "\n".join(self._said_of(self._here))
        self.query_one("#detail", Static).update(Content(lines))

    @property
    def _here(self) -> Step:
        at = self.query_one("#rows", OptionList).highlighted
        return self.playbook.steps[at or 0]

    def _why(self, step: Step) -> str:
        return self._skipped.get((self.playbook.key, step.key), "")

    def _words(self, step: Step, command: RunPlaybook) -> Wording:
        draft = self._drafts.get(step.key)
        return draft.wording if draft else said(self._board, command, command.brief(step))

    def _said_of(self, step: Step) -> Iterator[str]:
        command = self.command
        wording = self._words(step, command)
        yield wording.title
        if wording.acceptance:
            yield tr("Done when: {text}", text=wording.acceptance)
        if step.if_failed is not None and not command.unseen(step):
            yield tr("If failed: {text}", text=said(self._board, command, step.if_failed).title)

    def _fill(self) -> None:
        """Show the playbook as it would run now, or why it cannot."""
        command, refusal = self.command, ""
        try:
            command = checked(self._board, command)
        except DomainError as error:
            refusal = str(error)
        try:
            found = drafts(self._board, command, self._now())
        except PlaybookCampaignError as error:
            found, refusal = (), refusal or str(error)
        self._drafts = {draft.step.key: draft for draft in found}
        self.query_one("#why", Static).update(self._head(command))
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted or 0
        rows.set_options(
            Row(self._row(place, step, command))
            for place, step in enumerate(self.playbook.steps, 1)
        )
        rows.highlighted = min(at, len(self.playbook.steps) - 1)
        self._error.say(refusal)
        self.query_one("#detail").display = not refusal
        self.refresh_bindings()

    def _head(self, command: RunPlaybook) -> Content:
        name = self.playbook.name
        if len(self._playbooks) > 1:
            name = f"< {name} >  {self._at + 1}/{len(self._playbooks)}"
        campaign = self._board.campaigns.get(command.campaign or 0)
        about = (
            f"S-{command.signal}" if command.signal else "",
            command.topic.spoken(language()),
            command.sku,
            campaign.name if campaign else "",
        )
        words = " | ".join(filter(None, about))
        return Content.assemble((name, "bold"), f"   {fit(words, self.room - cells(name) - 3)}")

    def _row(self, place: int, step: Step, command: RunPlaybook) -> Content:
        draft = self._drafts.get(step.key)
        role = self._board.settings.role(role_of(self._board, step.role))
        why = self._why(step)
        mark = f"[{' ' if why else 'x'}] {place:>2} {pad(role.mark, 2)}"
        hint = why or (self._until(draft, command) if draft else step.due)
        room = self.room - 1  # the scrollbar
        hint = fit(hint, room // 2)
        left = pad(f"{mark} {self._words(step, command).title}", room - cells(hint) - 2)
        return Content.assemble((left, "dim" if why else ""), (f"  {hint}", "dim"))

    def _until(self, draft: Draft, command: RunPlaybook) -> str:
        """What it waits for, and until when: `after 4, 5  today 16:00`; `!` where that is over."""
        keys = [step.key for step in self.playbook.steps]
        places = ", ".join(str(keys.index(key) + 1) for key in draft.depends_on)
        after = tr("after {steps}", steps=places) if places else ""
        if draft.due is None:
            return after
        campaign, now = self._board.campaigns.get(command.campaign or 0), self._now()
        zone = campaign.tz if campaign else zone_named(self._board.settings.zone)
        at = due_at(draft.due, campaign)
        assert at is not None  # what counts from a campaign has one
        late = "! " if at < now else ""
        return f"{after}  {late}{short(at, now, zone, draft.due)}".strip()
