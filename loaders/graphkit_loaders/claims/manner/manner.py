"""How a claim is put: denied, planned, possible, conditional; by whose word; or none at all."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.model import Modality
from graphkit_loaders.entities.mention import Node


@dataclass(slots=True)
class Manner:
    """How an action is put. ``dropped`` where it is an act under a refusal, a demand, a plan."""

    negated: bool = False
    modality: Modality = Modality.ASSERTED
    source: Node | None = None
    dropped: str = ""
    predicate: str = ""
    #: whether it is over: "used to support"
    former: bool = False

    def doubt(self) -> None:
        """Let nothing that somebody unnamed says, or that is only thought of, stand as a fact."""
        if self.modality is Modality.ASSERTED:
            self.modality = Modality.POSSIBLE

    def disown(self) -> None:
        """Let it be untrue; what is denied and untrue may be so, and nobody says that it was."""
        if self.negated:
            self.doubt()
        self.negated = True

    def flip(self) -> None:
        """Deny it; what is denied already is told."""
        self.negated = not self.negated
