"""What the one search field answers with: cases, orders, customers and parcels, each with the text that matched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import Authorisation, Case
from reprise.apps.cases.queries import cases_of
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.rules.numbers import email_key, number_key
from reprise.apps.conversations.kinds import ThreadKind, ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.queries import conversations_of
from reprise.apps.logistics.models import Parcel
from reprise.apps.search.asking import LONGEST, Question, matches, nearly, question
from reprise.apps.search.kinds import Found
from reprise.apps.search.queries import Match, candidates, found, texts_of
from reprise.apps.search.words import squeezed
from reprise.core.references import ALPHABET, tidy_reference
from reprise.readmodels.inbox.page import names_in

A_GROUP: Final = 8
WEIGHED: Final = 300  # of the things that match, the newest, among which those to show first are chosen
WIDTH: Final = 140  # letters of a long text around what matched


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of text with what matched in it: where it stands, and its parts, each matching or not."""

    where: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was found."""

    case: Case
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class OrderHit:
    """An order that was found, and how many cases are about it."""

    order: Order
    cases: int
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class CustomerHit:
    """A customer who was found, with their newest orders and cases counted."""

    customer: Customer
    orders: int
    cases: int
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class ParcelHit:
    """A parcel that was found."""

    parcel: Parcel
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class ConversationHit:
    """A question that was found; once it has a case it is found with that."""

    conversation: Conversation
    who: str
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer, by sort; `exact` is the reference of the one case the text names, `nearly` those one letter away."""

    exact: str = ""
    nearly: tuple[Case, ...] = ()
    cases: tuple[CaseHit, ...] = ()
    orders: tuple[OrderHit, ...] = ()
    customers: tuple[CustomerHit, ...] = ()
    parcels: tuple[ParcelHit, ...] = ()
    conversations: tuple[ConversationHit, ...] = ()
    more: frozenset[str] = frozenset()  # the sorts of which there is more
    cut: bool = False  # the text was longer than is looked for
    loose: bool = False  # nothing holds all that was typed: this comes close

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not (self.nearly or self.cases or self.orders or self.customers or self.parcels or self.conversations)


def exact_case(actor: Actor, typed: str) -> str:
    """The reference of the case a text names, itself or by its slip, whatever case and dashes; else nothing."""
    text = typed.strip()[:40]
    reach = cases_of(actor)
    named = reach.filter(reference=tidy_reference(text)).values_list("reference", flat=True).first()
    if named or not text.upper().startswith("RMA"):
        return str(named or "")
    slips = Authorisation.objects.filter(shop_id=actor.shop_id, number=text.upper(), voided_at__isnull=True)
    return str(slips.filter(case__in=reach).values_list("case__reference", flat=True).first() or "")


def search_page(actor: Actor, typed: str, *, only: str = "", limit: int = A_GROUP) -> SearchPage:
    """Look in the index, and beside it where a fresh row may not be indexed yet; a bounded number of queries."""
    asked = question(typed)
    page = _page(actor, asked, typed, only, limit)
    if page.is_empty and not only and (near := tuple(_nearly(actor, typed))):
        return SearchPage(nearly=near, cut=page.cut)
    if page.is_empty:
        closer = (_page(actor, less, typed, only, limit) for less in nearly(asked))
        return next((replace(one, loose=True) for one in closer if not one.is_empty), page)
    return page


def _page(actor: Actor, asked: Question, typed: str, only: str, limit: int) -> SearchPage:
    wanted = [kind for kind in Found if not only or kind == only]
    matched = {kind: _found(actor, asked, kind, limit + 1) if kind in wanted else [] for kind in Found}
    return SearchPage(
        cases=tuple(_cases(actor, asked, matched[Found.CASE][:limit], typed, fresh=Found.CASE in wanted)),
        orders=tuple(_orders(actor, asked, matched[Found.ORDER][:limit], typed, fresh=Found.ORDER in wanted)),
        customers=tuple(_customers(actor, asked, matched[Found.CUSTOMER][:limit])),
        parcels=tuple(_parcels(actor, asked, matched[Found.PARCEL][:limit])),
        conversations=tuple(_conversations(actor, asked, matched[Found.QUESTION][:limit])),
        more=frozenset(kind.value for kind, rows in matched.items() if len(rows) > limit),
        cut=len(typed.strip()) > LONGEST, nearly=(),
    )  # fmt: skip


