"""What happens with documents and trainings."""

from dataclasses import dataclass

from bot.kernel.events import Event
from bot.policies.model import Document, Reading, Training


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Event):
    of: Document


class DocumentAdded(DocumentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentRevised(DocumentEvent):
    """`is_material`: who has read it reads it again."""

    is_material: bool


class DocumentEnded(DocumentEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DocumentRead(Event):
    of: Reading


@dataclass(frozen=True, kw_only=True)
class TrainingTakenIn(Event):
    of: Training
