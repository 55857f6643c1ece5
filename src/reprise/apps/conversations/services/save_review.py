from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import PublicReview
from reprise.apps.conversations.reply_queries import review_for
from reprise.core.refusals import Invalid, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

LONGEST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Published:
    """A review as somebody found it: where, what it says, and the matter it is about, if anybody knows."""

    site: str
    address: str = ""
    score: int | None = None
    said: str = ""
    said_on: date | None = None
    case_id: int | None = None
    conversation_id: int | None = None


@atomic
def save_review(*, actor: Actor, published: Published, at: datetime, review_id: int | None = None) -> PublicReview:
    """Keep a public review, new or corrected, and what it is tied to. It is read by people only: no rule asks it."""
    actor.require(Right.MESSAGES_WRITE)
    _check(published)
    review = (
        review_for(actor, review_id)
        if review_id
        else PublicReview(shop_id=actor.shop_id, made_by_id=actor.person_id, made_at=at)
    )
    review.site, review.address = " ".join(published.site.split()), published.address.strip()
    review.score, review.said, review.said_on = published.score, readable(published.said), published.said_on
    review.case_id, review.conversation_id = published.case_id, published.conversation_id
    review.save()
    return review


def _check(published: Published) -> None:
    if not published.site.strip() or len(published.site) > 80:
        raise Invalid(field="site", why=mark("say on which site it stands, in 80 characters at most."))
    address = published.address.strip()
    if address and (urlsplit(address).scheme not in {"http", "https"} or len(address) > 500):
        raise Invalid(field="address", why=mark("write the address of the review, beginning with https://"))
    if published.score is not None and not 1 <= published.score <= 5:
        raise Invalid(field="score", why=mark("choose between one star and five."))
    if len(published.said) > LONGEST:
        raise Invalid(field="said", why=mark("shorten it to 5,000 characters."))
