"""The first five things to try: each step leads to a person and a place, and says there what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sandbox.page.sidebar import partner
from sandbox.workspace import Workspace
from sandbox.workspace.models import Channel, Person

COOKIE = "welcome"
"""Set to "done" by the page once somebody has hidden the strip."""


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    how: Markup
    who: str
    place: str
    """Below the person's address: a channel, or the direct message with somebody."""

    @property
    def href(self) -> str:
        return f"/as/{self.who}/{self.place}"


@dataclass(frozen=True, slots=True)
class Welcome:
    """`current` is the step whose person and place these are, if any."""

    steps: Sequence[Step]
    current: Step | None


_STEPS = (
    Step(
        "Register an account",
        Markup(
            "You are Jonas. Type <code>/account register</code> below and fill in the form. Then be Marta (top right): "
            "<em>Approve</em> is in her messages from Concord, under Apps."
        ),
        "jonas",
        "c/C0CARDIVA0",
    ),
    Step(
        "Get a post approved",
        Markup(
            "You are Priya, medical reviewer. Press <em>Approve</em> on the post; Lucas and Elena are next. "
            "<code>/post submit</code> starts another review."
        ),
        "priya",
        "dm/concord",
    ),
    Step(
        "Raise a crisis",
        Markup(
            "You are Sofia. Type <code>/crisis raise</code> below and fill in the form. The war room is told at once."
        ),
        "sofia",
        "c/C0GENERAL0",
    ),
    Step(
        "Answer in the war room",
        Markup(
            "You are Thomas, crisis lead, pinged here after step 3. Go <em>To the next due thing</em>: more people "
            "are pinged until you press <em>I'm on it</em>."
        ),
        "thomas",
        "c/C0WARROOM0",
    ),
    Step(
        "Move the clock",
        Markup(
            "You are Marta. Go a day or a week ahead (at the top): silent accounts and missed slots are reported "
            "here, or in their own channels."
        ),
        "marta",
        "c/C0REMIND00",
    ),
)


def welcome(workspace: Workspace, me: Person, channel: Channel | None) -> Welcome:
    """The steps that this workspace has the people and channels for."""
    handles = {person.handle for person in workspace.state.people.values()}
    places = {f"c/{each}" for each in workspace.state.channels} | {f"dm/{each}" for each in handles}
    here = (me.handle, _place(workspace, me, channel)) if channel else None
    steps = [step for step in _STEPS if step.who in handles and step.place in places]
    return Welcome(steps, next((step for step in steps if (step.who, step.place) == here), None))


def _place(workspace: Workspace, me: Person, channel: Channel) -> str:
    return f"dm/{partner(workspace, channel, me).handle}" if channel.is_im else f"c/{channel.id}"
