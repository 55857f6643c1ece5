from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.services.next_number import next_number
from reprise.apps.payments.kinds import NoteKind
from reprise.apps.payments.models import CreditNote, Refund
from reprise.platform.statements import insert_later
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def issue_note(
    *, shop: "Shop", refund: Refund, number: tuple[str, date], lines: list[dict[str, object]], tax_minor: int,
    at: datetime,
) -> CreditNote:  # fmt: skip
    """Write the note of a refund when it is decided; whatever becomes of the payment, the note stands."""
    name, day = number
    note = CreditNote(
        shop_id=refund.shop_id, refund=refund, kind=NoteKind.CREDIT.value, number=name, issued_on=day, issued_at=at,
        amount_minor=refund.amount_minor, tax_minor=tax_minor, currency=refund.currency, lines=lines,
        seller=seller_of(shop),
    )  # fmt: skip
    insert_later(note)
    return note


@atomic
def correct_note(*, refund: Refund, actor: Actor, at: datetime) -> CreditNote:
    """Take the note of a refund back by another one that points to it: a number once given is never given up."""
    note = CreditNote.objects.get(refund=refund, kind=NoteKind.CREDIT.value)
    shop = shop_of(actor)
    number, day = next_note(shop, at)
    return CreditNote.objects.create(
        shop_id=refund.shop_id, refund=refund, kind=NoteKind.CORRECTION.value, number=number, issued_on=day,
        issued_at=at, amount_minor=-note.amount_minor, tax_minor=-note.tax_minor, currency=note.currency,
        lines=note.lines, corrects=note, seller=seller_of(shop),
    )  # fmt: skip


def seller_of(shop: "Shop") -> dict[str, object]:
    """The seller as the note names it, which stays when the shop moves or changes its name."""
    return {
        "name": shop.legal_name or shop.name, "registration_number": shop.registration_number,
        "vat_number": shop.vat_number, "country": shop.country, "address": dict(shop.address), "email": shop.email,
    }  # fmt: skip


def series_of(shop: "Shop") -> str:
    """What the shop's notes are numbered under ("avoir" in France)."""
    return "AV" if shop.country == "FR" else "CN"


def next_note(shop: "Shop", at: datetime) -> tuple[str, date]:
    """The next number of the shop's series and year, and its day; given back if the transaction is undone."""
    day = at.astimezone(ZoneInfo(shop.timezone)).date()
    return next_number(shop_id=shop.pk, series=series_of(shop), year=day.year), day
