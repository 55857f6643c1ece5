"""What an article says, with what is known of the reader's own case where it is about that."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import override

from reprise.apps.conversations.kinds import TurnKind
from reprise.readmodels.order_facts import facts_of, names_another
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.speaking import Turn, speak
from reprise.workflows.first_line.visitor import Visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Message
    from reprise.apps.knowledge.queries import Shelf

#: Subjects of which the reader's own case says more than any article.
OF_A_CASE: Final = frozenset({"return-tracking", "refund-timing-method"})
MOST_CASES: Final = 2


def tell_article(
    *, shelf: "Shelf", slug: str, score: float, language: str, visitor: Visitor, question: str,
    conversation: "Conversation", once: str, asked: int | None, at: datetime,
) -> "Message":  # fmt: skip
    """Say what an article answers; where it is about returns on their way, their own first, by what they proved."""
    article = shelf.articles[slug].article
    with override(language):
        facts, note = list[str](), ""
        if slug in OF_A_CASE and visitor.cases:
            if names_another(question, visitor.cases):
                note = wording.other_order()
            else:
                facts = ["\n".join(facts_of(case)) for case in visitor.cases[:MOST_CASES]]
        body = wording.from_article(article, language, facts, note)
    turn = Turn(
        kind=TurnKind.SURE, body=body, language=language, articles=[told_of(shelf, slug, score, language)],
        actions=[deed.value for deed in article.actions], asked=asked,
    )  # fmt: skip
    return speak(conversation=conversation, turn=turn, once=once, at=at)


def told_of(shelf: "Shelf", slug: str, score: float, language: str) -> list[Any]:
    """What is kept of an article that was found."""
    shelved = shelf.articles[slug]
    return [slug, round(score, 3), shelved.version, shelved.article.in_(language).title]
