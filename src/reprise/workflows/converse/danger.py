"""A danger said by a customer, whichever way: the matter stands before all others, and somebody is called at once."""

from typing import TYPE_CHECKING

from reprise.apps.conversations.kinds import Alarm, Author
from reprise.apps.conversations.services.raise_alarm import raise_alarm
from reprise.apps.knowledge.rules import danger

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message


def watch_for_danger(message: "Message") -> bool:
    """Raise the alarm where a customer writes of a danger; says whether it did."""
    if message.author_kind != Author.CUSTOMER.value or not danger.is_dangerous(message.body):
        return False
    raise_alarm(message=message, alarm=Alarm.SAFETY)
    return True
