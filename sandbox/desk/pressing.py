"""What a person presses and chooses in messages, modals and the App Home, outside of submitting a form."""

from __future__ import annotations

from functools import partial

from sandbox.blockkit import problems_of_options
from sandbox.desk.answers import Given, Value, answer, many, search
from sandbox.desk.outcome import Impossible, Outcome
from sandbox.desk.seat import Seat
from sandbox.wire import payloads
from sandbox.workspace import NotThere
from sandbox.workspace.fields import MANY, Field, elements, options_of
from sandbox.workspace.models import Json, Message, Values, View

SLOW = "Operation timed out. Apps need to respond within 3 seconds."
MIN_QUERY = 3
BUTTONS = {"button", "icon_button", "feedback_buttons"}
Place = Message | View


class Pressing(Seat):
    def press(
        self, channel: str, ts: str, action_id: str, value: str | None = None, block_id: str | None = None
    ) -> Outcome:
        """A button in a message; `value` or `block_id` says which where several have the same action id."""
        return self._press(self._message(channel, ts), action_id, value, block_id)

    def choose(self, channel: str, ts: str, action_id: str, chosen: Value, block_id: str | None = None) -> Outcome:
        """A select, overflow menu, date or time, radio button or checkboxes in a message."""
        return self._choose(self._message(channel, ts), action_id, chosen, block_id)

    def options_in_message(self, channel: str, ts: str, action_id: str, words: str) -> list[Json]:
        message = self._message(channel, ts)
        return self._search(message, self._element(message, action_id, None), words)

    def _press(self, place: Place, action_id: str, value: str | None, block_id: str | None) -> Outcome:
        self._check_seat()
        field = self._element(place, action_id, block_id, value)
        if field.type not in BUTTONS:
            raise Impossible(f"{action_id} is not a button but a {field.type}: choose something in it.")
        keys = [key for key in ("type", "icon", "text", "value", "style", "url") if key in field.element]
        return self._act(place, field, {key: field.element[key] for key in keys})

    def _choose(self, place: Place, action_id: str, chosen: Value, block_id: str | None) -> Outcome:
        self._check_seat()
        field = self._element(place, action_id, block_id)
        if field.type == "overflow":
            option = next((each for each in options_of(field.element) if _is(each, chosen)), None)
            if option is None:
                raise Impossible(f"The menu {action_id} does not offer {chosen!r}.")
            return self._act(place, field, {"type": "overflow", "selected_option": option})
        if not field.holds_a_value:
            raise Impossible(f"{action_id} is a {field.type}: press it.")
        return self._act(place, field, self._enter(place, field, chosen))

    def _enter(self, place: Place, field: Field, value: Value) -> Json:
        """Puts what the person answers into a field."""
        state = answer(field, self._ids(field, value), partial(self._offered, place))
        self._touched(place).setdefault(field.block_id, {})[field.action_id] = state
        return state

    def _ids(self, field: Field, value: Value) -> Value:
        """An app is told ids; a desk may name people and conversations instead, or give a file."""
        if isinstance(value, Given):
            return [str(self.workspace.files.give(self.person.id, value.name, value.content)["id"])]
        if not value or not any(kind in field.type for kind in ("users", "conversations", "channels")):
            return value
        ids = [self._id(field, each) for each in many(value)]
        return ids if field.key in MANY else ids[0]

    def _id(self, field: Field, name: str) -> str:
        try:
            if "users" in field.type:
                return self.workspace.person(name).id
            return self.workspace.find_channel(name, self.person).id
        except NotThere:
            raise Impossible(f"{field.block_id or field.action_id} does not offer {name!r}.") from None

    def _act(self, place: Place, field: Field, detail: Json) -> Outcome:
        ids = {"action_id": field.action_id, "block_id": field.block_id}
        action = {**detail, **ids, "action_ts": self.workspace.new_ts()}
        if isinstance(place, View):
            return self._interact(payloads.view_action(self.workspace, self.person, place, action), SLOW)
        return self._interact(payloads.message_action(self.workspace, self.person, place, action), SLOW)

    def _element(self, place: Place, action_id: str, block_id: str | None, value: str | None = None) -> Field:
        for field in elements(_blocks(place)):
            right_block = block_id is None or field.block_id == block_id
            right_value = value is None or field.element.get("value") == value
            if field.action_id == action_id and right_block and right_value and field.is_shown_to(self.person.id):
                return field
        which = f" with the value {value!r}" if value is not None else ""
        raise Impossible(f"There is no {action_id}{which} here.")

    def _touched(self, place: Place) -> Values:
        return place.values if isinstance(place, View) else self.workspace.messages.touched(self.person.id, place)

    def _offered(self, place: Place, field: Field, words: str) -> list[Json]:
        """Every option of a fixed list; what the app suggests for the words otherwise, or what is already chosen."""
        if field.type == "file_input":
            return list(filter(None, [self.workspace.files.given(self.person.id, words)]))
        if "external" not in field.type:
            return options_of(field.element)
        chosen = self._touched(place).get(field.block_id, {}).get(field.action_id) or field.untouched()
        already = [each for each in _list(chosen[field.key]) if words in (each["value"], each["text"]["text"])]
        return already or self._remembered(field, words) or self._search(place, field, words)

    def _remembered(self, field: Field, words: str) -> list[Json]:
        seen = self.workspace.views.suggested.get((self.person.id, field.action_id), [])
        return [option for option in seen if words in (option["value"], option["text"]["text"])]

    def _search(self, place: Place, field: Field, words: str) -> list[Json]:
        """The options a select shows for typed words; an external one asks the app."""
        if "external" not in field.type:
            return search(options_of(field.element), words)
        if len(words) < field.element.get("min_query_length", MIN_QUERY):
            return []
        self._check_interactive()
        payload = payloads.suggestion(self.workspace, self.person, place, field.block_id, field.action_id, words)
        reply = self._send("interactive", payload)
        if reply.body is None or problems_of_options(reply.body):
            raise Impossible(f"No result: the app answered {reply.body or reply.error}, which Slack cannot show.")
        options = options_of(reply.body)
        self.workspace.views.suggested[self.person.id, field.action_id] = options
        return options


def _blocks(place: Place) -> list[Json]:
    return place.blocks if isinstance(place, View) else place.all_blocks


def _is(option: Json, chosen: Value) -> bool:
    return chosen in (option["value"], option["text"]["text"])


def _list(chosen: Json | list[Json] | None) -> list[Json]:
    if chosen is None:
        return []
    return chosen if isinstance(chosen, list) else [chosen]
