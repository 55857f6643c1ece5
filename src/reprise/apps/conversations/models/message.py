from django.db import models
from django.db.models import Q

from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.models.conversation import Conversation
from reprise.apps.conversations.models.participant import Participant


class Message(models.Model):
    """One message, or an internal note that no customer ever sees. Plain text, never edited."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages", db_index=False)
    sequence = models.PositiveIntegerField()
    author_kind = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Author])
    author_name = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=6, choices=[(c.value, c.value) for c in Channel], default="page")
    language = models.CharField(max_length=5, blank=True)  # what it is written in, when known
    body = models.TextField(blank=True)
    quoted = models.TextField(blank=True)  # what a mail quoted: folded, never cut
    internal = models.BooleanField(default=False)
    automatic = models.BooleanField(default=False)  # no person wrote it
    client_id = models.CharField(max_length=64, blank=True)  # chosen by the sender, so that a repeat is seen
    mail_id = models.BigIntegerField(null=True)  # the letter it left by: notifications knows no conversation
    moved_from = models.CharField(max_length=60, blank=True)  # "key:sequence" of before a merge or a split
    created_at = models.DateTimeField()
    turn = models.JSONField(null=True)  # the assistant's: what it did (kinds.TurnKind) and from which articles
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["conversation", "sequence"], name="one_message_per_number"),
            models.UniqueConstraint(
                fields=["conversation", "client_id"], condition=~Q(client_id=""), name="one_message_per_client_id"
            ),
            models.CheckConstraint(
                condition=Q(internal=False) | ~Q(author_kind=Author.CUSTOMER.value), name="customers_write_no_notes"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sequence} by {self.author_kind}"


class MessageFile(models.Model):
    """A file said with a message; the bytes passed the gate."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    content_id = models.CharField(max_length=200, blank=True)  # of a picture inside a mail's text

    def __str__(self) -> str:
        return f"file of message {self.message_id}"


class Mention(models.Model):
    """A colleague named in a note, who is to look at it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "person"], name="one_mention_per_person"),)

    def __str__(self) -> str:
        return f"{self.person_id} in {self.message_id}"
