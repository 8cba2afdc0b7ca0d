"""How bad a crisis is: the risk matrix, and what each colour asks for."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.governance.section import Section
from bot.kernel.durations import Duration

Weight = Annotated[int, Field(ge=1)]


class Band(Section):
    """Scores from `from_score` on: their colour, how fast to respond, the escalation policy that pings, and whether a
    crisis has a channel of its own.
    """

    colour: Literal["green", "yellow", "amber", "red"]
    from_score: int = Field(ge=1, alias="from")
    respond_within: Duration
    policy: str
    own_room: bool = False

    @model_validator(mode="before")
    @classmethod
    def _a_red_one_has_a_room(cls, given: object) -> object:
        """Unless the company says otherwise."""
        if isinstance(given, dict):
            return {"own_room": given.get("colour") == "red", **given}
        return given


class RiskMatrix(Section):
    """Five words for each axis, a weight for each step, and the bands of likelihood weight × impact weight."""

    likelihood: list[str] = Field(min_length=5, max_length=5)
    impact: list[str] = Field(min_length=5, max_length=5)
    likelihood_weights: list[Weight] = Field(default=[1, 2, 3, 4, 5], min_length=5, max_length=5)
    impact_weights: list[Weight] = Field(default=[1, 2, 3, 4, 5], min_length=5, max_length=5)
    bands: list[Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _bands_rise_from_one(self) -> "RiskMatrix":
        starts = [band.from_score for band in self.bands]
        if starts != sorted(set(starts)) or starts[0] != 1:
            raise ValueError("the bands' “from” must begin at 1 and rise")
        return self

    def score(self, likelihood: int, impact: int) -> int:
        """Both from 1 to 5."""
        return self.likelihood_weights[likelihood - 1] * self.impact_weights[impact - 1]

    def band(self, score: int) -> Band:
        return [band for band in self.bands if band.from_score <= score][-1]
