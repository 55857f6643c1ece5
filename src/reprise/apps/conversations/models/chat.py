from django.db import models

from reprise.apps.conversations.models.conversation import Conversation
from reprise.apps.conversations.models.participant import Participant


class ChatSettings(models.Model):
    """Where and how a shop's chat is offered; a shop without a row has it on its own pages only."""

    shop = models.OneToOneField("accounts.Shop", on_delete=models.CASCADE, related_name="chat_settings")
    is_on = models.BooleanField(default=True)
    allowed_origins = models.JSONField(default=list)  # https://shop.example, where the widget may be shown
    identity_secret = models.CharField(max_length=200, blank=True)  # signs who a visitor is; empty: never used
    identity_required = models.BooleanField(default=False)
    greeting_fr = models.CharField(max_length=300, blank=True)
    greeting_en = models.CharField(max_length=300, blank=True)
    alarm_person = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    assistant_on = models.BooleanField(default=True)  # answers from the articles until a person speaks
    model_on = models.BooleanField(default=False)  # where the operator runs a language model
    shares_out = models.BooleanField(default=False)  # new matters are given to whoever is there, by load and language
    asks_opinion = models.BooleanField(default=True)  # after a matter that a person closed
    closes_after_days = models.PositiveSmallIntegerField(default=14)  # of the customer's silence; 0: never

    def __str__(self) -> str:
        return f"chat of shop {self.shop_id}"


class ChatSession(models.Model):
    """A visitor's browser, bound to a random key and to nothing else; only the key's digest is stored."""

    shop = models.ForeignKey("accounts.Shop", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, null=True, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, null=True, related_name="+")
    origin = models.CharField(max_length=200, blank=True)  # the site it is embedded in; empty: our own pages
    subject = models.CharField(max_length=200, blank=True)  # whom the seller's signature says it is
    name = models.CharField(max_length=160, blank=True)  # and what else it vouches for
    email = models.EmailField(blank=True)
    orders = models.JSONField(default=dict)  # those it proved to have placed: until when it opens them, in seconds
    language = models.CharField(max_length=5, default="fr")
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["expires_at"], name="chat_session_expiry"),)

    def __str__(self) -> str:
        return f"chat session {self.pk}"
