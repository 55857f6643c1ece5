"""Things as the search knows them: every text somebody may look for, read in a few queries for many things at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from reprise.apps.accounts.models import Customer
from reprise.apps.cases.models import Authorisation, Case, CaseLine
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.conversations.kinds import ThreadKind
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.logistics.models import Parcel
from reprise.apps.payments.models import CreditNote, Refund
from reprise.apps.search.kinds import Found
from reprise.apps.search.services.keep_documents import Document
from reprise.apps.search.words import code_forms, telephone, words_of
from reprise.printing.defects import defect

CODES: Final = frozenset(
    {"reference", "order", "rma", "tracking", "serial", "sku", "email", "payment", "vat", "credit_note"}
)
LONGEST: Final = 4_000  # of one text
MOST_TEXTS: Final = 120
MOST_WORDS: Final = 2_000
Text = tuple[str, str]


def case_documents(case_ids: Sequence[int]) -> list[Document]:
    """Cases with their lines, slips, parcels, refunds, notes and messages; eight queries."""
    cases = Case.objects.filter(pk__in=case_ids).select_related("order", "customer")
    lines, slips, parcels = (
        _by_case(CaseLine.objects.filter(case_id__in=case_ids).order_by("position")),
        _by_case(Authorisation.objects.filter(case_id__in=case_ids, voided_at__isnull=True)),
        _by_case(Parcel.objects.filter(case_id__in=case_ids).exclude(tracking_number="")),
    )
    said, paid = _messages(case_ids), _refunds(case_ids)
    serials = _serials({line.order_line_id for rows in lines.values() for line in rows if line.order_line_id})
    return [
        _document(
            Found.CASE, case.shop_id, case.pk, case.timeline_sequence,
            [
                ("reference", case.reference), ("name", case.contact_name), ("email", case.contact_email),
                *_order_of(case), *[("rma", slip.number) for slip in slips[case.pk]],
                *_of_lines(lines[case.pk], serials), *[("tracking", box.tracking_number) for box in parcels[case.pk]],
                *paid[case.pk], *[("message", body) for body in said[case.pk]],
            ],
        )
        for case in cases
    ]  # fmt: skip


def _order_of(case: Case) -> Iterator[Text]:
    if case.order is not None:
        yield "order", case.order.number
        yield from _people(case.order)
    if case.customer is not None and case.erased_at is None:
        yield "company", case.customer.company
        yield "phone", case.customer.phone


def _of_lines(lines: Iterable[CaseLine], serials: Mapping[int, list[Text]]) -> Iterator[Text]:
    for line in lines:
        yield "product", line.name
        yield "sku", line.sku
        yield from serials.get(line.order_line_id or 0, ())
        yield "description", line.description
        if (wrong := defect(line.reason)) is not None:
            yield "defect", f"{wrong.label.fr}, {wrong.label.en}"


def order_documents(order_ids: Sequence[int]) -> list[Document]:
    """Orders with their lines and payments; three queries."""
    orders = Order.objects.filter(pk__in=order_ids).select_related("customer")
    lines, payments = defaultdict[int, list[OrderLine]](list), defaultdict[int, list[str]](list)
    for line in OrderLine.objects.filter(order_id__in=order_ids, type="product").order_by("position"):
        lines[line.order_id].append(line)
    for order_id, reference in Payment.objects.filter(order_id__in=order_ids).values_list("order_id", "reference"):
        payments[order_id].append(reference)
    return [
        _document(
            Found.ORDER, order.shop_id, order.pk, int(order.changed_at.timestamp() * 1_000_000),
            [
                ("order", order.number), ("order", order.external_id), ("email", order.email), *_people(order),
                ("tracking", order.tracking_number), *_goods(lines[order.pk]),
                *[("payment", reference) for reference in payments[order.pk]],
            ],
        )
        for order in orders
    ]  # fmt: skip


def _people(order: Order) -> Iterator[Text]:
    """Who ordered and who received, unless they were forgotten."""
    if order.erased_at is not None:
        return
    for address in (order.shipping, order.billing):
        for where in ("name", "company", "phone"):
            yield where, str(address.get(where) or "")
        yield "vat", str(address.get("vat_number") or "")
    if order.customer is not None:
        yield "name", order.customer.name
        yield "phone", order.customer.phone


def _goods(lines: Iterable[OrderLine]) -> Iterator[Text]:
    for line in lines:
        yield "product", line.name
        yield "sku", line.sku
        yield from _attributes(line.attributes)


def _serials(line_ids: set[int]) -> dict[int, list[Text]]:
    rows = OrderLine.objects.filter(pk__in=line_ids).exclude(attributes={}).values_list("pk", "attributes")
    return {pk: list(_attributes(attributes)) for pk, attributes in rows}


def _attributes(attributes: Mapping[str, Any]) -> Iterator[Text]:
    """Options, file names and serial numbers as the order tells them; a value with a digit is looked up as a code."""
    for value in attributes.values():
        text = str(value)
        yield ("serial" if any(letter.isdigit() for letter in text) and " " not in text else "product"), text


def customer_documents(customer_ids: Sequence[int]) -> list[Document]:
    """Customers; one query."""
    return [
        _document(
            Found.CUSTOMER, one.shop_id, one.pk, 0,
            [("name", one.name), ("email", one.email), ("phone", one.phone), ("company", one.company),
             ("vat", one.vat_number)],
        )
        for one in Customer.objects.filter(pk__in=customer_ids, erased_at__isnull=True)
    ]  # fmt: skip


def parcel_documents(parcel_ids: Sequence[int]) -> list[Document]:
    """Parcels, announced or not; one query."""
    return [
        _document(
            Found.PARCEL, box.shop_id, box.pk, 0,
            [("tracking", box.tracking_number), ("name", box.sender), ("note", box.note),
             ("reference", box.case.reference if box.case else "")],
        )
        for box in Parcel.objects.filter(pk__in=parcel_ids).select_related("case")
    ]  # fmt: skip


def conversation_documents(conversation_ids: Sequence[int]) -> list[Document]:
    """Questions without a case, with whoever takes part and what was said; three queries."""
    questions = Conversation.objects.filter(pk__in=conversation_ids, kind=ThreadKind.QUESTION.value)
    people, said = defaultdict[int, list[Text]](list), defaultdict[int, list[Text]](list)
    for one in Participant.objects.filter(conversation__in=conversation_ids, erased_at__isnull=True):
        people[one.conversation_id] += [("name", one.name), ("email", one.email), ("phone", one.phone)]
    rows = Message.objects.filter(conversation__in=conversation_ids, erased_at__isnull=True).order_by("-sequence")
    for number, body in rows.values_list("conversation", "body"):
        said[number].append(("message", body))
    return [
        _document(
            Found.QUESTION, one.shop_id, one.pk, one.sequence,
            [("description", one.subject), *people[one.pk], *said[one.pk]],
        )
        for one in questions
    ]  # fmt: skip


def _refunds(case_ids: Sequence[int]) -> dict[int, list[Text]]:
    """What was paid back, by the numbers an accountant or a bank statement names."""
    found = defaultdict[int, list[Text]](list)
    notes = CreditNote.objects.filter(refund__case_id__in=case_ids).order_by("id")
    for case_id, number in notes.values_list("refund__case_id", "number"):
        found[case_id].append(("credit_note", number))
    for case_id, reference in Refund.objects.filter(case_id__in=case_ids).values_list("case_id", "reference"):
        found[case_id].append(("payment", reference))
    return found


def _messages(case_ids: Sequence[int]) -> dict[int, list[str]]:
    found = defaultdict[int, list[str]](list)
    rows = Message.objects.filter(conversation__case_id__in=case_ids, erased_at__isnull=True).order_by("-id")
    for case_id, body in rows.values_list("conversation__case_id", "body"):
        found[case_id].append(body)
    return found


def _by_case(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def _document(kind: Found, shop_id: int, object_id: int, version: int, texts: Iterable[Text]) -> Document:
    told = list(dict.fromkeys((where, text.strip()[:LONGEST]) for where, text in texts if text.strip()))[:MOST_TEXTS]
    words = dict.fromkeys(word for where, text in told for word in _words(where, text))
    return Document(kind, shop_id, object_id, frozenset(list(words)[:MOST_WORDS]), tuple(told), version)


def _words(where: str, text: str) -> Iterator[str]:
    yield from words_of(text)
    if where in CODES:
        yield from code_forms(text)
    if where == "phone" and (number := telephone(text)):
        yield number
