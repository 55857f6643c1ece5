"""Public reviews: kept, tied to their matter, and answered in public without saying a word of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import cases_of
from reprise.apps.conversations.queries import conversation_for
from reprise.apps.conversations.reply_queries import review_for, reviews_of
from reprise.apps.conversations.services.answer_review import LONGEST as LONGEST_ANSWER
from reprise.apps.conversations.services.answer_review import answer_review
from reprise.apps.conversations.services.save_review import LONGEST, Published, save_review
from reprise.core.references import tidy_reference
from reprise.core.refusals import Invalid, Refusal, mark
from reprise.readmodels.canned_values import LANGUAGES
from reprise.readmodels.review_answer import case_named, known_of, proposed
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, PublicReview

STARS = [("", "–"), *((str(n), f"{n}/5") for n in range(5, 0, -1))]
SHOWN = 100


class ReviewForm(DeskForm):
    """A review as somebody found it."""

    site = forms.CharField(label=_("Site"), max_length=80, help_text=_("For example Google, Trustpilot."))
    address = forms.CharField(
        label=_("Address of the review"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    score = forms.TypedChoiceField(label=_("Stars"), choices=STARS, coerce=int, empty_value=None, required=False)
    said_on = DayField(label=_("Published on"), required=False)
    said = forms.CharField(
        label=_("What it says"), max_length=LONGEST, required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )  # fmt: skip
    case = forms.CharField(
        label=_("Case it is about"), max_length=20, required=False, help_text=_("Its reference, if you know it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip


class AnswerForm(DeskForm):
    """What everybody reads."""

    answer = forms.CharField(
        label=_("Your answer in public"), max_length=LONGEST_ANSWER, strip=False, required=False,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto", "spellcheck": "true"}),
    )  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def reviews(request: StaffRequest) -> HttpResponse:
    """The reviews the shop keeps, newest first."""
    found = list(reviews_of(request.actor)[:SHOWN])
    return show(request, "replies/reviews", {"reviews": found, "tab": "reviews"}, section="opinions")


@desk_page(right=Right.MESSAGES_WRITE)
def review_new(request: StaffRequest) -> HttpResponse:
    """Keep a new one; begun beside a conversation, it is tied to it."""
    about = _conversation(request)
    initial = {"case": about.case.reference} if about is not None and about.case is not None else {}
    form = ReviewForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            review = save_review(actor=request.actor, published=_published(request, form, about), at=timezone.now())
            return go(request, gettext("Review kept. Here is an answer you may give."), "review", review.pk)
        except Refusal as refusal:
            form.refused(refusal, status_of(refusal))
    elif form.is_bound:
        form.status = 422
    context = {"form": form, "about": about}
    return show(request, "replies/review_new", context, section="opinions", status=form.status)


@desk_page(right=Right.CASES_READ)
def review(request: StaffRequest, review_id: int) -> HttpResponse:
    """One review, the answer we propose in both languages, and the one that is given."""
    found = review_for(request.actor, review_id)
    form = AnswerForm(typed(request), initial={"answer": found.answer})
    if request.method == "POST":
        request.actor.require(Right.MESSAGES_WRITE)
        if done := _answered(request, found, form):
            return go(request, done, "review", found.pk)
    proposals = [
        (code, get_language_info(code)["name_translated"], proposed(found, request.shop, code)) for code in LANGUAGES
    ]
    context: dict[str, Any] = {"review": found, "form": form, "proposals": proposals, "case": case_named(found)}
    return show(request, "replies/review", context, section="opinions", status=form.status)


def _answered(request: StaffRequest, found: "PublicReview", form: AnswerForm) -> str:
    if not form.is_valid():
        form.status = 422
        return ""
    published = request.POST.get("do") == "published"
    try:
        answer_review(
            actor=request.actor, review=found, answer=form.cleaned_data["answer"], known=known_of(found),
            at=timezone.now(), published=published,
        )  # fmt: skip
    except Refusal as refusal:
        form.refused(refusal, status_of(refusal))
        return ""
    if published:
        return gettext("Kept as published.")
    return gettext("Checked: nothing in it points at anybody. Copy it and publish it there.")


def _conversation(request: StaffRequest) -> "Conversation | None":
    key = request.GET.get("conversation", "")
    return conversation_for(request.actor, key) if key else None


def _published(request: StaffRequest, form: ReviewForm, about: "Conversation | None") -> Published:
    given = form.cleaned_data
    case_id = None
    if given["case"].strip():
        case = cases_of(request.actor).filter(reference=tidy_reference(given["case"])).first()
        if case is None:
            raise Invalid(field="case", why=mark("no case of the shop has this reference."))
        case_id = case.pk
    return Published(
        given["site"], given["address"], given["score"], given["said"], given["said_on"], case_id,
        about.pk if about is not None else None,
    )  # fmt: skip
