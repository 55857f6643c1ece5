from django.db import models
from django.db.models import F, Q

from reprise.apps.payments.kinds import EntryKind
from reprise.apps.payments.models.refund import Refund
from reprise.platform.lean import LeanModel


class LedgerEntry(LeanModel):
    """An amount that moved from one account to another. Append-only: the database refuses changes.

    Debit and credit stand on the same row, so that no entry can be out of balance.
    """

    shop = models.ForeignKey("accounts.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    refund = models.ForeignKey(Refund, on_delete=models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in EntryKind])
    debit = models.CharField(max_length=20)
    credit = models.CharField(max_length=20)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reference = models.CharField(max_length=120, blank=True)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="entry_has_an_amount"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="entry_moves_between_two_accounts"),
            models.UniqueConstraint(fields=["refund", "kind"], name="each_kind_of_entry_once_per_refund"),
        )
        indexes = (models.Index(fields=["shop", "debit"], name="entries_by_debit"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.debit} {self.credit} {self.amount_minor} {self.currency}"
