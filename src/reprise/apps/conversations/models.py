from django.db import models
from django.db.models import Q

from reprise.apps.conversations.kinds import Author, ThreadKind


class Conversation(models.Model):
    """A thread of messages between a shop and a customer; `sequence` is the number of its last message."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ThreadKind])
    sequence = models.PositiveIntegerField(default=0)
    read_by_customer = models.PositiveIntegerField(default=0)  # the last number each side has seen
    read_by_staff = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind=ThreadKind.CASE.value), name="one_thread_per_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} thread of {self.case_id}"


class Message(models.Model):
    """One message, or an internal note that no customer ever sees. Plain text, never edited."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    sequence = models.PositiveIntegerField()
    author_kind = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Author])
    author_name = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    body = models.TextField(blank=True)
    internal = models.BooleanField(default=False)
    client_id = models.CharField(max_length=64, blank=True)  # chosen by the sender, so that a repeat is seen
    created_at = models.DateTimeField()
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
