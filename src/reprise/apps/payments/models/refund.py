import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from reprise.apps.payments.kinds import RefundLineKind, RefundState
from reprise.platform.lean import LeanModel


class Refund(LeanModel):
    """An intent to repay, whatever becomes of it; amounts are minor units of `currency`.

    `key` is what the provider knows it by. It changes only after the provider has said that the refund failed for
    good, and `round` counts those beginnings.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    remedy = models.ForeignKey("cases.Remedy", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("catalogue.Order", on_delete=models.PROTECT, null=True, related_name="+")
    payment = models.ForeignKey("catalogue.Payment", on_delete=models.PROTECT, null=True, related_name="+")
    provider = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RefundState], default="intended")
    key = models.CharField(max_length=64, unique=True)
    round = models.PositiveSmallIntegerField(default=1)
    decided_by = models.CharField(max_length=40)
    decided_at = models.DateTimeField()
    awaits_approval = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=40, blank=True)
    approved_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, blank=True)  # the bank's or the provider's, once settled or pending
    detail = models.CharField(max_length=40, blank=True)  # code of why it failed or is not known
    client_id = models.CharField(
        max_length=80, blank=True
    )  # the caller's own id, so that a deed sent twice is done once
    changed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    #: Its lines, its attempts and its note, for the deed that decided it and its answer.
    written: tuple[list["RefundLine"], list[Any], Any] | None = None

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_has_an_amount"),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(settled_at__isnull=False) & ~Q(reference=""),
                name="settled_refund_has_a_reference",
            ),
            models.CheckConstraint(
                condition=Q(awaits_approval=False) | Q(state__in=["intended", "void"]),
                name="nothing_leaves_before_approval",
            ),
            models.CheckConstraint(
                condition=Q(approved_by="") | ~Q(approved_by=F("decided_by")), name="approved_by_somebody_else"
            ),
            models.UniqueConstraint(fields=["remedy"], condition=~Q(state="void"), name="one_live_refund_per_remedy"),
            models.UniqueConstraint(
                "shop", Upper("reference"), condition=~Q(reference=""), name="one_refund_per_reference"
            ),
            models.UniqueConstraint(
                fields=["shop", "client_id"], condition=~Q(client_id=""), name="one_refund_per_client_id"
            ),
        )
        indexes = (
            models.Index(fields=["case", "decided_at"], name="refunds_of_case"),
            models.Index(fields=["shop", "-decided_at", "-id"], name="refunds_newest"),
        )

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency} {self.state}"


class RefundLine(LeanModel):
    """What part of a refund stands for; deductions are negative, the lines add up to the refund."""

    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in RefundLineKind])
    order_line = models.ForeignKey("catalogue.OrderLine", on_delete=models.PROTECT, null=True, related_name="+")
    case_line = models.ForeignKey("cases.CaseLine", on_delete=models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField(default=0)
    amount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField(default=0)  # the part of the amount that is tax, as on the invoice
    reason = models.CharField(max_length=300, blank=True)  # of a deduction

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["refund", "position"], name="one_refund_line_per_position"),
            models.CheckConstraint(
                condition=Q(kind="deduction", amount_minor__lt=0) & ~Q(reason="")
                | ~Q(kind="deduction") & Q(amount_minor__gte=0),
                name="only_deductions_are_negative_and_say_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"
