"""Tables of conversations."""

from reprise.apps.conversations.models.canned import CannedReply, Macro
from reprise.apps.conversations.models.chat import ChatSession, ChatSettings
from reprise.apps.conversations.models.conversation import Conversation
from reprise.apps.conversations.models.mailbox import (
    AddressState,
    AutomaticMail,
    IncomingFile,
    IncomingMail,
    Mailbox,
    SeenReference,
)
from reprise.apps.conversations.models.mailbox_trial import MailboxTrial
from reprise.apps.conversations.models.message import Mention, Message, MessageFile
from reprise.apps.conversations.models.participant import Participant
from reprise.apps.conversations.models.rating import Rating
from reprise.apps.conversations.models.review import PublicReview

__all__ = [
    "AddressState", "AutomaticMail", "CannedReply", "ChatSession", "ChatSettings", "Conversation", "IncomingFile",
    "IncomingMail", "Macro", "Mailbox", "MailboxTrial", "Mention", "Message", "MessageFile", "Participant",
    "PublicReview", "Rating", "SeenReference",
]  # fmt: skip
