"""The app's home tab of one person."""

from __future__ import annotations

from sandbox.desk.answers import Value
from sandbox.desk.outcome import NO_ANSWER, Impossible, Outcome
from sandbox.desk.pressing import Pressing
from sandbox.wire.payloads import home_opened
from sandbox.workspace.facts import HomeOpened
from sandbox.workspace.models import Json, View

HEARD_WITHIN_S = 30.0
"""Far longer than an app has to acknowledge an event."""


class AtHome(Pressing):
    @property
    def home(self) -> View | None:
        return self.workspace.state.homes.get(self.person.id)

    def open_home(self) -> Outcome:
        """Opens the app's home tab and waits until the app has heard of it."""
        self._check_seat()
        workspace = self.workspace
        self._allow(workspace.manifest.has_home, "The app's manifest does not turn the home tab on.")
        event = home_opened(workspace, self.person)
        heard = workspace.announce(HomeOpened(self.person))
        if heard is None:
            return Outcome()
        return Outcome(event, {}) if heard.result(HEARD_WITHIN_S) else Outcome(event, error=NO_ANSWER)

    def press_at_home(self, action_id: str, value: str | None = None, block_id: str | None = None) -> Outcome:
        return self._press(self._home(), action_id, value, block_id)

    def choose_at_home(self, action_id: str, chosen: Value, block_id: str | None = None) -> Outcome:
        return self._choose(self._home(), action_id, chosen, block_id)

    def options_at_home(self, action_id: str, words: str, block_id: str | None = None) -> list[Json]:
        home = self._home()
        return self._search(home, self._element(home, action_id, block_id), words)

    def _home(self) -> View:
        if self.home is None:
            raise Impossible(f"The app has published no home for {self.person.name}.")
        return self.home
