"""What somebody must have been trained in, or have read, before they approve or publish."""

from pydantic import Field, field_validator

from bot.governance.section import Section
from bot.kernel.text.characters import is_blank


class Gates(Section):
    """Trainings and documents, as the learning system and `/social policy` call them."""

    approve: list[str] = Field(default=[])
    publish: list[str] = Field(default=[])

    @field_validator("*")
    @classmethod
    def _each_has_a_name(cls, names: list[str]) -> list[str]:
        if any(map(is_blank, names)):
            raise ValueError("a training or document has no name")
        return names

    def of(self, deed: str) -> list[str]:
        return {"approve": self.approve, "publish": self.publish}[deed]
