"""Why a conversation stands first: what the customer threatens with, and the words that say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reprise.apps.conversations.kinds import Alarm, Author
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.rules.alarms import found_in
from reprise.apps.knowledge.rules.danger import danger_in
from reprise.core.refusals import mark

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

NAMES: Final[Mapping[Alarm, str]] = {
    Alarm.SAFETY: mark("A danger to somebody"),
    Alarm.LAWYER: mark("A lawyer or a court"), Alarm.PRESS: mark("The press"), Alarm.REVIEW: mark("A public review"),
    Alarm.AUTHORITY: mark("An authority or the police"),
}  # fmt: skip
#: What helps, in a sentence.
ADVICE: Final[Mapping[Alarm, str]] = {
    Alarm.SAFETY: mark(
        "Call them if you can. Nobody uses the device any more; the parts and the photos are kept as evidence."
    ),
    Alarm.LAWYER: mark("Answer in writing, with dates. Decide on the facts, as without the threat."),
    Alarm.PRESS: mark("One person speaks for the shop. Answer the customer first."),
    Alarm.REVIEW: mark("Settle the matter. Never offer money for a review, nor make a refund depend on one."),
    Alarm.AUTHORITY: mark("It is their right. Answer, and keep what was said."),
}
LOOKED_AT: Final = 30  # messages, the newest
BEFORE: Final = 28  # characters
AFTER: Final = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """One alarm, with the newest words that raised it in the middle of what stands around them."""

    alarm: Alarm
    before: str
    words: str
    after: str
    sequence: int


def reasons_of(conversation: "Conversation") -> list[Reason]:
    """Each alarm that is on, in one query; without words where they were erased or another message raised it."""
    on = [Alarm(each) for each in conversation.alarms if each in set(Alarm)]
    if not on:
        return []
    said = Message.objects.filter(
        conversation_id=conversation.pk, author_kind=Author.CUSTOMER.value, internal=False, automatic=False
    )
    found: dict[Alarm, Reason] = {}
    for sequence, body in said.order_by("-sequence").values_list("sequence", "body")[:LOOKED_AT]:
        if Alarm.SAFETY in on and Alarm.SAFETY not in found and (words := danger_in(body)):
            found[Alarm.SAFETY] = Reason(Alarm.SAFETY, "", _around(words, 1), "", sequence)
        for one in found_in(body):
            before, after = _around(body[: one.start], -1), _around(body[one.end :], 1)
            found.setdefault(one.alarm, Reason(one.alarm, before, one.words, after, sequence))
    return [found.get(alarm, Reason(alarm, "", "", "", 0)) for alarm in on]


def _around(text: str, side: int) -> str:
    """The nearest words on one side, whole."""
    flat, most = " ".join(text.split()), AFTER if side > 0 else BEFORE
    if len(flat) <= most:
        return flat
    cut = flat[:most].rsplit(" ", 1)[0] if side > 0 else flat[-most:].split(" ", 1)[-1]
    return f"{cut} …" if side > 0 else f"… {cut}"
