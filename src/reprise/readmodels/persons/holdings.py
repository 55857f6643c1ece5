"""What a shop keeps about the person behind an e-mail address, and what stands in the way of erasing it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_order
from reprise.apps.accounts.models import Customer, CustomerAccount, Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import SETTLED
from reprise.apps.cases.models import Case, RequestDraft, Statement, StatementStep
from reprise.apps.cases.spool import waiting
from reprise.apps.cases.statement_queries import statement_ids_of
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel, ParcelPhoto
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.kinds import RefundState
from reprise.apps.payments.models import CreditNote, Refund
from reprise.core.refusals import mark
from reprise.platform.files.models import StoredFile
from reprise.readmodels.persons import talk

OPEN_CASE: Final = mark("Case %(what)s is still open: finish it, or let its customer cancel it.")
MONEY_OWED: Final = mark("In case %(what)s a refund is not paid out yet: wait for it, pay it by hand or give it up.")
OPEN_STATEMENT: Final = mark("Withdrawal statement %(what)s waits for somebody: join it to its case, or settle it.")
STATEMENT_ON_DISK: Final = mark("Withdrawal statement %(what)s is not recorded yet: wait a minute, then try again.")


class Rows(Protocol):
    """Anything that can be counted."""

    def count(self) -> int:
        """How many."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why somebody cannot be erased yet: a marked sentence, what it is about, and which page deals with it."""

    sentence: str
    what: str
    page: str = ""

    def __str__(self) -> str:
        return self.sentence % {"what": self.what}


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything of one person in one shop, by its numbers."""

    shop_id: int
    email: str
    customer_ids: tuple[int, ...]
    order_ids: tuple[int, ...]
    case_ids: tuple[int, ...]
    statement_ids: tuple[int, ...]
    parcel_ids: tuple[int, ...]
    conversation_ids: tuple[int, ...]
    file_ids: tuple[int, ...]
    goes: dict[str, int]  # what erasing takes away, counted
    stays: dict[str, int]  # what the law asks to keep, counted
    obstacles: tuple[Obstacle, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing here tells of this person."""
        return not any(self.goes.values())

    @property
    def ids(self) -> dict[str, Collection[int]]:
        """The numbers of the rows, for the record."""
        return {
            "customer": self.customer_ids, "order": self.order_ids, "case": self.case_ids,
            "statement": self.statement_ids, "conversation": self.conversation_ids,
        }  # fmt: skip


def holdings(actor: Actor, email: str, *, hold: bool = False) -> Holdings:
    """Look everywhere; with `hold`, nobody opens a case for this person before the transaction ends."""
    actor.require(Right.SETTINGS_EDIT)
    address, shop_id = email.strip().lower(), actor.shop_id
    customers = Customer.objects.filter(shop_id=shop_id, email__iexact=address, erased_at__isnull=True).order_by("pk")
    customer_ids = tuple((customers.select_for_update() if hold else customers).values_list("pk", flat=True))
    theirs = Q(customer_id__in=customer_ids) | Q(email__iexact=address)
    orders = Order.objects.filter(theirs, shop_id=shop_id, erased_at__isnull=True).order_by("pk")
    order_ids = tuple((orders.select_for_update(of=("self",)) if hold else orders).values_list("pk", flat=True))
    reach = Q(customer_id__in=customer_ids) | Q(contact_email__iexact=address) | Q(order_id__in=order_ids)
    cases = Case.objects.filter(reach, shop_id=shop_id, erased_at__isnull=True).order_by("pk")
    case_ids = tuple((cases.select_for_update(of=("self",)) if hold else cases).values_list("pk", flat=True))
    said = Statement.objects.filter(
        pk__in=statement_ids_of(case_ids=case_ids, shop_id=shop_id, email=address), private__isnull=False
    )
    statement_ids = tuple(said.order_by("pk").values_list("pk", flat=True))
    parcels = tuple(Parcel.objects.filter(case_id__in=case_ids).values_list("pk", flat=True))
    talks = talk.conversation_ids(shop_id, address, case_ids)
    files = _files(shop_id, address, case_ids, order_ids, talks)
    return Holdings(
        shop_id, address, customer_ids, order_ids, case_ids, statement_ids, parcels, talks, files,
        goes=_goes(shop_id, address, customer_ids, order_ids, case_ids, statement_ids, files, talks),
        stays=_stays(order_ids, case_ids, statement_ids),
        obstacles=tuple(_obstacles(shop_id, address, case_ids, statement_ids)),
    )  # fmt: skip


