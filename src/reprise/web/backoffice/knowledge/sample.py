"""The sample of the week: fifty questions drawn by lot and judged by people; wrong answers are counted from here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.asked_queries import sample_to_judge
from reprise.apps.knowledge.kinds import Verdict
from reprise.apps.knowledge.queries import Shelf, shelf_of
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.services.judge_asked import judge_asked
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.knowledge.frame import show_knowledge
from reprise.web.backoffice.knowledge.words import ANSWERS, REASONS, VERDICTS
from reprise.web.backoffice.pages import address

if TYPE_CHECKING:
    from reprise.apps.knowledge.models import Asked

#: What may be said of each kind of answer: a person called for nothing can only be said where one was called.
_KEYS: Final = {Verdict.RIGHT: "r", Verdict.WRONG: "w", Verdict.NEEDLESS: "n"}


@dataclass(frozen=True, slots=True)
class Button:
    """A verdict to give, with its key; `is_given` when it was."""

    value: str
    words: str | Promise
    key: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what the assistant said to it."""

    asked: "Asked"
    said: str | Promise
    reason: str | Promise
    titles: list[tuple[str, str]]  # title, url
    answer: str
    helped: str
    buttons: list[Button]
    url: str


@desk_page(right=Right.CASES_READ, methods=READ)
def sample(request: StaffRequest) -> HttpResponse:
    """All of the week’s, those nobody judged first."""
    drawn = sample_to_judge(request.shop.pk, timezone.now())
    shelf = shelf_of(request.shop.pk)
    rows = [_row(request, shelf, one) for one in sorted(drawn, key=lambda one: bool(one.judged))]
    done = sum(bool(one.judged) for one in drawn)
    context = {"rows": rows, "done": done, "of": len(rows), "left": len(rows) - done}
    return show_knowledge(request, "sample", gettext("This week’s sample"), context, tab="sample")


@desk_page(right=Right.CASES_WRITE, methods=("POST",))
def judge(request: StaffRequest, asked_id: int) -> HttpResponse:
    """Say of one whether the answer was right; pressed again, the verdict is taken back."""
    verdict = request.POST.get("verdict", "")
    judge_asked(actor=request.actor, asked_id=asked_id, verdict=verdict, at=timezone.now())
    if "HX-Request" in request.headers:
        drawn = sample_to_judge(request.shop.pk, timezone.now())
        done = sum(bool(one.judged) for one in drawn)
        told = gettext("%(done)s of %(of)s judged") % {"done": done, "of": len(drawn)}
        return JsonResponse({"verdict": verdict, "done": done, "of": len(drawn), "told": told})
    return HttpResponseRedirect(address(request, "knowledge_sample") + f"#q-{asked_id}")


def _row(request: StaffRequest, shelf: Shelf, asked: "Asked") -> Row:
    known = [(shelf.articles[slug].article, slug) for slug, _score in asked.offered if slug in shelf.articles]
    titles = [(one.in_(asked.language).title, address(request, "knowledge_article", slug)) for one, slug in known]
    is_sure = asked.kind == Answer.SURE
    helped = {True: gettext("The customer said: that is it"), False: gettext("The customer said: that is not it")}
    reason = REASONS.get(asked.reason, "") if asked.kind == Answer.PERSON else ""
    answer = known[0][0].in_(asked.language).answer if is_sure and known else ""
    return Row(
        asked, ANSWERS.get(asked.kind, asked.kind), reason, titles, answer,
        helped.get(asked.helpful, "") if asked.helpful is not None else "",
        [_button(verdict, asked) for verdict in _open_to(asked)], address(request, "knowledge_judge", asked.pk),
    )  # fmt: skip


def _open_to(asked: "Asked") -> list[Verdict]:
    called = asked.kind in {Answer.PERSON, Answer.NONE}
    return [Verdict.RIGHT, Verdict.WRONG, *([Verdict.NEEDLESS] if called else [])]


def _button(verdict: Verdict, asked: "Asked") -> Button:
    words: str | Promise = VERDICTS[verdict.value]
    if verdict is Verdict.WRONG and asked.kind in {Answer.PERSON, Answer.NONE}:
        words = gettext("Wrong: an article answers it")
    return Button(verdict.value, words, _KEYS[verdict], asked.judged == verdict)
