"""What law and policy proposed for a line, as a starting point for whoever decides."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import get_language

from reprise.apps.cases.transitions import LineMove
from reprise.readmodels import proposal as kept
from reprise.readmodels.explained import Told
from reprise.readmodels.remedies import proposed_remedy

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine

_MOVES: Final = {"yes": LineMove.APPROVE, "part": LineMove.APPROVE_PARTLY, "no": LineMove.DECLINE}


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposal in the reader's language, and the letter it suggests in the customer's; empty where a person
    has to say."""

    kept: kept.Proposal | None
    told: Told | None
    move: str
    remedy: str
    letter: str

    @property
    def keep_goods(self) -> bool:
        """Whether the shop's policy lets the customer keep the article."""
        return self.kept is not None and self.kept.keep_goods

    @property
    def law_day(self) -> date | None:
        """The day whose law was applied, as the law's version begins with it."""
        return date.fromisoformat(self.kept.law_version[:10]) if self.kept else None

    @property
    def verdict(self) -> str:
        """yes, part, no or person."""
        return self.kept.verdict if self.kept else "person"


def proposed(line: "CaseLine", language: str) -> Proposed:
    """Read what was kept with a line the day it was asked; `language` is the customer's."""
    found, remedy = kept.proposal_of(line.proposal), proposed_remedy(line)
    if found is None:
        return Proposed(None, None, "", remedy.value if remedy else "", "")
    move = _MOVES.get(found.verdict)
    return Proposed(
        kept=found, told=_in(found, get_language() or "fr"), move=move.value if move else "",
        remedy=remedy.value if remedy else "",
        letter=_letter(_in(found, language), refuses=move is LineMove.DECLINE) if move else "",
    )  # fmt: skip


def _in(found: kept.Proposal, language: str) -> Told:
    return found.told.get(language) or found.told["en"]


def _letter(told: Told, *, refuses: bool) -> str:
    """What one gets; of a refusal, its reasons, each with the text behind it."""
    if not refuses:
        return told.what
    return "\n".join(f"{why.text} ({why.label})" if why.label else why.text for why in told.why) or told.what
