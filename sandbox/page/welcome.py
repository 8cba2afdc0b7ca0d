"""The first five things to try, each with the person to be and the place to be in."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sandbox.workspace import Workspace

COOKIE = "welcome"
"""Set to "done" by the page once somebody has hidden the strip."""


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    how: Markup
    who: str
    channel: str

    @property
    def href(self) -> str:
        return f"/as/{self.who}/c/{self.channel}"


_STEPS = (
    Step(
        "Register an account",
        Markup("As Jonas, type <code>/account register</code>. Marta then approves it on her card."),
        "jonas",
        "C0CARDIVA0",
    ),
    Step(
        "Get a post approved",
        Markup("As Priya, press <em>Approve</em> on the post that waits. <code>/post submit</code> makes another."),
        "priya",
        "C0REVIEWS0",
    ),
    Step(
        "Raise a crisis",
        Markup("As Sofia, type <code>/crisis raise</code> and say how likely and how bad it is."),
        "sofia",
        "C0GENERAL0",
    ),
    Step(
        "Answer in the war room",
        Markup("As Thomas, watch the pings come level by level, then press <em>I'm on it</em>: they stop."),
        "thomas",
        "C0WARROOM0",
    ),
    Step(
        "Move the clock",
        Markup("As Marta, go a day or a week ahead (at the top): silent accounts and missed slots are reported here."),
        "marta",
        "C0REMIND00",
    ),
)


def steps(workspace: Workspace) -> Sequence[Step]:
    """The steps that this workspace has the people and channels for."""
    handles = {person.handle for person in workspace.state.people.values()}
    return [step for step in _STEPS if step.who in handles and step.channel in workspace.state.channels]
