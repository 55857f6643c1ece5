"""A shop whose people write articles, and what they write."""

from datetime import date
from typing import TYPE_CHECKING, Any

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.knowledge.rules.answering import Answer, Outcome
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.rules.index import Hit
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.services.note_asked import note_asked
from tests.support.builders import AT

if TYPE_CHECKING:
    from datetime import datetime

    from reprise.apps.accounts.models import Shop
    from reprise.apps.knowledge.models import Asked

TODAY = date(2026, 11, 24)


def marc(shop: "Shop") -> Actor:
    """Marc, the manager."""
    return system(shop.pk)


def ines(shop: "Shop") -> Actor:
    """Inès, an agent: she reads and judges."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.AGENT], "Inès")


def zoe(shop: "Shop") -> Actor:
    """Zoé, who only looks."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.VIEWER], "Zoé")


def written(title: str = "Programme de fidélité Lamelle", **more: Any) -> dict[str, Any]:
    """An article in French as Marc types it."""
    text = {
        "title": title,
        "answer": "Dix bobines achetées, la onzième est offerte.",
        "body": "Votre carte compte les bobines. À la dixième, un bon part par courriel.\n\n## Où voir mes points\n\n"
        "Dans votre compte, page [Fidélité](https://atelier.example/fidelite).",
        "phrasings": ["où voir mes points de fidélité", "carte zurbi combien de bobines"],
        "near": [],
    } | more
    return {"kind": "faq", "sources": [{"label": "Conditions", "url": "https://atelier.example/cgv"}], "fr": text}


def a_question(
    shop: "Shop", words: str, kind: Answer = Answer.NONE, *, at: "datetime" = AT, articles: tuple[str, ...] = (),
    language: str = "fr", conversation_id: int | None = None, reason: Reason | None = None,
) -> "Asked":  # fmt: skip
    """A question, and what was answered."""
    named = {article.id: article for article in shipped()}
    hits = tuple(Hit(named[slug], 0.5, (0.5, 0.5, 0.5)) for slug in articles)
    outcome = Outcome(kind, language, hits, reason=reason)
    return note_asked(
        shop_id=shop.pk, question=words, outcome=outcome, page_language=language, place="help", at=at,
        conversation_id=conversation_id,
    )  # fmt: skip
