from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import Case, CaseTag
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

MOST = 10


def tidy_label(typed: str) -> str:
    """A tag as it is kept: one spelling for one word."""
    return " ".join(typed.casefold().split())[:40]


@atomic
def tag_case(*, actor: Actor, case: Case, label: str) -> bool:
    """Put a word on a case; whether it was not there yet."""
    actor.require(Right.CASES_WRITE)
    label = tidy_label(label)
    if not label:
        raise Invalid(field="label", why=mark("write a word."))
    there = list(CaseTag.objects.filter(case=case).values_list("label", flat=True))
    if label in there:
        return False
    if len(there) >= MOST:
        raise Invalid(field="label", why=mark("ten tags on one case are enough."))
    CaseTag.objects.get_or_create(case=case, label=label, defaults={"shop_id": case.shop_id})
    return True


@atomic
def untag_case(*, actor: Actor, case: Case, label: str) -> None:
    """Take a word off a case."""
    actor.require(Right.CASES_WRITE)
    CaseTag.objects.filter(case=case, label=label).delete()
