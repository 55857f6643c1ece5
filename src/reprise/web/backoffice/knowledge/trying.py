"""Try it: a question typed here is answered as a customer's would be, with the reasons; nothing is kept."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.queries import Shelf, shelf_of
from reprise.apps.knowledge.rules.answering import LEAST_SCORE, SURE_MARGIN, SURE_SCORE, Answer, Outcome, answer
from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.words import ANSWERS, REASONS
from reprise.web.backoffice.knowledge.words import LANGUAGES as NAMES
from reprise.web.backoffice.pages import address

LONGEST: Final = 2000
LISTED: Final = 6


@dataclass(frozen=True, slots=True)
class Near:
    """An article the question is near to, and how near; the bar is out of a hundred."""

    slug: str
    url: str
    title: str
    score: float
    wide: int
    is_said: bool


@desk_page(right=Right.CASES_READ, methods=READ)
def try_it(request: StaffRequest) -> HttpResponse:
    """What the assistant would say, and why."""
    question = request.GET.get("q", "").strip()[:LONGEST]
    page = request.GET.get("page_language", "")
    page = page if page in LANGUAGES else (get_language() or "fr")[:2]
    context: dict[str, object] = {"question": question, "page_language": page, "languages": NAMES}
    if question:
        shelf = shelf_of(request.shop.pk)
        outcome = answer(question, page_language=page, index=shelf.index)
        context |= {"outcome": outcome, "said": ANSWERS[outcome.kind], **_why(request, shelf, question, outcome)}
    return show_knowledge(request, "try", gettext("Try the assistant"), context, tab="try")


def _why(request: StaffRequest, shelf: Shelf, question: str, outcome: Outcome) -> dict[str, object]:
    """The answer's words, the nearest articles with their scores, and the sentence that says why."""
    hits = [] if outcome.kind is Answer.PERSON else shelf.index.search(question, outcome.language)
    near = [
        Near(hit.article.id, address(request, "knowledge_article", hit.article.id),
             hit.article.in_(outcome.language).title, hit.score, max(1, min(100, round(100 * hit.score))),
             hit.article.id in {one.article.id for one in outcome.articles})
        for hit in hits[:LISTED]
    ]  # fmt: skip
    first = outcome.articles[0].article if outcome.articles else None
    return {
        "near": near, "first": first.in_(outcome.language) if first else None,
        "first_reviewed": first.reviewed if first else None,
        "choices": [one.article.in_(outcome.language).title for one in outcome.articles],
        "told": _told(outcome), "language_name": NAMES.get(outcome.language, outcome.language),
        "limits": {"sure": SURE_SCORE, "margin": SURE_MARGIN, "least": LEAST_SCORE},
    }  # fmt: skip


def _told(outcome: Outcome) -> str:
    match outcome.kind:
        case Answer.SURE:
            return gettext("One article is near enough, and clearly nearer than the next one.")
        case Answer.CHOICES:
            return gettext("Several are about as near, or none is near enough to be sure: it lets people choose.")
        case Answer.NONE:
            return gettext("No article is near enough. It says so and hands over to a person.")
        case Answer.PERSON:
            reason = REASONS.get(outcome.reason.value if outcome.reason else "", "")
            if outcome.ask_back:
                return gettext("It is too vague: it asks back once, then a person comes.")
            return gettext("This is for a person (%(reason)s): no article is looked up.") % {"reason": reason}
