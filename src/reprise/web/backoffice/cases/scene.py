"""A case as a staff page needs it: the whole picture, and what this person may do with it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import structlog

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import case_for
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.readmodels.available_actions import Action, Deed, available_actions
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine, Remedy, ReturnItem

Row = TypeVar("Row")


class NotNow(Refusal):
    """The deed is not open on this case."""

    code = "not_now"
    kind = Kind.CONFLICT
    sentence = mark("This step is not open on this case now. Go back to the case to see where it stands.")


@dataclass(frozen=True, slots=True)
class Scene:
    """A case, its picture and the open deeds of one person."""

    actor: Actor
    picture: CasePicture
    actions: Sequence[Action]

    @property
    def case(self) -> "Case":
        """The case itself."""
        return self.picture.case

    def open(self, deed: Deed) -> list[Action]:
        """The open actions of one deed."""
        return [action for action in self.actions if action.deed is deed]

    def line(self, line_id: int | None) -> "CaseLine":
        """A line of this case; a number from elsewhere looks missing."""
        return _find(self.picture.lines, line_id)

    def item(self, item_id: int | None) -> "ReturnItem":
        """A return item of this case."""
        return _find(self.picture.items, item_id)

    def remedy(self, remedy_id: int | None) -> "Remedy":
        """A remedy of this case."""
        return _find(self.picture.remedies, remedy_id)

    def line_of_item(self, item: "ReturnItem") -> "CaseLine":
        """The line an item belongs to."""
        return self.line(item.line_id)


def scene_of(request: StaffRequest, reference: str) -> Scene:
    """Read a case of the shop; its reference is in everything logged from here on."""
    case = case_for(request.actor, reference)
    structlog.contextvars.bind_contextvars(case=case.reference)
    picture = picture_of(case)
    return Scene(request.actor, picture, available_actions(picture, request.actor))


def asked_number(request: StaffRequest, name: str) -> int | None:
    """A row's number in the address; anything that is none looks like a missing row."""
    typed = request.GET.get(name, "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise NotFound
    return int(typed)


def _find(rows: Sequence[Row], number: int | None) -> Row:
    for row in rows:
        if getattr(row, "pk", None) == number:
            return row
    raise NotFound
