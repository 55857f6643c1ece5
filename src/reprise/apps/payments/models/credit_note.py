from django.db import models
from django.db.models import Q

from reprise.apps.payments.kinds import NoteKind
from reprise.apps.payments.models.refund import Refund
from reprise.platform.lean import LeanModel


class CreditNote(LeanModel):
    """A numbered note that takes a sale back, or corrects such a note. Append-only: the database refuses changes.

    It follows the decision and not the payment: a refund that fails leaves the note valid and its sum due.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="notes", db_index=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in NoteKind])
    number = models.CharField(max_length=20)
    issued_on = models.DateField()  # in the shop's time zone
    issued_at = models.DateTimeField()
    amount_minor = models.BigIntegerField()  # negative on a correction
    tax_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    lines = models.JSONField(default=list)  # as on the refund: kind, name, quantity, amount_minor, tax_minor, reason
    seller = models.JSONField(null=True)  # who the shop was before the law that day; empty on the oldest notes
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["shop", "number"], name="one_note_per_number"),
            models.UniqueConstraint(fields=["refund", "kind"], name="each_kind_of_note_once_per_refund"),
            models.CheckConstraint(
                condition=Q(kind="credit", amount_minor__gt=0, corrects__isnull=True)
                | Q(kind="correction", amount_minor__lt=0, corrects__isnull=False),
                name="correction_points_back",
            ),
        )

    def __str__(self) -> str:
        return self.number
