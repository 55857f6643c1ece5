"""Whom the calendar may remind: everybody, but customers whose account says otherwise."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from reprise.apps.accounts.models import CustomerAccount


def wished(shop_id: int, address: str) -> Q:
    """The rows whose address (a column) did not say in its account that it wants no reminders."""
    off = CustomerAccount.objects.filter(shop_id=shop_id, email=Lower(OuterRef(address)), gets_reminders=False)
    return Q(~Exists(off))
