import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

from reprise.apps.cases.models import (
    BulkItem,
    Case,
    CaseEventContent,
    CaseLine,
    CaseTag,
    CustomerCard,
    Decision,
    EarlierProposal,
    RequestDraft,
    SavedFilter,
    StatementContent,
)
from reprise.apps.cases.statement_queries import statement_ids_of
from reprise.platform.transactions import atomic

#: Facts of a shop's rules that tell who somebody is.
PERSONAL: Final = frozenset({"company", "tags"})


@atomic
def forget(
    *, at: datetime, case_ids: Collection[int], shop_id: int = 0, email: str = "", order_ids: Collection[int] = (),
    customer_ids: Collection[int] = (),
) -> None:  # fmt: skip
    """Erase what tells who a person is from their cases; what was decided, moved and repaid stays.

    The timelines hold salted commitments of what goes here, so their chains stay valid. The links mailed before no
    longer open anything. What the withdrawal statements of these cases said goes, and of those from an address of a
    shop; that they came, and when, stays. Drafts about the orders, notes about the customers and kept filters that
    name the address go as well. Staff appear only by number, so forgetting one of them needs nothing here.
    """
    found = Case.objects.filter(pk__in=list(case_ids))
    CaseEventContent.objects.filter(event__case__in=found).delete()
    said = statement_ids_of(case_ids=case_ids, shop_id=shop_id, email=email)
    StatementContent.objects.filter(statement_id__in=said).delete()
    CaseLine.objects.filter(case__in=found).update(description="")
    Decision.objects.filter(line__case__in=found).update(text="")
    _forget_in_answers(case_ids)
    RequestDraft.objects.filter(case__in=found).delete()
    CaseTag.objects.filter(case__in=found).delete()
    BulkItem.objects.filter(case__in=found).update(values={})
    CustomerCard.objects.filter(customer__in=found.values("customer_id")).delete()
    CustomerCard.objects.filter(customer_id__in=list(customer_ids)).delete()
    RequestDraft.objects.filter(order__in=found.values("order_id")).delete()
    RequestDraft.objects.filter(order_id__in=list(order_ids)).delete()
    _forget_filters(shop_id, email)
    for case_id in found.values_list("pk", flat=True):
        Case.objects.filter(pk=case_id).update(
            contact_name="", contact_email="", customer=None, link_key=secrets.token_urlsafe(16), erased_at=at
        )


def _forget_in_answers(case_ids: Collection[int]) -> None:
    """What the rules knew of a person goes from every answer: the company and the tags. Earlier answers go whole."""
    EarlierProposal.objects.filter(line__case_id__in=list(case_ids)).delete()
    for line in CaseLine.objects.filter(case_id__in=list(case_ids), proposal__has_key="policy"):
        answer = {**line.proposal, "policy": _nameless(line.proposal["policy"])}
        CaseLine.objects.filter(pk=line.pk).update(proposal=answer)
    for decision in Decision.objects.filter(line__case_id__in=list(case_ids), facts__has_key="policy"):
        known = _facts_nameless(decision.facts["policy"])
        trace = [_steps_nameless(one) if "steps" in one else one for one in decision.trace]
        Decision.objects.filter(pk=decision.pk).update(facts={**decision.facts, "policy": known}, trace=trace)


def _nameless(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **said, "facts": _facts_nameless(said["facts"]), "trace": [_steps_nameless(one) for one in said["trace"]],
    }  # fmt: skip


def _facts_nameless(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in PERSONAL}


def _steps_nameless(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A row keeps which column decided against it, not what it saw there."""
    steps = [step[:2] if len(step) > 2 and step[1] in PERSONAL else step for step in asked["steps"]]
    return {**asked, "steps": steps}


def _forget_filters(shop_id: int, email: str) -> None:
    """Kept filters are few, and what they look for is free text."""
    address = email.strip().casefold()
    if not address:
        return
    for kept in SavedFilter.objects.filter(shop_id=shop_id):
        if address in f"{kept.label} {kept.query}".casefold():
            SavedFilter.objects.filter(pk=kept.pk).delete()
