"""A credit note as its buyer and an accountant read it: numbered, with the tax of each rate, pointing to the sale."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.apps.payments.kinds import NoteKind, RefundLineKind
from reprise.apps.payments.models import CreditNote
from reprise.law.formats import long_date
from reprise.platform.pdf import Letterhead, Paper
from reprise.platform.pdf.blocks import Answer, Block, Facts, Heading, Paragraph, Table
from reprise.readmodels.papers import words
from reprise.readmodels.papers.letterhead import legal_line, letterhead_of, numbers
from reprise.readmodels.papers.note_sums import Sum, per_rate, sums_of

RIGHT: Final = "right"
LEFT: Final = "left"


def credit_note(note: CreditNote, case: Case, shop: Shop, rates: tuple[int | None, ...], lang: str) -> Paper:
    """The note; `rates` are the tax rates of its lines in hundredths of a per cent, as on the order."""
    with override(lang):
        title = gettext("Credit note %(number)s") if note.kind == NoteKind.CREDIT else gettext("Correction %(number)s")
        return Paper(
            title=title % {"number": note.number}, language=lang, letterhead=_head(note, shop, lang),
            reference=note.number, made_on=note.issued_on, sections=tuple(_sections(note, case, shop, rates, lang)),
        )  # fmt: skip


def _head(note: CreditNote, shop: Shop, lang: str) -> Letterhead:
    """Today's colours and logo above the identity of that day."""
    seller = _seller(note, shop)
    address = words.postal(seller["address"], lang, home=seller["country"])
    return replace(letterhead_of(shop), address=address, legal=legal_line((seller["name"], *_numbers(seller))))


def _sections(note: CreditNote, case: Case, shop: Shop, rates: tuple[int | None, ...], lang: str) -> Iterator[Block]:
    order, seller = case.order, _seller(note, shop)
    yield Answer(_headline(note, lang), _explained(note, lang))
    yield Facts((
        (gettext("Seller"), "\n".join(_told(seller, lang))),
        (gettext("Customer"), "\n".join(_buyer(case, shop, order, lang))),
        (gettext("Sale it refers to"), "\n".join(_sale(case, shop, order, lang))),
    ), across=True)  # fmt: skip
    yield Heading(gettext("What is credited") if note.kind == NoteKind.CREDIT else gettext("What is taken back"))
    sums = sums_of(note, rates)
    taxed = any(each.tax for each in sums)
    professional = case.buyer_kind == "professional"
    draw = _net_first if taxed and professional else _taxed if taxed else _plain
    yield draw(sums, note, lang)
    if taxed:
        yield Heading(gettext("VAT by rate"))
        yield _tax(per_rate(sums), note, lang)
    for mention in _mentions(seller, taxed=taxed, professional=professional):
        yield Paragraph(mention, soft=True)


def _headline(note: CreditNote, lang: str) -> str:
    amount = {"amount": words.money(note.amount_minor, note.currency, lang)}
    if note.kind == NoteKind.CREDIT:
        return gettext("%(amount)s in your favour") % amount
    return gettext("Correction of %(amount)s") % amount


def _explained(note: CreditNote, lang: str) -> str:
    if note.corrects is None:
        return gettext("This note takes the sale back, in whole or in part. It stands whatever the day of the payment.")
    told = {"number": note.corrects.number, "day": long_date(note.corrects.issued_on, lang)}
    return gettext("It cancels credit note %(number)s of %(day)s: the refund it stood for was given up.") % told


def _seller(note: CreditNote, shop: Shop) -> Mapping[str, Any]:
    """The seller as the note named it when it was numbered; as the shop is now for notes that kept none."""
    if note.seller:
        return dict(note.seller)
    return {
        "name": shop.legal_name or shop.name, "registration_number": shop.registration_number,
        "vat_number": shop.vat_number, "country": shop.country, "address": shop.address, "email": shop.email,
    }  # fmt: skip


def _told(seller: Mapping[str, Any], lang: str) -> Iterator[str]:
    yield str(seller["name"])
    yield from words.postal(seller["address"], lang)
    yield from _numbers(seller)


def _numbers(seller: Mapping[str, Any]) -> tuple[str, ...]:
    return numbers(seller["registration_number"], seller["vat_number"], seller["email"])


