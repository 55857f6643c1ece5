from django.db import models

from reprise.apps.conversations.kinds import MailNature, MailState, Signal
from reprise.apps.conversations.models.conversation import Conversation
from reprise.apps.conversations.models.message import Message


class Mailbox(models.Model):
    """An address of a shop at which mail comes in, and how it is fetched."""

    class Way(models.TextChoices):
        IMAP = "imap"
        SMTP = "smtp"  # our own listener takes it
        WEBHOOK = "webhook"  # a provider posts it

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    way = models.CharField(max_length=8, choices=Way)
    is_on = models.BooleanField(default=True)
    host = models.CharField(max_length=200, blank=True)
    port = models.PositiveIntegerField(null=True)
    security = models.CharField(max_length=8, default="tls")  # tls, starttls, none
    user = models.CharField(max_length=200, blank=True)
    sealed = models.TextField(blank=True)  # password, OAuth tokens or webhook key, encrypted
    auth = models.CharField(max_length=8, default="password")  # password, oauth
    folder = models.CharField(max_length=200, default="INBOX")
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    plus_works = models.BooleanField(null=True)  # null: not tried; false: plus addresses do not arrive
    proved_at = models.DateTimeField(null=True)  # the last round trip of the self-test
    last_seen_at = models.DateTimeField(null=True)  # when the box was last reached
    last_mail_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["address"], name="one_mailbox_per_address"),)

    def __str__(self) -> str:
        return self.address


class IncomingMail(models.Model):
    """A mail that came in, kept raw; what was read of it, and what became of it."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.SET_NULL, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the raw bytes: the same mail twice is one
    raw_key = models.CharField(max_length=80, blank=True)  # of the bytes in the store; empty once erased
    raw = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    size = models.PositiveBigIntegerField()
    header_id = models.CharField(max_length=400, blank=True)  # its Message-ID, if it has one
    sender = models.EmailField(max_length=320, blank=True)  # From, in lower case; never Reply-To
    sender_name = models.CharField(max_length=160, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    sent_at = models.DateTimeField(null=True)  # as its Date says
    received_at = models.DateTimeField()
    nature = models.CharField(max_length=10, choices=[(n.value, n.value) for n in MailNature], default="person")
    signal = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Signal], blank=True)
    authentication = models.JSONField(default=dict)  # what the receiving server says of SPF, DKIM, DMARC
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in MailState], default="waiting")
    why = models.CharField(max_length=40, blank=True)  # of the state: unknown_sender, too_large, unreadable …
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    about_mail_id = models.BigIntegerField(null=True)  # the letter of ours a bounce is about
    recipients = models.JSONField(default=list)  # every address it came to, the envelope's first
    references = models.JSONField(default=list)  # Message-IDs it answers, the nearest first
    body = models.TextField(blank=True)  # what was read of it, until it is a message of a conversation
    quoted = models.TextField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    left_out = models.JSONField(default=list)  # attachments that did not pass the gate: name and why
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=40, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "fingerprint"], name="one_incoming_mail_per_print"),)
        indexes = (
            models.Index(fields=["shop", "state", "-id"], name="incoming_by_state"),
            models.Index(fields=["conversation"], name="incoming_of_conversation"),
            models.Index(fields=["sender", "-id"], name="incoming_by_sender"),
        )

    def __str__(self) -> str:
        return f"mail {self.pk} {self.state}"


class IncomingFile(models.Model):
    """An attachment of a mail that waits for a person; once admitted, it is the message's."""

    mail = models.ForeignKey(IncomingMail, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    content_id = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"file of mail {self.mail_id}"


class SeenReference(models.Model):
    """A Message-ID seen in a mail of a conversation, by which an answer to it finds the way."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    header_id = models.CharField(max_length=400)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "header_id"], name="one_reference_per_shop"),)

    def __str__(self) -> str:
        return self.header_id


class AddressState(models.Model):
    """What is known of an address: that it bounces, since when, and what the server said."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    email = models.EmailField(max_length=320)
    bounced_at = models.DateTimeField(null=True)
    is_permanent = models.BooleanField(default=False)
    said = models.CharField(max_length=300, blank=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["shop", "email"], name="one_state_per_address"),)

    def __str__(self) -> str:
        return self.email


class AutomaticMail(models.Model):
    """An automatic answer that left to an address; only so many a day may."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    email = models.EmailField(max_length=320)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["shop", "email", "at"], name="automatic_mail_budget"),)

    def __str__(self) -> str:
        return f"automatic mail to {self.email}"
