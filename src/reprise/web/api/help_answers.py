"""What the assistant answers, for programs that ask on behalf of a customer; each question counts in the figures."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import answer
from reprise.apps.knowledge.services.note_asked import note_asked
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.core.refusals import Invalid, mark
from reprise.web.api.help_articles import Lang, address_of
from reprise.web.api.once import once
from reprise.web.api.schemas import NO_NUL, Body, Id, Slug
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.knowledge.models import Asked
    from reprise.apps.knowledge.rules.answering import Outcome

router = Router(tags=["help"])


class HelpQuestionIn(Body):
    """A question as the customer typed it, and the language of the page it was typed on."""

    question: Annotated[str, Field(min_length=1, max_length=20_000, pattern=NO_NUL)]
    language: Lang = "fr"


class OfferedOut(Schema):
    """An article answered with or offered; say `answer` word for word, with `title`, `reviewed` and `url`."""

    slug: str
    title: str
    answer: str
    reviewed: date
    score: float
    url: str


class HelpAnswerOut(Schema):
    """`kind`: sure (one article), choices (up to three titles), none, or person (`reason` says why).

    `ask_back` is a question to ask before a person is called.
    """

    id: int
    kind: str
    language: str
    reason: str | None
    ask_back: str | None
    articles: list[OfferedOut]


class HelpOutcomeIn(Body):
    """Which of the articles was opened, and whether that was it."""

    chosen: Slug | None = None
    helpful: bool | None = None


class SettledOut(Schema):
    """What is kept of a question's end."""

    id: int
    chosen: str
    helpful: bool | None


@router.post("/answer", response={201: HelpAnswerOut})
@scope(Right.MESSAGES_WRITE)
@once
def ask(request: HttpRequest, body: HelpQuestionIn) -> tuple[int, HelpAnswerOut]:
    """Answer from the shop's articles alone; what is for a person is never looked up."""
    shop = shop_of(caller(request))
    told = answer(body.question, page_language=body.language, index=shelf_of(shop.pk).index)
    asked = note_asked(
        shop_id=shop.pk, question=body.question, outcome=told, page_language=body.language, place=Place.API,
        at=timezone.now(),
    )  # fmt: skip
    return 201, _answered(shop, asked, told)


@router.post("/answer/{asked_id}/outcomes", response=SettledOut)
@scope(Right.MESSAGES_WRITE)
@once
def settle(request: HttpRequest, asked_id: Id, body: HelpOutcomeIn) -> tuple[int, SettledOut]:
    """Say what the customer did with an answer; said again, the later word counts."""
    if body.chosen is None and body.helpful is None:
        raise Invalid(field="helpful", why=mark("say which article was opened, or whether that was it."))
    asked = settle_asked(
        shop_id=caller(request).shop_id, asked_id=asked_id, chosen=body.chosen, helpful=body.helpful, at=timezone.now()
    )
    return 200, SettledOut(id=asked.pk, chosen=asked.chosen, helpful=asked.helpful)


def _answered(shop: "Shop", asked: "Asked", told: "Outcome") -> HelpAnswerOut:
    lang: Lang = "fr" if told.language.startswith("fr") else "en"
    return HelpAnswerOut(
        id=asked.pk,
        kind=told.kind.value,
        language=told.language,
        reason=told.reason.value if told.reason else None,
        ask_back=told.ask_back,
        articles=[
            OfferedOut(
                slug=hit.article.id, title=hit.article.in_(lang).title, answer=hit.article.in_(lang).answer,
                reviewed=hit.article.reviewed, score=round(hit.score, 3), url=address_of(shop, hit.article.id, lang),
            )
            for hit in told.articles
        ],
    )  # fmt: skip