def _buyer(case: Case, shop: Shop, order: Order | None, lang: str) -> Iterator[str]:
    billed: Mapping[str, Any] = (order.billing or order.shipping) if order else {}
    yield str(billed.get("name") or case.contact_name or "–")
    yield from words.postal(billed, lang, home=shop.country)
    if number := billed.get("vat_number"):
        yield gettext("VAT number %(number)s") % {"number": number}


def _sale(case: Case, shop: Shop, order: Order | None, lang: str) -> Iterator[str]:
    if order is not None:
        yield gettext("Order %(number)s") % {"number": order.number}
        yield gettext("of %(day)s") % {"day": words.day(shop, order.ordered_at, lang)}
    yield gettext("Case %(reference)s") % {"reference": case.reference}


def _taxed(sums: list[Sum], note: CreditNote, lang: str) -> Table:
    """What a consumer reads: each line and its total with the tax in it."""

    def money(minor: int) -> str:
        return words.money(minor, note.currency, lang)

    rows = tuple((_named(s), _number(s), s.rate_text(lang), money(s.tax), money(s.gross)) for s in sums)
    head = (gettext("Description"), gettext("Number"), gettext("Rate"), gettext("of which VAT"), gettext("Incl. VAT"))
    total = (gettext("Total"), "", "", money(sum(s.tax for s in sums)), money(sum(s.gross for s in sums)))
    return Table(head, rows, align=(LEFT, RIGHT, RIGHT, RIGHT, RIGHT), total=(total,))


def _net_first(sums: list[Sum], note: CreditNote, lang: str) -> Table:
    """What a professional reads: each line without tax, the tax and the sum with it below."""

    def money(minor: int) -> str:
        return words.money(minor, note.currency, lang)

    rows = tuple((_named(s), _number(s), s.rate_text(lang), money(s.net)) for s in sums)
    head = (gettext("Description"), gettext("Number"), gettext("Rate"), gettext("Excl. VAT"))
    totals = (
        (gettext("Total excl. VAT"), "", "", money(sum(s.net for s in sums))),
        (gettext("VAT"), "", "", money(sum(s.tax for s in sums))),
        (gettext("Total incl. VAT"), "", "", money(sum(s.gross for s in sums))),
    )
    return Table(head, rows, align=(LEFT, RIGHT, RIGHT, RIGHT), total=totals)


def _plain(sums: list[Sum], note: CreditNote, lang: str) -> Table:
    """Where no tax was charged, none is shown (CGI, art. 293 E: a seller under the exemption may not show any)."""
    rows = tuple((_named(each), _number(each), words.money(each.gross, note.currency, lang)) for each in sums)
    total = words.money(sum(each.gross for each in sums), note.currency, lang)
    return Table((gettext("Description"), gettext("Number"), gettext("Amount")), rows, align=(LEFT, RIGHT, RIGHT),
                 total=((gettext("Total"), "", total),))  # fmt: skip


def _tax(rates: list[Sum], note: CreditNote, lang: str) -> Table:
    rows = tuple(
        (each.rate_text(lang), *(words.money(minor, note.currency, lang) for minor in (each.net, each.tax, each.gross)))
        for each in rates
    )
    head = (gettext("Rate"), gettext("Excl. VAT"), gettext("VAT"), gettext("Incl. VAT"))
    return Table(head, rows, align=(LEFT, RIGHT, RIGHT, RIGHT))


def _named(each: Sum) -> str:
    if each.kind == RefundLineKind.SHIPPING:
        return gettext("Delivery: %(name)s") % {"name": each.name} if each.name else gettext("Delivery")
    if each.kind == RefundLineKind.DEDUCTION:
        return gettext("Deduction: %(name)s") % {"name": each.name} + (f"\n{each.reason}" if each.reason else "")
    if each.kind == RefundLineKind.REDUCTION:
        return gettext("Price reduction: %(name)s") % {"name": each.name}
    return each.name


def _number(each: Sum) -> str:
    return str(each.quantity) if each.quantity else "–"


def _mentions(seller: Mapping[str, Any], *, taxed: bool, professional: bool) -> Iterator[str]:
    if not taxed and not seller["vat_number"] and seller["country"] == "FR":
        yield gettext("VAT not applicable: article 293 B of the French CGI, article 284 of Directive 2006/112/EC.")
    if taxed and professional:
        yield gettext("If you have deducted the VAT of the sale, pay back the part shown above (French CGI, art. 272).")
