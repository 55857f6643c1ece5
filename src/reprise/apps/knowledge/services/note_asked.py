from datetime import datetime

from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.answering import Outcome
from reprise.apps.knowledge.rules.masking import masked
from reprise.platform.statements import insert
from reprise.platform.transactions import atomic


@atomic
def note_asked(
    *, shop_id: int, question: str, outcome: Outcome, page_language: str, place: str, at: datetime,
    conversation_id: int | None = None,
) -> Asked:  # fmt: skip
    """Keep a question and what was answered, for the figures and for the list to write from."""
    asked = Asked(
        shop_id=shop_id,
        question=masked(question),
        language=outcome.language,
        page_language=page_language[:2],
        place=Place(place).value,
        kind=outcome.kind.value,
        reason=outcome.reason.value if outcome.reason else "",
        offered=[[hit.article.id, round(hit.score, 3)] for hit in outcome.articles],
        conversation_id=conversation_id,
        at=at,
    )
    insert(asked)
    return asked
