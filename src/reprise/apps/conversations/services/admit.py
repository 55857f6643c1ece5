from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.conversations.queries import participant_at
from reprise.apps.conversations.services.invite_participant import add_person, tidy_address
from reprise.apps.conversations.services.reach import check_steward
from reprise.platform.transactions import atomic


@atomic
def admit(
    *, actor: Actor, conversation: Conversation, email: str, name: str, language: str, at: datetime,
    role: PartRole = PartRole.COLLEAGUE,
) -> Participant:  # fmt: skip
    """Let an address that wrote by mail take part from now on; a person decides, and the buyer stays the buyer.

    Somebody who takes part already is answered as they are.
    """
    check_steward(actor, conversation)
    address = tidy_address(email)
    known = participant_at(conversation, address)
    if known is not None:
        return known
    return add_person(conversation, address, name, language, role, actor, at)
