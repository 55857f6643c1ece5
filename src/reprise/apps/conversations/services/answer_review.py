from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import PublicReview
from reprise.apps.conversations.rules.giveaways import Known, given_away
from reprise.core.refusals import Invalid, Refusal, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

LONGEST: Final = 3_000


class GivesAway(Refusal):
    """The answer points at somebody, and everybody reads it."""

    code = "gives_away"
    sentence = mark("Everybody reads this answer. Take out what points at the customer or the order: %(words)s.")


@atomic
def answer_review(
    *, actor: Actor, review: PublicReview, answer: str, known: Known, at: datetime, published: bool = False
) -> None:
    """Keep the answer the shop gives in public, once nothing in it points at anybody; `published`: it stands there."""
    actor.require(Right.MESSAGES_WRITE)
    answer = readable(answer)
    if not answer or len(answer) > LONGEST:
        raise Invalid(field="answer", why=mark("write the answer, in 3,000 characters at most."))
    if found := given_away(answer, known):
        raise GivesAway(field="answer", words=", ".join(f"“{one.words}”" for one in found[:8]))
    review.answer = answer
    review.answered_at = (review.answered_at or at) if published else None
    PublicReview.objects.filter(pk=review.pk, shop_id=actor.shop_id).update(
        answer=answer, answered_at=review.answered_at
    )
