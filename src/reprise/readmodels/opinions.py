"""What customers thought of how their matters were handled: counts, a share, and how sure one can be of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.models import Rating
from reprise.apps.conversations.reply_queries import ratings_of, scores_of
from reprise.apps.conversations.rules.share import Share, share
from reprise.core.refusals import mark

SCORES: Final[Mapping[int, str]] = {
    1: mark("Very bad"), 2: mark("Bad"), 3: mark("Neither good nor bad"), 4: mark("Good"), 5: mark("Very good"),
}  # fmt: skip
SPAN: Final = timedelta(weeks=12)
CONTENT: Final = 4  # who gave this or more is content
LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Opinions:
    """Twelve weeks of answers: how often each score, how many were asked, and the share of those who are content."""

    counts: Mapping[int, int]
    asked: int
    content: Share | None

    @property
    def answered(self) -> int:
        """How many answered."""
        return sum(self.counts.values())


def opinions(actor: Actor, at: datetime) -> Opinions:
    """The figures, in one query."""
    found = scores_of(actor, since=at - SPAN)
    counts = {score: found.get(score, 0) for score in SCORES}
    answered = sum(counts.values())
    content = sum(number for score, number in counts.items() if score >= CONTENT)
    return Opinions(counts, answered + found.get(None, 0), share(content, answered))


def newest(actor: Actor, at: datetime) -> Sequence[Rating]:
    """The newest answers, with their matter."""
    return list(ratings_of(actor, since=at - SPAN).filter(score__isnull=False)[:LISTED])
