"""What the fields of conversations and messages mean."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.conversations.kinds import Alarm, Author, Channel, PartRole, ThreadKind, ThreadState
from reprise.web.api.words.common import one_of

WORDS: Final[Mapping[str, str]] = {
    "waiting": "True: only those whose customer waits for an answer; false: only the others.",
    "state": "Only those of one state; left out: all but the merged ones.",
    "after": "Only what was said after this number.",
    "file_id": "The file (`files` of a message).",
    "participant_id": "Somebody on the customer's side (`participants`).",
    "Conversation.key": "Its name in addresses; the key of one that was merged still leads to the other.",
    "Conversation.kind": f"What it is about: {one_of(ThreadKind)}.",
    "Conversation.subject": "What it is about, in a few words.",
    "Conversation.channel": f"How it began: {one_of(Channel)}.",
    "Conversation.state": f"Who is to do something about it: {one_of(ThreadState)}.",
    "Conversation.sequence": "The number of the last thing said.",
    "Conversation.assignee_id": "Whoever of the staff has it; null for nobody.",
    "Conversation.snoozed_until": "When it comes back; null when it is not put aside.",
    "Conversation.waits_since": "The customer's first message that nobody answered; null when nobody waits.",
    "Conversation.last_at": "When something was last said; null for never.",
    "Conversation.alarms": f"What a named person looks at: {one_of(Alarm)}.",
    "Conversation.read_by_customer": "Up to which number the customer has read.",
    "Conversation.read_by_staff": "Up to which number the staff has read.",
    "Conversation.participants": "Who is on the customer's side.",
    "author_kind": f"Who wrote: {one_of(Author)}.",
    "author_name": "What the writer is called; empty for the house itself.",
    "Participant.id": "Its number; null for the buyer of a case, whom the case names.",
    "Participant.role": f"Whom they are: {one_of(PartRole)}.",
    "Participant.language": "The language we write to them in.",
    "read_up_to": "Up to which number they have read.",
    "Said.channel": f"By which way it came: {one_of(Channel)}.",
    "Said.language": "The language it is written in; empty when nobody said.",
    "Said.quoted": "What a mail repeated of earlier ones.",
    "Said.automatic": "Whether no person wrote it.",
    "Said.files": "The files said with it.",
    "Said.is_read": "Whether the other side has read it.",
    "MessageFile.kind": "What kind of file it is, such as `photo` or `pdf`.",
    "Say.language": "The language it is written in; empty to leave it open.",
    "Say.seen": "The number you had read up to: 409 when the customer has written since. Null: not checked.",
    "up_to": "Up to which number somebody of the staff has read.",
    "Transcript.participant_id": "To whom; null for the buyer.",
    "to": "Where the copy went.",
}  # fmt: skip
