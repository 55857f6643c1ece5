"""What stands in a canned reply for its words in braces, in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.queries import open_deadlines
from reprise.apps.conversations.models import CannedReply
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.rules.placeholders import Filled, fill
from reprise.core.first_name import first_name
from reprise.law.formats import long_date
from reprise.readmodels.deadlines import DECISION, REFUND, REPLY, RETURN_BY

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import Conversation

LANGUAGES: Final = ("fr", "en")
_DATES: Final[Mapping[str, tuple[str, ...]]] = {
    "return_by": (RETURN_BY,), "answer_by": (DECISION, REPLY), "refund_by": (REFUND,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ready:
    """A canned reply for one conversation: its text with everything known put in, and what is not known."""

    reply: CannedReply
    language: str  # of the text
    is_other: bool  # there is none in the customer's language
    filled: Filled


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a conversation's replies: their language, and what is known for them."""

    language: str
    values: Mapping[str, str]

    def ready(self, reply: CannedReply) -> Ready:
        """A reply in their language; in the other one where there is none, and it says so."""
        texts = {"fr": reply.text_fr, "en": reply.text_en}
        wanted = self.language if texts[self.language] else next(code for code in LANGUAGES if texts[code])
        return Ready(reply, wanted, wanted != self.language, fill(texts[wanted], self.values))


def reader_of(actor: Actor, shop: "Shop", conversation: "Conversation") -> Reader:
    """Whoever is written to in a conversation, in three queries at most."""
    people = people_of(conversation)
    name = people[0].name if people else ""
    spoken = people[0].language if people else conversation.language
    language = spoken[:2] if spoken[:2] in LANGUAGES else "en"
    case = conversation.case
    values = {
        "name": name, "first_name": name.split(" ")[0], "shop_name": shop.name, "my_name": first_name(actor.name),
        "link": _link(shop, language, has_case=case is not None), **_dates(conversation, shop, language),
    }  # fmt: skip
    if case is not None:
        values |= {"reference": case.reference, "order_number": case.order.number if case.order else ""}
    return Reader(language, values)


def _link(shop: "Shop", language: str, *, has_case: bool) -> str:
    """A page everybody may know, where the customer opens their case; never the secret link: others may read along."""
    rest = "cases/" if has_case else ""
    return f"{settings.ENV.base_url.rstrip('/')}/{language}/s/{shop.slug}/{rest}"


def _dates(conversation: "Conversation", shop: "Shop", language: str) -> dict[str, str]:
    due: dict[str, date] = {}
    if conversation.case is not None:
        for deadline in open_deadlines(conversation.case):
            due.setdefault(deadline.name, deadline.due_on)
    open_ones = Deadline.objects.filter(conversation_id=conversation.pk, state=DeadlineState.OPEN.value)
    promised = open_ones.values_list("due_at", flat=True).first()
    found = {name: next((due[each] for each in names if each in due), None) for name, names in _DATES.items()}
    if promised is not None:  # what was promised is sooner than any other answer
        found["answer_by"] = promised.astimezone(ZoneInfo(shop.timezone)).date()
    return {name: long_date(day, language) for name, day in found.items() if day is not None}
