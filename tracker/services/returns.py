"""What the person states about pay; scenarios and degree baselines they keep."""

from __future__ import annotations

from tracker.domain.changes import Kind
from tracker.domain.returns import DegreeBaselineDraft, PayEventDraft, ScenarioDraft
from tracker.i18n import N_
from tracker.services.base import Nouns


class PayEvents(Nouns[PayEventDraft]):
    """Changes of pay."""

    kind = Kind.PAY_EVENT

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Add pay event"), N_("Change pay event"), N_("Delete pay event")


class Scenarios(Nouns[ScenarioDraft]):
    """Inputs of a return on time under names."""

    kind = Kind.SCENARIO

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Save scenario"), N_("Change scenario"), N_("Delete scenario")


class DegreeBaselines(Nouns[DegreeBaselineDraft]):
    """A degree's figures that the person keeps."""

    kind = Kind.DEGREE_BASELINE

    @staticmethod
    def labels() -> tuple[str, str, str]:
        """The labels of adding, changing and deleting."""
        return N_("Save baseline"), N_("Change baseline"), N_("Delete baseline")