def _found(actor: Actor, asked: Question, kind: Found, limit: int) -> list[Match]:
    """What matches: of cases those that are open and then the newest, of orders the newest."""
    if kind is Found.CASE:
        cases = cases_of(actor).order_by(F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")
        return _best(actor, asked, kind, cases, limit)
    if kind is Found.ORDER:
        return _best(actor, asked, kind, Order.objects.filter(shop_id=actor.shop_id).order_by("-ordered_at"), limit)
    return found(actor, asked, kind, limit=limit)


def _best(actor: Actor, asked: Question, kind: Found, rows: QuerySet[Any], limit: int) -> list[Match]:
    there = {number: document for document, number in candidates(actor, asked, kind, limit=WEIGHED).items()}
    best = list(rows.filter(pk__in=there).values_list("pk", flat=True)[:limit]) if len(there) > limit else list(there)
    texts = texts_of([there[number] for number in best])
    return [Match(number, texts[there[number]]) for number in best if there[number] in texts]


def _nearly(actor: Actor, typed: str) -> list[Case]:
    """Cases whose reference is one letter away from what was typed."""
    letters = squeezed(typed).upper().removeprefix("RP")
    if len(letters) != 8 or sum(letter in ALPHABET for letter in letters) < 7:
        return []
    whole, near = tidy_reference(letters), Q()
    for place in range(len("RP-"), len(whole)):
        if whole[place] != "-":  # references are all as long, so this is one letter, whichever
            near |= Q(reference__startswith=whole[:place], reference__endswith=whole[place + 1 :])
    return list(cases_of(actor).filter(near).order_by("-id")[:5])


def _cases(actor: Actor, asked: Question, hits: Sequence[Match], typed: str, *, fresh: bool) -> Iterator[CaseHit]:
    texts = {hit.object_id: hit.texts for hit in hits}
    rows = {case.pk: case for case in cases_of(actor).filter(pk__in=texts).select_related("order")}
    if fresh and len(texts) < A_GROUP and (address := email_key(typed)) and "@" in address:
        for case in cases_of(actor).filter(contact_email=address).select_related("order").order_by("-id")[:A_GROUP]:
            rows.setdefault(case.pk, case)
    for case in sorted(rows.values(), key=_open_and_newest, reverse=True):
        yield CaseHit(case, excerpt_of(asked, texts.get(case.pk, ()), shown={"reference", "name", "product"}))


def _open_and_newest(case: Case) -> tuple[bool, datetime, int]:
    return case.closed_at is None, case.closed_at or case.opened_at, case.pk


def _orders(actor: Actor, asked: Question, hits: Sequence[Match], typed: str, *, fresh: bool) -> Iterator[OrderHit]:
    actor.require(Right.ORDERS_READ)
    texts = {hit.object_id: hit.texts for hit in hits}
    shop = Order.objects.filter(shop_id=actor.shop_id).select_related("customer")
    rows = {order.pk: order for order in shop.filter(pk__in=texts)}
    if fresh and (key := number_key(typed[:64])) and any(map(str.isdigit, key)):
        rows |= {order.pk: order for order in shop.filter(number_key=key)[:A_GROUP]}
    about = _counts(Case.objects.filter(order_id__in=rows).order_by().values_list("order_id").annotate(n=Count("pk")))
    for order in sorted(rows.values(), key=lambda order: order.ordered_at, reverse=True):
        excerpt = excerpt_of(asked, texts.get(order.pk, ()), shown={"order", "name", "email"})
        yield OrderHit(order, about.get(order.pk, 0), excerpt)


def _customers(actor: Actor, asked: Question, hits: Sequence[Match]) -> Iterator[CustomerHit]:
    texts = {hit.object_id: hit.texts for hit in hits}
    rows = list(Customer.objects.filter(shop_id=actor.shop_id, pk__in=texts).order_by("name", "email"))
    orders = _counts(Order.objects.filter(customer__in=rows).order_by().values_list("customer").annotate(n=Count("pk")))
    cases = _counts(Case.objects.filter(customer__in=rows).order_by().values_list("customer").annotate(n=Count("pk")))
    for row in rows:
        excerpt = excerpt_of(asked, texts[row.pk], shown={"name", "email"})
        yield CustomerHit(row, orders.get(row.pk, 0), cases.get(row.pk, 0), excerpt)


def _parcels(actor: Actor, asked: Question, hits: Sequence[Match]) -> Iterator[ParcelHit]:
    texts = {hit.object_id: hit.texts for hit in hits}
    rows = Parcel.objects.filter(shop_id=actor.shop_id, pk__in=texts).select_related("case").order_by("-id")
    for row in rows:
        yield ParcelHit(row, excerpt_of(asked, texts[row.pk], shown={"tracking"}))


def _conversations(actor: Actor, asked: Question, hits: Sequence[Match]) -> Iterator[ConversationHit]:
    texts = {hit.object_id: hit.texts for hit in hits}
    alive = conversations_of(actor).filter(pk__in=texts, kind=ThreadKind.QUESTION.value)
    rows = list(alive.exclude(state=ThreadState.MERGED.value).order_by("-last_at", "-id"))
    names = names_in([row.pk for row in rows])
    for row in rows:
        excerpt = excerpt_of(asked, texts[row.pk], shown={"name", "description"})
        yield ConversationHit(row, names.get(row.pk, ""), excerpt)


def _counts(rows: object) -> dict[int, int]:
    return dict(rows)  # type: ignore[call-overload, no-any-return]


def excerpt_of(asked: Question, texts: Sequence[Sequence[str]], shown: set[str]) -> Excerpt | None:
    """The text that matched best, unless the row shows it anyway: the one with most of the words asked for."""
    best: tuple[int, str, str, list[tuple[int, int]]] | None = None
    for where, text in texts:
        spans = matches(asked, text)
        different = len({text[slice(*span)].casefold() for span in spans})
        if spans and (best is None or different > best[0]):
            best = (different, where, text, spans)
    if best is None or best[1] in shown:
        return None
    return Excerpt(best[1], tuple(_parts(best[2], best[3])))


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    start = max(0, spans[0][0] - 50)
    end = min(len(text), max(start + WIDTH, spans[0][1]))
    place = start
    if start:
        yield "…", False
    for begin, over in spans:
        if begin >= end:
            break
        yield text[place:begin], False
        yield text[begin:over], True
        place = over
    yield text[place:end], False
    if end < len(text):
        yield "…", False
