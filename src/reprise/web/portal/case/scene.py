"""Everything the page of a case shows, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reprise.apps.cases.queries import decisions_of, timeline_of
from reprise.apps.evidence.queries import evidence_of
from reprise.readmodels.available_actions import Action, Deed, available_actions
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.web.portal.case.door import CaseRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseEvent, Decision
    from reprise.apps.evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Scene:
    """A case as its customer may see it, with what they may do."""

    picture: CasePicture
    actions: Sequence[Action]
    events: "Sequence[CaseEvent]"
    decisions: "dict[int, Decision]"  # the verdict that stands, by line
    evidence: "Sequence[Evidence]"

    def may(self, deed: Deed) -> bool:
        """Whether a deed is open."""
        return any(action.deed is deed for action in self.actions)

    def about(self, deed: Deed) -> list[Action]:
        """The open actions of one deed."""
        return [action for action in self.actions if action.deed is deed]


def scene_of(request: CaseRequest) -> Scene:
    """Read the case with everything around it: a dozen queries whatever its size."""
    picture = picture_of(request.case)
    return Scene(
        picture=picture,
        actions=available_actions(picture, request.actor),
        events=timeline_of(request.case),
        decisions={decision.line_id: decision for decision in decisions_of(request.case)},
        evidence=evidence_of(request.actor, request.case.pk),
    )
