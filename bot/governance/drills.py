"""What a company rehearses, and how often."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from pydantic import Field, field_validator

from bot.governance.section import Section
from bot.kernel.durations import Duration

LONGEST_NAME, LONGEST_TEXT = 60, 2000
MOST_SCENARIOS = 50
SHORTEST = timedelta(days=7)


class Scenario(Section):
    """What those who take part are told; `kind` is the playbook that it follows."""

    name: str = Field(max_length=LONGEST_NAME)
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    kind: str = ""


USUAL_SCENARIOS = (
    Scenario(
        name="Fake product on a marketplace",
        kind="Counterfeit product",
        text="A pharmacist posts photographs of vials with our label that a seller offers online. The batch number "
        "does not exist. Two newspapers ask whether patients are at risk.",
    ),
    Scenario(
        name="Account taken over",
        kind="Data leak or hacked account",
        text="Our largest account posts a link to a page that asks for credit cards. Nobody of us posted it, and the "
        "password does not work any more.",
    ),
    Scenario(
        name="Rumour of a side effect",
        kind="Side-effect rumour",
        text="A video with a million views says that our product makes people blind. Patients ask under our posts "
        "whether they should stop taking it.",
    ),
    Scenario(
        name="Post that should not be out",
        text="A post with wrong dosing advice went out on three accounts an hour ago. It was shared 400 times before "
        "somebody noticed.",
    ),
)
"""Offered besides the company's own, which may have the same names."""


class Drills(Section):
    """`every`: how long after a drill the next one is due."""

    every: Duration = timedelta(days=182)
    scenarios: list[Scenario] = Field(default=[], max_length=MOST_SCENARIOS)

    @field_validator("every")
    @classmethod
    def _leaves_time_to_learn(cls, every: timedelta) -> timedelta:
        if every < SHORTEST:
            raise ValueError("must be one week at least")
        return every

    @field_validator("scenarios")
    @classmethod
    def _can_be_chosen(cls, scenarios: list[Scenario]) -> list[Scenario]:
        if any(not each.name.strip() for each in scenarios):
            raise ValueError("each scenario needs a name")
        return scenarios

    @property
    def offered(self) -> list[Scenario]:
        """The company's own first."""
        own = {each.name for each in self.scenarios}
        return [*self.scenarios, *(each for each in USUAL_SCENARIOS if each.name not in own)]


def misfits(drills: Drills, kinds: Collection[str]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Where, and what is wrong there."""
    names = [each.name for each in drills.scenarios]
    for number, each in enumerate(drills.scenarios):
        if each.name in names[:number]:
            yield ("drills", "scenarios", number, "name"), f"{each.name} is there already"
        if each.kind and each.kind not in kinds:
            yield ("drills", "scenarios", number, "kind"), f"no playbook is called {each.kind}: see “playbooks”"
