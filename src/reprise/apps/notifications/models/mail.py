from django.db import models
from django.db.models import Q

from reprise.apps.notifications.drawing.kept import page_of, text_of
from reprise.platform.lean import LeanModel


class Mail(LeanModel):
    """One written letter: waiting to be sent, sent, given up, or kept for the local outbox page.

    What it says is fixed when it is written, and drawn as text and page when somebody reads them. They are kept as they
    are once it has left; its links and codes open things, so they are blotted out then.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        LOCAL = "local"
        DROPPED = "dropped"  # what it reminds of was done before it left

    shop = models.ForeignKey(
        "accounts.Shop", on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )  # null: sign-in
    case_id = models.BigIntegerField(null=True)  # cases stands above notifications: a number, not a key
    conversation_id = models.BigIntegerField(null=True)  # a question that is no case yet, or the thread it is part of
    letter = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    said = models.JSONField(null=True)  # what text and page are drawn from, until they are kept (see `drawing/kept.py`)
    kept_text = models.TextField(blank=True, db_column="text")
    kept_html = models.TextField(blank=True, db_column="html")
    secrets = models.JSONField(default=list)  # the links and codes in it, until it has left
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(max_length=400, blank=True)  # the Message-ID of the mail it answers
    state = models.CharField(max_length=10, choices=State)
    attempts = models.PositiveIntegerField(default=0)
    busy_until = models.DateTimeField(null=True)  # an attempt may be running until then
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    server_said = models.CharField(max_length=300, blank=True)  # the mail server's own words, for staff
    by_person = models.BooleanField(default=False)  # somebody wrote it: no machine, so not marked as automatic
    wanted_while = models.CharField(max_length=60, blank=True)  # it leaves only while this holds, e.g. "deadline:12"
    enclosures = models.JSONField(default=list)  # papers drawn when it leaves: kind and what about
    again_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    dedupe_key = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["shop", "dedupe_key"], condition=~Q(dedupe_key=""), name="one_mail_per_dedupe_key"
            ),
        )
        indexes = (
            models.Index(fields=["case_id", "-id"], name="mail_of_case"),
            models.Index(
                fields=["conversation_id", "-id"],
                name="mail_of_conversation",
                condition=Q(conversation_id__isnull=False),
            ),
            models.Index(fields=["again_of"], name="mail_sent_again", condition=Q(again_of__isnull=False)),
            models.Index(fields=["to"], name="mail_by_address"),
            models.Index(fields=["shop", "-id"], name="mail_newest"),
            models.Index(fields=["shop", "state", "-id"], name="mail_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.letter} {self.pk} {self.state}"

    @property
    def text(self) -> str:
        """Its plain text."""
        return self.kept_text if self.said is None else text_of(self.said, self.language)

    @property
    def html(self) -> str:
        """Its page."""
        return self.kept_html if self.said is None else page_of(self.said, self.language)

    def draw(self) -> None:
        """Have text and page as they are kept; whoever does it writes them when the letter has left."""
        self.kept_text, self.kept_html, self.said = self.text, self.html, None

    @property
    def is_there(self) -> bool:
        """Whether its words were not erased."""
        return self.said is not None or bool(self.kept_html)
