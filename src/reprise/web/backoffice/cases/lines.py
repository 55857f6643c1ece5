"""The lines of a case as its page shows them: what was bought, what is asked, what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.cases.kinds import RemedyState
from reprise.core.money import Money
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.buttons import Button, buttons
from reprise.web.backoffice.cases.proposal import Proposed, proposed
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine
    from reprise.apps.catalogue.models import OrderLine


@dataclass(frozen=True, slots=True)
class LineRow:
    """One article of the case."""

    line: "CaseLine"
    bought: int
    paid: Money | None
    kind: str
    reason: str
    state: str
    word: str
    remedy: str
    answer: Proposed
    buttons: list[Button]


def line_rows(request: StaffRequest, scene: Scene, bought: "Mapping[int, OrderLine]") -> list[LineRow]:
    """Each line with its own open deeds."""
    return [_row(request, scene, line, bought.get(line.order_line_id or 0)) for line in scene.picture.lines]


def _row(request: StaffRequest, scene: Scene, line: "CaseLine", bought: "OrderLine | None") -> LineRow:
    state, word = words.LINE_STATES[line.state]
    own = [action for action in scene.actions if action.line_id == line.pk and action.remedy_id is None]
    agreed = [
        one for one in scene.picture.remedies if one.line_id == line.pk and one.state != RemedyState.REFUSED.value
    ]
    return LineRow(
        line=line, bought=bought.quantity if bought else line.quantity,
        paid=Money(bought.paid_minor, scene.case.currency) if bought else None,
        kind=kind_name(line.product_kind), reason=reason_name(line), state=state, word=gettext(word),
        remedy=", ".join(f"{gettext(words.REMEDIES[one.type])}\u00a0×{one.quantity}" for one in agreed),
        answer=proposed(line, scene.case.language), buttons=buttons(request, scene, own),
    )  # fmt: skip
