"""The only ways to obtain cases, each checking that the actor may have them."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Final, TypeVar

from django.db.models import Model, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.memory import NUMBERED, in_deed, known, numbered, part, with_parts
from reprise.apps.cases.models import (
    Authorisation,
    Case,
    CaseEvent,
    CaseLine,
    Deadline,
    Decision,
    Remedy,
    ReturnItem,
)
from reprise.core.references import find_dated_number, tidy_reference
from reprise.core.refusals import NotFound
from reprise.platform.statements import Reading, take_numbers

LAST_ID: Final = 2**63 - 1
Row = TypeVar("Row", bound=Model)

_LINES = part("lines", lambda case_id: CaseLine.objects.filter(case_id=case_id).order_by("position"))
_ITEMS = part("items", lambda case_id: ReturnItem.objects.filter(line__case_id=case_id).order_by("id"))
_REMEDIES = part("remedies", lambda case_id: Remedy.objects.filter(case_id=case_id).order_by("id"))
_OPEN_DEADLINES = part(
    "deadlines",
    lambda case_id: Deadline.objects.filter(case_id=case_id, state=DeadlineState.OPEN.value).order_by("due_at"),
)
_AUTHORISATION = part(
    "authorisations",
    lambda case_id: Authorisation.objects.filter(case_id=case_id, voided_at__isnull=True).order_by("-id")[:1],
)
for _new, _most in ((Authorisation, 1), (CaseEvent, 6), (Deadline, 4), (Decision, 1), (Remedy, 2), (ReturnItem, 2)):
    numbered(_new, _most)
_BY_REFERENCE = Reading(lambda shop_id, reference: Case.objects.filter(shop_id=shop_id, reference=reference))
_TO_CHANGE = Reading(
    lambda shop_id, reference: (
        Case.objects.filter(shop_id=shop_id, reference=reference)
        .select_related("order")
        .select_for_update(of=("self",), no_key=True)
    )
)
_BY_ID = Reading(lambda shop_id, case_id: Case.objects.filter(shop_id=shop_id, pk=case_id))
_LINE = Reading(lambda case_id, line_id: CaseLine.objects.filter(case_id=case_id, pk=line_id))
_REMEDY = Reading(lambda case_id, remedy_id: Remedy.objects.filter(case_id=case_id, pk=remedy_id))
#: What a list tells of a case.
_LISTED: Final = (
    "reference", "kind", "order_id", "subject", "contact_name", "contact_email", "language", "channel", "danger",
    "stage", "turn", "axes", "next_action", "next_due", "opened_at", "closed_at",
)  # fmt: skip


@cache
def _newest(limit: int) -> Reading[Case]:
    return Reading(
        lambda shop_id, before: (
            Case.objects.filter(shop_id=shop_id, pk__lt=before).only(*_LISTED).order_by("-id")[:limit]
        )
    )


def cases_of(actor: Actor) -> QuerySet[Case]:
    """The cases within an actor's reach: their own for a customer, the shop's for staff and tokens."""
    cases = Case.objects.filter(shop_id=actor.shop_id)
    if actor.is_customer:
        return cases.filter(pk=actor.case_id) if actor.case_id else cases.filter(order_id=actor.order_id or -1)
    actor.require(Right.CASES_READ)
    return cases


def cases_of_order(actor: Actor, order_id: int) -> list[Case]:
    """The cases about one order within an actor's reach, oldest first."""
    return list(cases_of(actor).filter(order_id=order_id).order_by("id"))


def case_for(actor: Actor, reference: str) -> Case:
    """One case by its reference; out of reach looks like missing."""
    return _within(actor, _BY_REFERENCE.first(actor.shop_id, tidy_reference(reference)))


def case_to_change(actor: Actor, reference: str) -> Case:
    """One case with its order and parts, held: called in the transaction of a deed, which need not wait then."""
    take_numbers(*NUMBERED.items())
    case = _within(actor, with_parts(_TO_CHANGE, actor.shop_id, tidy_reference(reference)))
    case.is_held = True
    return case


def case_to_show(actor: Actor, reference: str) -> Case:
    """One case by its reference, read together with its parts for whoever looks at all of it."""
    return _within(actor, with_parts(_BY_REFERENCE, actor.shop_id, tidy_reference(reference)))


def case_by_id(actor: Actor, case_id: int) -> Case:
    """One case by its number in the database, for jobs and workflows."""
    return _within(actor, _BY_ID.first(actor.shop_id, case_id))


def _within(actor: Actor, case: Case | None) -> Case:
    """The case, if it is within the actor's reach as `cases_of` says."""
    if not actor.is_customer:
        actor.require(Right.CASES_READ)
    elif case is not None and (case.pk != actor.case_id if actor.case_id else case.order_id != (actor.order_id or -1)):
        raise NotFound
    if case is None:
        raise NotFound
    return case


def case_at_link(shop_id: int, reference: str) -> Case | None:
    """The case a mailed link names; the caller checks the link's token before showing anything."""
    return Case.objects.filter(shop_id=shop_id, reference=tidy_reference(reference)).first()


