"""What the keys do to rises of complaints: look, take on, call off, and put everybody to work."""

from __future__ import annotations

from domain.signal import Signal, live_for
from domain.store import Line
from domain.words import ntr, tr
from tui.actions.claim import ClaimActions


class SignalActions(ClaimActions):
    """The keys for signals."""

    def open_signal(self, signal: Signal) -> None:
        """Show all there is about a signal, also one that is over."""
        from tui.screens.signal_detail import SignalDetail

        app = self.app
        app.push_screen(
            SignalDetail(
                app.board,
                signal,
                app.now,
                name=self.scene.topic(signal.topic),
                ascii=app.session.personal.ascii,
                do=self._do_to_signal,
            )
        )

    def _do_to_signal(self, what: str, number: int) -> None:
        """What the detail view asks for, wherever the cursor has gone."""
        signal = self.app.board.signals.get(number)
        if signal is not None:
            does = {"playbook": self._run_for, "ack": self._ack, "drop": self.dismiss_signal}
            does[what](signal)

    def action_ack(self) -> None:
        """Say that I deal with it: of a rise, the banner leaves the others alone for a while."""
        if self.signal is not None:
            self._ack(self.signal)
        else:
            self.claim_items()

    def _ack(self, signal: Signal) -> None:
        if self.may_change():
            from domain.signal_rules import AckSignal

            self.issue(AckSignal(signal.id))

    def dismiss_signal(self, signal: Signal) -> None:
        """It is a false alarm, with a reason."""
        if self.may_change():
            from domain.signal_rules import DismissSignal
            from tui.screens.ask import Ask

            title = tr("{number} is a false alarm: why?", number=signal.number)
            self.ask(
                Ask(title, required=True),
                lambda why: self.issue(DismissSignal(signal.id, why)),
            )

    def action_playbook(self) -> None:
        """Put every role to work: for the signal at hand, or for what the words complain of."""
        if self.signal is not None:
            self._run_for(self.signal)
            return
        items = self.items()
        if items:
            self._tell_claimed(items)
            topics = items[0].complaints
            found = (live_for(self.app.board, items[0].sku, topic) for topic in topics)
            signal = next(filter(None, found), None)
            if signal is not None:
                self._run_for(signal)
            else:
                self._run(None, items[0].sku, topics[0] if topics else "")

    def _run_for(self, signal: Signal) -> None:
        self._run(signal.id, "", signal.topic)

    def _run(self, signal: int | None, sku: str, topic: str) -> None:
        """Show what the playbook that answers the topic would make; make it when one wants it."""
        if not self.may_change():
            return
        from domain.errors import StoreError
        from domain.playbook import ANYTHING
        from domain.playbook_file import load_playbooks
        from domain.playbook_plan import about
        from domain.tagging import marker
        from tui.screens.playbook import RunPlaybookDialog

        app, session = self.app, self.app.session
        try:
            playbooks = load_playbooks(session.settings, session.folder)
        except StoreError as error:  # the team's own file has a mistake
            app.tell(error)
            return
        lexicon = marker(session.folder, session.settings.roles).lexicon
        known = lexicon.topics.get(topic)
        answers = playbooks.answering(topic, known.group if known else "")
        self.ask(
            RunPlaybookDialog(
                app.board,
                playbooks,
                app.now,
                signal=signal,
                sku=sku,
                topic=about(lexicon, topic) if topic else ANYTHING,
                first=answers.key if answers else "",
            ),
            lambda command: self.issue(command, done=self.ran),
        )

    def ran(self, line: Line | None) -> None:
        """Say what was made: its tasks may be in lanes that are out of sight."""
        made = [int(key) for table, key, _ in line.changes if table == "tasks"] if line else []
        if made:
            numbers = " ".join(f"T-{number}" for number in sorted(made))
            text = ntr("{n} task was made: {numbers}", "{n} tasks were made: {numbers}",
                       len(made), numbers=numbers)  # fmt: skip
            self.app.notify(text, markup=False)
