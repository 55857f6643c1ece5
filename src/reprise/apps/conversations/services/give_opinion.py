from datetime import datetime, timedelta
from typing import Final

from reprise.apps.conversations.models import Rating
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

OPEN_FOR: Final = timedelta(days=30)
LONGEST: Final = 2_000


class TooLate(Refusal):
    """The question was asked too long ago."""

    code = "opinion_over"
    kind = Kind.CONFLICT
    sentence = mark("This question was open for thirty days and is closed now. Write to the shop instead.")


@atomic
def give_opinion(*, rating: Rating, score: int | None, comment: str, at: datetime) -> None:
    """Keep what the customer thought, from 1 to 5; it may be changed for thirty days."""
    if rating.asked_at + OPEN_FOR < at:
        raise TooLate
    if score is None or not 1 <= score <= 5:
        raise Invalid(field="score", why=mark("choose one of the five answers."))
    comment = readable(comment)
    if len(comment) > LONGEST:
        raise Invalid(field="comment", why=mark("shorten it to 2,000 characters."))
    rating.score, rating.comment, rating.answered_at = score, comment, at
    Rating.objects.filter(pk=rating.pk).update(score=score, comment=comment, answered_at=at)
