"""The letter of a decision before it is made: word for word what the customer would read."""

import copy
from dataclasses import dataclass

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import LineState, RemedyType
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.transitions import GRANTED, LINE_MOVES, LineMove
from reprise.readmodels.decision_letters import accepted, declined
from reprise.readmodels.letter_preview import Preview, preview


@dataclass(frozen=True, slots=True)
class Thought:
    """A decision somebody is thinking of."""

    verdict: LineMove
    text: str
    quantity: int | None = None
    remedy: RemedyType | None = None
    amount_minor: int | None = None
    keep_goods: bool = False


def preview_decision(
    *, case: Case, shop: Shop, line: CaseLine, thought: Thought, author: Actor, language: str
) -> Preview | None:
    """The letter in a language; None while the verdict is not possible or has no remedy yet. Nothing is written."""
    state = LINE_MOVES.get((LineState(line.state), thought.verdict))
    if state is None or (state in GRANTED and thought.remedy is None):
        return None
    case, line = copy.copy(case), copy.copy(line)
    case.language, granted_before = language, line.approved_quantity
    line.state = state.value
    if state in GRANTED:
        line.approved_quantity = min(thought.quantity or line.quantity, line.quantity)
    if state in GRANTED and thought.remedy is not None:
        envelope = accepted(
            case, shop, line, thought.remedy, author=author, text=thought.text, amount_minor=thought.amount_minor,
            goods_expected=not thought.keep_goods, granted_before=granted_before,
        )  # fmt: skip
    else:
        envelope = declined(case, shop, line, author=author, text=thought.text or "…")
    return preview(case=case, shop=shop, letter=envelope["letter"], language=language, values=envelope["values"])