def lines_of(case: Case) -> list[CaseLine]:
    """The lines of a case the caller already holds."""
    return known(case, "lines", lambda: _LINES.all(case.pk))


def line_for(actor: Actor, case: Case, line_id: int) -> CaseLine:
    """One line of a case within reach."""
    if _within(actor, case).shop_id != actor.shop_id:
        raise NotFound
    return _one(lines_of(case), line_id) if in_deed(case) else _found(_LINE.first(case.pk, line_id))


def _one(rows: list[Row], number: int) -> Row:
    return _found(next((row for row in rows if row.pk == number), None))


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row


def decisions_of(case: Case) -> list[Decision]:
    """The verdicts on the lines of a case the caller already holds, oldest first; the last of a line stands."""
    return list(Decision.objects.filter(line__case=case).order_by("id"))


def items_of(case: Case) -> list[ReturnItem]:
    """The return items of a case the caller already holds."""
    return known(case, "items", lambda: _ITEMS.all(case.pk))


def remedies_of(case: Case) -> list[Remedy]:
    """The remedies of a case the caller already holds, oldest first."""
    return known(case, "remedies", lambda: _REMEDIES.all(case.pk))


def remedy_by_id(case: Case, remedy_id: int) -> Remedy:
    """One remedy of a case the caller already holds."""
    return _one(remedies_of(case), remedy_id) if in_deed(case) else _found(_REMEDY.first(case.pk, remedy_id))


def open_deadlines(case: Case) -> list[Deadline]:
    """What is still due on a case, soonest first."""
    return known(case, "deadlines", lambda: _OPEN_DEADLINES.all(case.pk))


def deadlines_of(case: Case) -> list[Deadline]:
    """Every deadline a case has had, soonest first."""
    return list(Deadline.objects.filter(case=case).order_by("due_at", "id"))


def terms_that_run_on(case: Case) -> list[Deadline]:
    """The rights that run on a case the caller already holds, soonest first."""
    return list(Deadline.objects.filter(case=case, state=DeadlineState.RUNS.value).order_by("due_at", "id"))


def authorisation_of(case: Case) -> Authorisation | None:
    """The return authorisation in force."""
    return next(iter(known(case, "authorisations", lambda: _AUTHORISATION.all(case.pk))), None)


def authorisations_of(case: Case) -> list[Authorisation]:
    """Every return authorisation a case the caller already holds has had, oldest first."""
    return list(Authorisation.objects.filter(case=case).order_by("id"))


def timeline_of(case: Case) -> list[CaseEvent]:
    """What happened to a case, oldest first, with what has not been erased."""
    return list(CaseEvent.objects.filter(case=case).select_related("private").order_by("sequence"))


def queue(
    actor: Actor, *, view: str = "open", search: str = "", after: tuple[datetime, int] | None = None, limit: int = 25
) -> list[Case]:
    """A page of the work list, most urgent first; `after` is (queue_at, id) of the last row seen.

    Views: open, ours, customer, third, closed, all. One row more than `limit` means there is another page.
    """
    cases = cases_of(actor).select_related("assignee")
    turns = {"ours": ["us"], "customer": ["customer"], "third": ["carrier", "provider"]}
    if view in turns:
        cases = cases.filter(closed_at__isnull=True, turn__in=turns[view])
    elif view == "closed":
        cases = cases.filter(closed_at__isnull=False)
    elif view != "all":
        cases = cases.filter(closed_at__isnull=True)
    if words := search.strip():
        cases = cases.filter(_matching(words))
    if after is not None:
        moment, last_id = after
        cases = cases.filter(Q(queue_at__gt=moment) | Q(queue_at=moment, pk__gt=last_id))
    return list(cases.order_by("queue_at", "id")[: limit + 1])


def newest(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[Case]:
    """A page of cases, newest first, for the API; `before` is the id of the last row seen."""
    actor.require(Right.CASES_READ)
    return _newest(limit + 1).all(actor.shop_id, LAST_ID if before is None else before)


def _matching(words: str) -> Q:
    slip = find_dated_number("RMA", words) or words.upper()
    return (
        Q(reference=tidy_reference(words))
        | Q(contact_email__iexact=words)
        | Q(order__number__in=[words, words.lstrip("#"), f"#{words}"])
        | Q(contact_name__icontains=words)
        | Q(
            authorisations__number=slip,
            authorisations__voided_at__isnull=True,
        )
    )


def cases_of_address(shop_id: int, email: str, limit: int = 100) -> list[Case]:
    """The cases of one e-mail address in a shop, newest first; the caller knows that the reader owns that address."""
    address = email.strip().lower()
    if not address:
        return []
    found = Case.objects.filter(shop_id=shop_id, contact_email__iexact=address, erased_at__isnull=True)
    return list(found.select_related("order").order_by("-id")[:limit])


def every_case(reference: str = "") -> Iterator[Case]:
    """All cases of the instance, or one, for the operator's audit; no actor reaches this."""
    found = Case.objects.filter(reference=tidy_reference(reference)) if reference else Case.objects.order_by("id")
    return found.iterator(chunk_size=500)
