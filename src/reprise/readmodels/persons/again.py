"""Whom an erasure was about, in an older copy of the database in which they are still named."""

from collections.abc import Mapping
from typing import Any

from reprise.apps.accounts.models import Customer, Erasure
from reprise.apps.cases.models import Case, StatementContent
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import Participant


def addresses_of(shop_id: int, line: Mapping[str, Any]) -> set[str]:
    """Every address that the rows of an erasure hold."""
    found = (
        Customer.objects.filter(shop_id=shop_id, pk__in=line["customer_ids"], erased_at=None).values_list("email"),
        Order.objects.filter(shop_id=shop_id, pk__in=line["order_ids"]).values_list("email"),
        Case.objects.filter(shop_id=shop_id, pk__in=line["case_ids"]).values_list("contact_email"),
        StatementContent.objects.filter(
            statement__shop_id=shop_id, statement_id__in=line["statement_ids"]
        ).values_list("email"),
        Participant.objects.filter(
            conversation__shop_id=shop_id, conversation__in=line.get("conversation_ids", []),
            role__in=[PartRole.BUYER.value, PartRole.VISITOR.value],
        ).values_list("email"),
    )  # fmt: skip
    return {email.strip().lower() for rows in found for (email,) in rows if email}


def is_recorded(number: str) -> bool:
    """Whether the database knows of this erasure."""
    return Erasure.objects.filter(pk=number).exists()


def erasure(number: str) -> Erasure:
    """The record of an erasure."""
    return Erasure.objects.select_related("shop").get(pk=number)
