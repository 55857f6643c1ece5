from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from reprise.apps.cases.kinds import CaseKind, Stage, Turn
from reprise.core.chain import GENESIS
from reprise.platform.lean import LeanModel

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 30, tzinfo=UTC)


@dataclass(slots=True)
class Chapter:
    """What a deed has recorded of a case and not written yet: events with their personal part, and the new state.

    `memory` holds what the deed has read; None while the case is not held (see memory.py). `is_sure`: it is held until
    the transaction ends, so that nobody else moves its head.
    """

    events: list[tuple[Any, Any]] = field(default_factory=list)
    state: tuple[object, ...] | None = None
    memory: dict[Any, list[Any]] | None = None
    is_sure: bool = False


class Case(LeanModel):
    """One matter between a shop and a customer.

    `stage`, `turn`, `axes`, `next_action`, `next_due` and `queue_at` are a projection of the axes, kept for lists;
    nothing decides by them.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=12, unique=True)
    link_key = models.CharField(max_length=32)  # changed to void every link mailed before
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in CaseKind])
    order = models.ForeignKey("catalogue.Order", on_delete=models.PROTECT, null=True, related_name="+")
    customer = models.ForeignKey("accounts.Customer", on_delete=models.PROTECT, null=True, related_name="+")
    contact_name = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="fr")
    channel = models.CharField(max_length=12, default="portal")  # portal, staff, api, mail, chat
    buyer_kind = models.CharField(max_length=20, default="consumer")
    danger = models.BooleanField(default=False)  # somebody was hurt, or something burned, leaked or gave a shock
    priority = models.CharField(max_length=6, default="normal")  # high, normal: as the shop's policy says
    subject = models.CharField(max_length=240, blank=True)
    value_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    client_id = models.CharField(max_length=64, blank=True)  # chosen by the caller, so that a second submit is seen
    assignee = models.ForeignKey(
        "accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # when its personal data was forgotten
    # projection
    stage = models.CharField(max_length=20, default=Stage.SUBMITTED.value)
    turn = models.CharField(max_length=10, default=Turn.US.value)
    axes = models.JSONField(default=dict)  # {"decision": "wait", "goods": …, "remedy": …, "money": …}
    next_action = models.CharField(max_length=30, blank=True)
    next_due = models.DateTimeField(null=True)
    queue_at = models.DateTimeField(default=LAST)  # next_due, but danger first, priority earlier, "nothing due" last
    # timeline head
    timeline_sequence = models.PositiveIntegerField(default=0)
    timeline_hash = models.CharField(max_length=64, default=GENESIS)

    chapter: Chapter | None = None  # open while a deed is being done (services.chapter)
    is_held = False  # read for a change: nobody else changes the case before the transaction ends
    ahead: dict[Any, list[Any]] | None = None  # parts read with it, for the first who asks for all (see memory.py)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["order", "client_id"], condition=~Q(client_id=""), name="one_case_per_client_id"
            ),
        )
        indexes = (
            models.Index(fields=["shop", "closed_at", "queue_at", "id"], name="case_queue"),
            models.Index(fields=["shop", "-id"], name="case_newest"),
            models.Index(fields=["shop", "contact_email"], name="case_by_email"),
            models.Index(fields=["assignee"], name="case_by_assignee", condition=Q(assignee__isnull=False)),
        )

    def __str__(self) -> str:
        return self.reference
