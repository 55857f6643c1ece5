"""The lines of a case as its page shows them: what was bought, what is asked, what is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import RemedyState
from reprise.apps.policies.rules import Policy
from reprise.core.money import Money
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice import words
from reprise.web.backoffice.cases.buttons import Button, buttons
from reprise.web.backoffice.cases.proposal import Proposed, proposed
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.rules import RulesSaid, missing_facts, policies_named, rules_said
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.cases.take_back import by_rule
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import address

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
    rules: RulesSaid | None = None
    rule: str = ""  # the row that accepted it by itself, and…
    rule_of: int = 0  # …the number of its policy
    take_back_url: str = ""
    missing: Sequence[str] = ()  # facts that decide and that nobody knows, in words


def line_rows(request: StaffRequest, scene: Scene, bought: "Mapping[int, OrderLine]") -> list[LineRow]:
    """Each line with its own open deeds."""
    policies, decided = policies_named(request, scene.picture.lines), by_rule(scene)
    rows = [_row(request, scene, line, bought.get(line.order_line_id or 0)) for line in scene.picture.lines]
    return [_with_rules(request, scene, row, policies, decided.get(row.line.pk)) for row in rows]


def _with_rules(
    request: StaffRequest, scene: Scene, row: LineRow, policies: Mapping[int, Policy], decided: tuple[str, int] | None
) -> LineRow:
    """The same with what the shop's own rules said, and the way to take back what one of them decided."""
    rule, number = decided or ("", 0)
    url = address(request, "take_back", scene.case.reference, line=row.line.pk) if decided else ""
    kept = row.answer.kept
    return replace(
        row, rules=rules_said(request, kept, policies, scene.case.currency), rule=rule, rule_of=number,
        take_back_url=url if request.actor.may(Right.CASES_DECIDE) else "", missing=missing_facts(kept),
    )  # fmt: skip


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
