"""What the letters about a case are told: where to read on, and what happened, in the customer's language."""

from collections.abc import Iterable, Mapping
from typing import Final, TypedDict

from django.conf import settings
from django.utils.translation import get_language, ngettext, override

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.logistics.rules.variances import NEXT_STEPS
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.letters import Ground, Grounds, Letter, Value
from reprise.core.first_name import first_name
from reprise.core.refusals import mark
from reprise.platform.sentences import in_language
from reprise.readmodels.explained import Told

#: What a customer gets, told as the answer to their request.
GETS: Final[Mapping[RemedyType, str]] = {
    RemedyType.REFUND: mark("you get your money back"),
    RemedyType.PARTIAL_REFUND_KEEP: mark("you keep it and get part of the price back"),
    RemedyType.PRICE_REDUCTION: mark("you keep it and get part of the price back"),
    RemedyType.STORE_CREDIT: mark("you get a credit at the shop"),
    RemedyType.EXCHANGE: mark("we exchange it, free of charge"),
    RemedyType.REPLACEMENT: mark("we replace it, free of charge"),
    RemedyType.REPRINT: mark("we print it again, free of charge"),
    RemedyType.REPAIR: mark("we repair it, free of charge"),
    RemedyType.SPARE_PART: mark("we send you the part, free of charge"),
    RemedyType.SEND_BACK: mark("we send it back to you"),
    RemedyType.NONE: mark("we agree with you"),
}


class Envelope(TypedDict):
    """Everything a letter needs but the moment it is sent."""

    shop: Shop
    to: str
    language: str
    letter: Letter
    values: Mapping[str, Value]
    case_id: int
    dedupe_key: str


def to_customer(
    case: Case, shop: Shop, letter: Letter, *, author: Actor | None = None, dedupe_key: str = "", **told: Value | None
) -> Envelope:
    """Address a letter to the customer of a case; what is not known (None or empty) is left out."""
    values: dict[str, Value] = {name: value for name, value in told.items() if value is not None and value != ""}
    if case.contact_name:
        values["name"] = case.contact_name
    if author is not None and author.kind is ActorKind.STAFF and author.name:
        values["author"] = first_name(author.name)
    values |= {"shop_name": shop.name, "reference": case.reference, "link": case_link(case, shop)}
    return Envelope(
        shop=shop, to=case.contact_email, language=case.language, letter=letter, values=values, case_id=case.pk,
        dedupe_key=dedupe_key,
    )  # fmt: skip


def case_link(case: Case, shop: Shop) -> str:
    """The address that opens a case to its customer, in their language."""
    token = case_token(settings.SECRET_KEY, case.pk, case.link_key)
    return f"{settings.ENV.base_url.rstrip('/')}/{case.language}/s/{shop.slug}/c/{case.reference}/{token}/"


def pieces(name: str, quantity: int, language: str = "") -> str:
    """So many of an article; in the active language where none is named."""
    said = in_language(language or get_language() or "en", mark("%(quantity)s × %(name)s"))
    return said % {"quantity": quantity, "name": name}


def summary(lines: Iterable[CaseLine], language: str) -> str:
    """The articles a request is about, one per line."""
    return "\n".join(pieces(line.name, line.quantity, language) for line in lines)


def statement(lines: Iterable[CaseLine], language: str) -> str:
    """The declaration of withdrawal as it was received."""
    opening = in_language(language, mark("I withdraw from the contract for the sale of these goods:"))
    return f"{opening}\n{summary(lines, language)}"


def outcome(name: str, quantity: int, remedy: RemedyType, language: str) -> str:
    """The answer to so many pieces in a few words."""
    told = {"pieces": pieces(name, quantity, language), "gets": in_language(language, GETS[remedy])}
    return in_language(language, mark("%(pieces)s: %(gets)s")) % told


def refused(line: CaseLine, quantity: int, language: str) -> str:
    """The exact thing that is refused."""
    told = {"pieces": pieces(line.name, quantity, language)}
    return in_language(language, mark("We cannot accept your request for %(pieces)s")) % told


def next_step(language: str, *, goods_expected: bool, stopped: bool = False, away: bool = False) -> str:
    """What happens after a yes; `stopped`: the order was withdrawn from before it left, `away`: nobody holds it."""
    if stopped and goods_expected:
        said = mark("Your parcel had already left: refuse it, or send it back. The return slip comes next.")
    elif stopped:
        said = mark("Your parcel does not leave: nothing comes, and there is nothing to send back.")
    elif away and not goods_expected:
        said = mark("There is nothing to send back.")
    elif goods_expected:
        said = mark("You get the return slip and the way to pack it next.")
    else:
        said = mark("You keep the article: there is nothing to send back.")
    return in_language(language, said)


def who_pays(paid_by: str, language: str) -> str:
    """Who pays for sending the goods back."""
    return in_language(
        language, mark("We pay for the return.") if paid_by == "seller" else mark("You pay for the return.")
    )


def received(counted: Mapping[str, int], language: str) -> str:
    """What was in the parcel."""
    return "\n".join(pieces(name, quantity, language) for name, quantity in counted.items())


def remedy_done(remedy: Remedy, name: str, language: str) -> str:
    """What was promised and is done."""
    with override(language):
        said = ngettext(
            "What we promised for “%(name)s” is done", "What we promised for %(quantity)s × “%(name)s” is done",
            remedy.quantity,
        )  # fmt: skip
    return said % {"name": name, "quantity": remedy.quantity}


def reasons(words: Told | None, *, written: str = "") -> Grounds | None:
    """Why: each reason with the article or rule behind it; of what is `written` already, the texts alone."""
    if words is None:
        return None
    found = [
        Ground("" if why.text in written else why.text, _address(why.label, why.url))
        for why in words.why if why.label or why.text not in written
    ]  # fmt: skip
    return Grounds(tuple(dict.fromkeys(found))) if found else None


def ways(words: Told) -> Grounds | None:
    """What to do when one does not agree, step by step; None for an answer kept before steps were."""
    if not words.paths:
        return None
    return Grounds(tuple(
        Ground(way.text, tuple((source.label, source.url) for source in way.sources)) for way in words.paths
    ))  # fmt: skip


def _address(label: str, url: str) -> tuple[tuple[str, str], ...]:
    """Where a text is read: a rule of the shop lies on this instance."""
    base = settings.ENV.base_url.rstrip("/") if url.startswith("/") else ""
    return ((label, f"{base}{url}"),) if label else ()


def what_to_do_with_the_slip(language: str) -> str:
    """How the goods leave."""
    return in_language(
        language, mark("Open your case, print the slip, pack the article as shown and hand the parcel in.")
    )


def received_next(found: Iterable[Found], language: str) -> str:
    """What follows from what was found, said once for each sort of finding."""
    return " ".join(dict.fromkeys(in_language(language, NEXT_STEPS[one.variance]) for one in found))
