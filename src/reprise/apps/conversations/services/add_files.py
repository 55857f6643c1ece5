from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.conversations.models import Conversation, Message, MessageFile
from reprise.core.refusals import Kind, NotFound, Refusal, mark

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

MOST_FILES: Final = 10  # of one message
MOST_IN_ALL: Final = 200  # of one conversation


class TooManyFiles(Refusal):
    """More files than a message or a conversation holds."""

    code = "too_many_files"
    kind = Kind.TOO_MANY
    sentence = mark("A message takes %(most)s files at most. Send the rest with a second one.")


class ConversationFull(Refusal):
    """There are enough files in the conversation."""

    code = "conversation_full"
    kind = Kind.TOO_MANY
    sentence = mark("This conversation holds as many files as it can. Describe the rest in a message.")


def check_files(actor: Actor, conversation: Conversation, files: "Sequence[StoredFile]") -> None:
    """Refuse files of others as if they did not exist, and more of them than anybody reads."""
    if not files:
        return
    for file in files:
        mine = actor.kind is ActorKind.SYSTEM or file.uploaded_by == actor.key
        if file.shop_id != conversation.shop_id or file.erased_at is not None or not mine:
            raise NotFound(field="files")
    if len(files) > MOST_FILES:
        raise TooManyFiles(field="files", most=MOST_FILES)
    if MessageFile.objects.filter(message__conversation=conversation).count() + len(files) > MOST_IN_ALL:
        raise ConversationFull(field="files")


def add_files(message: Message, files: "Sequence[StoredFile]") -> None:
    """Put files that passed the gate with a message."""
    if files:
        MessageFile.objects.bulk_create([MessageFile(message=message, file=file) for file in files])
