"""An answer to a public review: what we propose in both languages, and what it must not say."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from reprise.apps.cases.queries import lines_of
from reprise.apps.conversations.models import Participant
from reprise.apps.conversations.rules.giveaways import Known

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import PublicReview

GOOD = 4


def proposed(review: "PublicReview", shop: "Shop", language: str) -> str:
    """What a shop may say in public: thanks or regret, that somebody looks, where to write; nothing of the matter."""
    with override(language):
        return "\n\n".join(_parts(review, shop))


def _parts(review: "PublicReview", shop: "Shop") -> Iterator[str]:
    yield gettext("Hello,")
    if review.score is not None and review.score >= GOOD:
        yield gettext("Thank you for taking the time to write this. It helps others choose, and it does our team good.")
    elif review.score == GOOD - 1:
        yield gettext(
            "Thank you for telling us. You say what went well and what did not, and we take both back to our workshop."
        )
    else:
        yield gettext(
            "Thank you for telling us. What you describe is not what we want for anybody, and somebody of our team "
            "looks at it."
        )
        yield gettext(
            "We do not speak of orders in public. Answer any message of ours, or write to us from our site: a person "
            "reads it and answers you."
        )
    yield gettext("The team of %(shop)s") % {"shop": shop.name}


def known_of(review: "PublicReview") -> Known:
    """Everything the house knows of whoever may have written it, which the answer must not repeat."""
    case = review.case or (review.conversation.case if review.conversation else None)
    people = _people(review)
    names, emails = [name for name, _ in people if name], [email for _, email in people if email]
    if case is None:
        return Known(names=tuple(names), emails=tuple(emails))
    order = case.order
    shipping = order.shipping if order is not None else {}
    return Known(
        names=tuple(dict.fromkeys([*names, case.contact_name, str(shipping.get("name", ""))])),
        numbers=tuple(each for each in (case.reference, order.number.lstrip("#") if order else "") if each),
        address=tuple(_address(shipping)),
        articles=tuple(line.name for line in lines_of(case) if line.order_line_id),
        emails=tuple(dict.fromkeys([*emails, case.contact_email])),
    )


def _people(review: "PublicReview") -> list[tuple[str, str]]:
    if review.conversation_id is None:
        return []
    return list(Participant.objects.filter(conversation_id=review.conversation_id).values_list("name", "email"))


def _address(kept: dict[str, object]) -> Iterator[str]:
    lines = kept.get("lines", ())
    for each in (*(lines if isinstance(lines, list | tuple) else ()), kept.get("postcode", ""), kept.get("city", "")):
        if isinstance(each, str) and len(each) > 2:
            yield each


def case_named(review: "PublicReview") -> "Case | None":
    """The case a review is tied to, by itself or by its conversation."""
    return review.case or (review.conversation.case if review.conversation else None)
