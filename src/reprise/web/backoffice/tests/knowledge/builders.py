"""Questions as they are asked, and the pages of the knowledge desk."""

from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import Answer, Outcome, answer
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.note_asked import note_asked
from tests.support.builders import AT

DESK = "/fr/desk/atelier-lamelle/knowledge/"
ARTICLE = f"{DESK}articles/return-packaging/"


def unanswered(shop: Shop, question: str) -> Asked:
    """A question about which there is no article."""
    outcome = Outcome(Answer.NONE, "fr", reason=Reason.OUT_OF_SCOPE)
    return note_asked(
        shop_id=shop.pk, question=question, outcome=outcome, page_language="fr", place="help", at=AT
    )  # fmt: skip


def asked(shop: Shop, question: str, language: str = "fr") -> Asked:
    """A question, with what the assistant really answers to it."""
    outcome = answer(question, page_language=language, index=shelf_of(shop.pk).index)
    return note_asked(
        shop_id=shop.pk, question=question, outcome=outcome, page_language=language, place="help", at=AT
    )  # fmt: skip
