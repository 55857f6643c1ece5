"""Entries of the ledger: the one place that says which accounts an amount moves between."""

from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.payments.kinds import Account, EntryKind
from reprise.apps.payments.models import LedgerEntry, Refund
from reprise.platform.statements import insert_later


def enter(*, refund: Refund, kind: EntryKind, actor: Actor, at: datetime) -> LedgerEntry:
    """Enter what a refund did: decided, it is owed; settled, it was paid by the provider; void, it is owed no more."""
    debit, credit = accounts_of(kind, refund.provider)
    entry = LedgerEntry(
        shop_id=refund.shop_id, case_id=refund.case_id, refund=refund, kind=kind.value, debit=debit, credit=credit,
        amount_minor=refund.amount_minor, currency=refund.currency, reference=refund.reference, actor=actor.key, at=at,
    )  # fmt: skip
    insert_later(entry)
    return entry


def accounts_of(kind: EntryKind, provider: str) -> tuple[str, str]:
    """The accounts an amount leaves and reaches."""
    match kind:
        case EntryKind.DECIDED:
            return Account.RETURNS, Account.OWED
        case EntryKind.SETTLED:
            return Account.OWED, provider
        case EntryKind.VOIDED:
            return Account.OWED, Account.RETURNS
