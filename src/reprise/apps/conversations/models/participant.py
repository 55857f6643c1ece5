import uuid

from django.db import models
from django.db.models import Q

from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models.conversation import Conversation


class Participant(models.Model):
    """Somebody on the customer's side of a matter, with their own language and their own way in.

    A mail from an address that is nobody's here is not theirs: a person admits it first.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    key = models.UUIDField(default=uuid.uuid4, unique=True)  # signed in their link
    role = models.CharField(max_length=10, choices=[(r.value, r.value) for r in PartRole])
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)  # in lower case
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="fr")
    is_verified = models.BooleanField(default=False)  # they proved that the name and the address are theirs
    gets_mail = models.BooleanField(default=True)  # a copy of what the shop says
    read_up_to = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    added_by = models.CharField(max_length=40, blank=True)  # an actor's key
    created_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)  # their link and their mails count no more
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["conversation", "email"], condition=~Q(email=""), name="one_participant_per_address"
            ),
        )
        indexes = (models.Index(fields=["email"], name="participant_by_address"),)

    def __str__(self) -> str:
        return f"{self.role} of {self.conversation_id}"

    @property
    def has_row(self) -> bool:
        """Whether they are written down; the buyer of a case is only whom the case names."""
        return not self._state.adding