def letters_to(shop_id: int, address: str, case_ids: Collection[int]) -> Q:
    """The letters about some cases of a shop, and those to an address."""
    return Q(shop_id=shop_id, erased_at__isnull=True) & (Q(case_id__in=case_ids) | Q(to__iexact=address))


def _files(
    shop_id: int, address: str, case_ids: Collection[int], order_ids: Collection[int], talks: Collection[int]
) -> tuple[int, ...]:
    """Files of the cases, and whatever the customer uploaded and never sent in."""
    keys = [customer_of_case(shop_id, pk, "").key for pk in case_ids]
    keys += [customer_of_order(shop_id, pk, "").key for pk in order_ids]
    of_parcels = Parcel.objects.filter(case_id__in=case_ids)
    reach = (
        Q(uploaded_by__in=keys)
        | Q(pk__in=Evidence.objects.filter(case_id__in=case_ids).values("file_id"))
        | Q(pk__in=of_parcels.filter(proof_of_deposit__isnull=False).values("proof_of_deposit_id"))
        | Q(pk__in=of_parcels.filter(label__isnull=False).values("label_id"))
        | Q(pk__in=talk.file_ids(shop_id, address, talks).values("file_id"))
        | Q(pk__in=talk.mails(shop_id, address, talks).filter(raw__isnull=False).values("raw_id"))
        | Q(pk__in=ParcelPhoto.objects.filter(parcel__case_id__in=case_ids).values("file_id"))
    )
    found = StoredFile.objects.filter(reach, shop_id=shop_id, erased_at__isnull=True)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def _goes(
    shop_id: int, address: str, customer_ids: Collection[int], order_ids: Collection[int], case_ids: Collection[int],
    statement_ids: Collection[int], files: Collection[int], talks: Collection[int],
) -> dict[str, int]:  # fmt: skip
    counted: dict[str, Rows] = {
        "messages": talk.messages(shop_id, address, talks),
        "people": talk.people(shop_id, address, talks),
        "mails": talk.mails(shop_id, address, talks),
        "questions": talk.questions(shop_id, talks).exclude(question=""),
        "letters": Mail.objects.filter(letters_to(shop_id, address, case_ids)),
        "accounts": CustomerAccount.objects.filter(shop_id=shop_id, email=address),
        "drafts": RequestDraft.objects.filter(Q(order_id__in=order_ids) | Q(case_id__in=case_ids)),
    }
    known = {"customers": customer_ids, "orders": order_ids, "cases": case_ids, "statements": statement_ids,
             "files": files}  # fmt: skip
    return {name: len(ids) for name, ids in known.items()} | {name: rows.count() for name, rows in counted.items()}


def _stays(order_ids: Collection[int], case_ids: Collection[int], statement_ids: Collection[int]) -> dict[str, int]:
    return {
        "orders": len(order_ids),
        "refunds": Refund.objects.filter(case_id__in=case_ids).count(),
        "credit_notes": CreditNote.objects.filter(refund__case_id__in=case_ids).count(),
        "cases": len(case_ids),
        "statements": len(statement_ids),
    }


def _obstacles(
    shop_id: int, address: str, case_ids: Collection[int], statement_ids: Collection[int]
) -> list[Obstacle]:  # fmt: skip
    open_cases = Case.objects.filter(pk__in=case_ids, closed_at__isnull=True).order_by("pk")
    found = [Obstacle(OPEN_CASE, reference, "case") for reference in open_cases.values_list("reference", flat=True)]
    over = [RefundState.SETTLED.value, RefundState.VOID.value]
    owed = Refund.objects.filter(case_id__in=case_ids).exclude(state__in=over).order_by("case_id")
    references = dict.fromkeys(owed.values_list("case__reference", flat=True))
    found += [Obstacle(MONEY_OWED, reference, "case") for reference in references]
    ended = StatementStep.objects.filter(statement=OuterRef("pk"), outcome__in=[one.value for one in SETTLED])
    unread = Statement.objects.filter(pk__in=statement_ids).exclude(Exists(ended)).order_by("pk")
    found += [Obstacle(OPEN_STATEMENT, one, "statement") for one in unread.values_list("reference", flat=True)]
    return found + _on_disk(shop_id, address)


def _on_disk(shop_id: int, address: str) -> list[Obstacle]:
    slug = Shop.objects.values_list("slug", flat=True).get(pk=shop_id)
    return [
        Obstacle(STATEMENT_ON_DISK, filed.reference)
        for filed in waiting(Path(settings.ENV.data_dir) / "statements")
        if filed.shop == slug and str(filed.content.get("email", "")).strip().lower() == address
    ]
