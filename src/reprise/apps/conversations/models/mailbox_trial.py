from django.db import models

from reprise.apps.conversations.models.mailbox import Mailbox
from reprise.apps.conversations.rules.trial_outcome import TrialState


class MailboxTrial(models.Model):
    """A test of a mailbox: two letters sent to it by the mail server, one to its plus address, and what came back."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="trials", db_index=False)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in TrialState], default="begun")
    plain_id = models.CharField(max_length=200, unique=True)  # the Message-IDs by which they are known again
    plus_id = models.CharField(max_length=200, unique=True)
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    plain_at = models.DateTimeField(null=True)  # when each came back
    plus_at = models.DateTimeField(null=True)
    plus_refused = models.BooleanField(default=False)  # the mail server did not take the plus address
    fault = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["mailbox", "-id"], name="trials_of_mailbox"),)

    def __str__(self) -> str:
        return f"trial {self.pk} {self.state}"
