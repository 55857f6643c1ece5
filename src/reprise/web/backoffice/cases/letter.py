"""The letter beside a decision: as the customer will read it, and in the reader's own language where that differs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.transitions import LineMove
from reprise.readmodels.decision_preview import Thought, preview_decision
from reprise.readmodels.proposal import proposal_of
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.web.backoffice.cases.decide import DecideForm


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter in one language; the customer's is the one that leaves."""

    language: str
    subject: str
    text: str
    leaves: bool


def letters_of(request: StaffRequest, scene: Scene, form: "DecideForm") -> list[Shown]:
    """The letter of what is filled in so far; nothing before a verdict is chosen."""
    thought = _thought(form)
    if thought is None:
        return []
    theirs, mine = scene.case.language, get_language() or "fr"
    shown = []
    for language in dict.fromkeys((theirs, mine)):
        letter = preview_decision(
            case=scene.case, shop=request.shop, line=form.line, thought=thought, author=request.actor,
            language=language,
        )  # fmt: skip
        if letter is not None:
            shown.append(Shown(language, letter.subject, letter.text, leaves=language == theirs))
    return shown


def _nothing_comes(form: "DecideForm", given: dict[str, object]) -> bool:
    """What was never sent, or never came, cannot come back; a parcel that had left anyway does."""
    proposal = proposal_of(form.line.proposal)
    return proposal is not None and proposal.away and given.get("parcel") != "left"


def _thought(form: "DecideForm") -> Thought | None:
    if form.is_bound:
        form.full_clean()
        given = dict(form.cleaned_data)
    else:
        given = dict(form.initial)
    verdict, remedy = given.get("verdict"), given.get("remedy")
    if not verdict:
        return None
    return Thought(
        LineMove(verdict), str(given.get("text") or ""), given.get("quantity"), RemedyType(remedy) if remedy else None,
        given.get("amount"), bool(given.get("keep_goods")) or _nothing_comes(form, given),
    )  # fmt: skip
