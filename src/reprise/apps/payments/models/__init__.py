"""Refunds with their lines and attempts, the ledger, and credit notes."""

from reprise.apps.payments.models.attempt import RefundAttempt
from reprise.apps.payments.models.credit_note import CreditNote
from reprise.apps.payments.models.ledger import LedgerEntry
from reprise.apps.payments.models.refund import Refund, RefundLine

__all__ = ["CreditNote", "LedgerEntry", "Refund", "RefundAttempt", "RefundLine"]
