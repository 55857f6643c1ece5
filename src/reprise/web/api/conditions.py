"""A shop's return conditions for any program: public, cached, and able to say whether an article may come back."""

import hashlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language, override
from ninja import Query, Router, Schema
from pydantic import Field

from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.policies.queries import policy_on
from reprise.core.refusals import Invalid, mark
from reprise.law.jurisdictions import known_countries
from reprise.law.values import FIRST_YEAR, LAST_YEAR
from reprise.law.vocabulary import Buyer
from reprise.readmodels.clocks import day_of as local_day
from reprise.readmodels.conditions.about import about
from reprise.readmodels.conditions.answer import Question, answer_to
from reprise.readmodels.conditions.document import answer_document, conditions_document
from reprise.readmodels.conditions.history import Edition, day_of, edition
from reprise.web.api.conditions_schemas import ConditionsOut
from reprise.web.api.methods import CONDITIONS
from reprise.web.api.schemas import ShortText, Slug

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

router = Router(tags=["conditions"])
KEPT = "public, max-age=300"


class Asked(Schema):
    """What may be asked; everything is optional."""

    lang: Literal["fr", "en"] | None = Field(None, description="Language of the words; else that of Accept-Language.")
    country: ShortText | None = Field(
        None, description="Where the buyer lives, ISO 3166-1 alpha-2; the shop's country when left out."
    )
    version: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(None, description="One version by its number.")
    on: date | None = Field(None, alias="date", description="The version for orders made on this day.")
    kind: ProductKind | None = Field(None, description="One kind of article; `answer` then says whether it may return.")
    opened: bool = Field(False, description="Whether the article was opened, or the file downloaded.")
    buyer: BuyerKind = BuyerKind.CONSUMER
    ordered: date | None = Field(None, description="When it was ordered.")
    delivered: date | None = Field(None, description="When the last article of the order arrived; left out: not yet.")
    asked: date | None = Field(None, description="The day of the return, today when left out.")


@router.get("/{slug}/conditions", response=ConditionsOut, auth=None, url_name=CONDITIONS)
def read_conditions(request: HttpRequest, slug: Slug, asked: Query[Asked]) -> HttpResponse:
    """The conditions in force, or one version of them; with `kind`, whether such an article may be returned."""
    shop = shop_by_slug(slug)
    today = local_day(shop, timezone.now())
    _check(request, asked)
    found = _edition(shop, asked, today)
    lang = asked.lang or ("fr" if (get_language() or "").startswith("fr") else "en")
    with override(lang):
        body = _written(shop, found, asked, today, lang)
    return _cached(request, body, lang, _changed(shop, found, today))


read_conditions.public = True  # type: ignore[attr-defined]  # read by the matrix test: nobody shows a token here


def _check(request: HttpRequest, asked: Asked) -> None:
    """Refuse what would be answered wrongly or not at all: a misspelt name too, for it would change the question."""
    known = {field.alias or name for name, field in Asked.model_fields.items()}
    for name in request.GET:
        if name not in known:
            raise Invalid(field=name[:40], why=mark("there is no such question; its name is in the API description."))
    for name in ("on", "ordered", "delivered", "asked"):
        day = getattr(asked, name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Invalid(field="date" if name == "on" else name, why=mark("write a likely day, such as 2026-11-24."))
    if asked.country is not None and _country(asked.country) not in known_countries():
        raise Invalid(
            field="country", why=mark("we know nothing of the law of this country; write two letters such as FR.")
        )
    if asked.version is not None and asked.on is not None:
        raise Invalid(field="version", why=mark("write a version or a date, not both."))
    if asked.ordered and asked.delivered and asked.delivered < asked.ordered:
        raise Invalid(field="delivered", why=mark("write a day that is not before the day of the order."))
    if asked.delivered and asked.asked and asked.asked < asked.delivered:
        raise Invalid(field="asked", why=mark("write a day that is not before the delivery."))


def _country(typed: str) -> str:
    code = typed.upper()
    return "GB" if code == "UK" else code


def _edition(shop: "Shop", asked: Asked, today: date) -> Edition:
    """The version asked for: by number, by day, by the day of the order, else the one in force."""
    if asked.version is not None:
        return edition(shop.pk, asked.version, today)
    return edition(shop.pk, policy_on(shop.pk, asked.on or asked.ordered or today).number, today)


def _written(shop: "Shop", found: Edition, asked: Asked, today: date, lang: str) -> bytes:
    country = _country(asked.country) if asked.country else ""
    told = about(shop, found.version, day=day_of(found, today), lang=lang, country=country)
    kinds = (asked.kind,) if asked.kind else tuple(ProductKind)
    document = conditions_document(told, found, kinds, settings.ENV.base_url.rstrip("/"))
    if asked.kind:
        question = _question(asked, asked.kind, today)
        document["answer"] = answer_document(question, answer_to(told, question))
    return ConditionsOut.model_validate(document).model_dump_json().encode()


def _question(asked: Asked, kind: ProductKind, today: date) -> Question:
    day = asked.asked or max(today, asked.delivered or today, asked.ordered or today)
    ordered = asked.ordered or asked.on or min(asked.delivered or day, day)
    return Question(kind.value, asked.opened, Buyer(asked.buyer.value), day, asked.delivered, ordered)


def _changed(shop: "Shop", found: Edition, today: date) -> datetime:
    """When the answer may have changed last: with its publication, and with each day that begins."""
    begun = datetime.combine(today, time(), ZoneInfo(shop.timezone))
    return max(found.version.published_at, begun)


def _cached(request: HttpRequest, body: bytes, lang: str, changed: datetime) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["ETag"], response["Last-Modified"] = etag, http_date(changed.timestamp())
    response["Content-Language"], response["Cache-Control"] = lang, KEPT
    conditional = get_conditional_response(
        request, etag=etag, last_modified=int(changed.timestamp()), response=response
    )  # fmt: skip
    answer = conditional or response
    answer["Cache-Control"] = KEPT
    return answer
