import uuid

from django.db import models
from django.db.models import Q

from reprise.apps.conversations.kinds import ThreadKind, ThreadState


class Conversation(models.Model):
    """One matter between a shop and a customer, whatever the channel; `sequence` is the number of its last message.

    A question has no case yet; when it becomes one it is its thread. Whoever is assigned, and by when an answer is
    due, is the case's as soon as there is a case.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ThreadKind])
    key = models.UUIDField(default=uuid.uuid4, unique=True)  # in addresses and, signed, in mails
    subject = models.CharField(max_length=240, blank=True)
    language = models.CharField(max_length=5, default="fr")
    sequence = models.PositiveIntegerField(default=0)
    read_by_customer = models.PositiveIntegerField(default=0)  # the last number each side has seen
    read_by_staff = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in ThreadState], default="open")
    assignee = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    snoozed_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=40, blank=True)  # an actor's key; "system" for a close nobody asked for
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    waits_since = models.DateTimeField(null=True)  # the customer's first message that nobody has answered
    last_at = models.DateTimeField(null=True)  # of the last message both sides see
    alarms = models.JSONField(default=list)  # what the customer threatens with, see kinds.Alarm
    channel = models.CharField(max_length=6, blank=True)  # of the first message
    customer_seen_at = models.DateTimeField(null=True)  # when somebody of the customer's side last wrote or read
    handed_at = models.DateTimeField(null=True)  # since when a person has it and the assistant says nothing
    mailed_up_to = models.PositiveIntegerField(default=0)  # the last number the customer's side got by mail
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind=ThreadKind.CASE.value), name="one_thread_per_case"
            ),
        )
        indexes = (
            models.Index(fields=["shop", "state", "-last_at"], name="conversation_newest"),
            models.Index(fields=["shop", "state", "waits_since"], name="conversation_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.kind} thread {self.key}"
