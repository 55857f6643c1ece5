"""One deed over many cases: what it needs to know, then the report of what was done and refused, case by case."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.bulk_runs import items_of, run_for, tally
from reprise.apps.cases.services.tag_case import tidy_label
from reprise.core.refusals import NotFound, Refusal, mark
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm
from reprise.web.backoffice.once import done_before, first_to_send, let_go, remember
from reprise.web.backoffice.pages import address, go, show
from reprise.web.backoffice.queue.choice import chosen_cases
from reprise.web.refusals import status_of
from reprise.workflows import bulk as workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import BulkItem, BulkRun, Case

RIGHTS: Final = {
    "assign": Right.CASES_WRITE, "tag": Right.CASES_WRITE, "approve": Right.CASES_DECIDE, "ask": Right.CASES_DECIDE,
    "remind": Right.MESSAGES_WRITE,
}  # fmt: skip
TITLES: Final = {
    "assign": mark("Assign the chosen cases"), "tag": mark("Tag the chosen cases"),
    "approve": mark("Grant what law and policy grant"), "ask": mark("Ask for the same detail"),
    "remind": mark("Remind these customers"),
}  # fmt: skip
REMINDER: Final = mark(
    "We are still waiting for your answer to go on with your request. You can give it on the page of your case."
)
_TEXT: Final[Any] = {"max_length": 4_000, "required": False, "widget": forms.Textarea(attrs={"rows": 4})}


class BulkForm(DeskForm):
    """What the deed needs: a person, a word, or a text in each language of the chosen customers."""

    person = forms.TypedChoiceField(label=_("Whose cases"), required=False, coerce=int, empty_value=None)
    label = forms.CharField(label=_("Tag"), max_length=40, required=False)
    text_fr = forms.CharField(label=_("Text in French"), **_TEXT)
    text_en = forms.CharField(label=_("Text in English"), **_TEXT)

    def __init__(
        self, *args: Any, deed: str, people: list[tuple[int, str]], languages: set[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.deed, self.languages = deed, languages
        self.fields["person"].choices = [("", gettext("Nobody yet")), *people]  # type: ignore[attr-defined]
        for name in set(self.fields) - {"client_id", *self.asked}:
            del self.fields[name]

    @property
    def asked(self) -> list[str]:
        """The fields of this deed."""
        texts = [f"text_{code}" for code in ("fr", "en") if code in self.languages]
        return {"assign": ["person"], "tag": ["label"], "ask": texts, "remind": texts}.get(self.deed, [])

    def clean(self) -> dict[str, Any]:
        """A word, and a text for everybody who is written to."""
        given = super().clean() or {}
        if self.deed == "tag" and not tidy_label(given.get("label") or ""):
            self.add_error("label", gettext("Write a word."))
        for name in self.asked:
            if name.startswith("text_") and not (given.get(name) or "").strip() and name not in self.errors:
                self.add_error(name, gettext("Write the text that these customers read."))
        return given


@desk_page(right=Right.CASES_READ)
def bulk(request: StaffRequest) -> HttpResponse:
    """The page of one deed: the chosen cases, what it needs, and then the report."""
    deed = request.POST.get("deed", "")
    if request.method != "POST":
        return go(request, gettext("Choose cases in the queue first."), "queue")
    if deed not in RIGHTS:
        raise NotFound
    request.actor.require(RIGHTS[deed])
    if done_before(request):
        return go(request, gettext("This was done already; it was not done twice."), "queue")
    cases = chosen_cases(request)
    if not cases:
        return go(request, gettext("Choose at least one case."), "queue")
    return _page(request, deed, cases)


def _page(request: StaffRequest, deed: str, cases: "Sequence[Case]") -> HttpResponse:
    people = [(person.pk, str(person)) for person in colleagues(request.actor)]
    sent = request.POST.get("step") == "do"
    form = BulkForm(
        request.POST if sent else None, deed=deed, people=people, languages={case.language for case in cases},
        initial={"person": request.actor.person_id, **(_reminders() if deed == "remind" else {})},
    )  # fmt: skip
    if sent and not form.is_valid():
        form.status = 422
    elif sent and not first_to_send(request):
        return go(request, gettext("This was done already; it was not done twice."), "queue")
    elif sent:
        try:
            run = workflow.begin(
                actor=request.actor, deed=deed, params=_params(form, dict(people)),
                case_ids=[case.pk for case in cases], at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            let_go(request)
            form.refused(refusal, status_of(refusal))
        else:
            remember(request)
            return go(request, _begun(len(cases)), "bulk_run", run.pk)
    context = {"form": form, "deed": deed, "heading": gettext(TITLES[deed]), "cases": cases}
    return show(request, "queue/bulk", context, section="queue", status=form.status)


def _begun(count: int) -> str:
    told = ngettext("%(n)d case: here is what became of it.", "%(n)d cases: here is what became of each.", count)
    return told % {"n": count}


def _reminders() -> dict[str, str]:
    found = {}
    for code in ("fr", "en"):
        with override(code):
            found[f"text_{code}"] = gettext(REMINDER)
    return found


def _params(form: BulkForm, people: dict[int, str]) -> dict[str, object]:
    given = {name: form.cleaned_data[name] for name in form.asked}
    if form.deed == "assign":
        given["name"] = people.get(given["person"] or 0, "")
    if form.deed == "tag":
        given["label"] = tidy_label(given["label"])
    return given


@desk_page(right=Right.CASES_READ, methods=READ)
def bulk_run(request: StaffRequest, run_id: int) -> HttpResponse:
    """What was done and what was refused, and why; while cases wait, the page asks again by itself."""
    run = run_for(request.actor, run_id)
    counted = tally(run)
    context = {
        "run": run, "heading": gettext(TITLES.get(run.deed, run.deed)),
        "rows": [_told(item) for item in _left_first(run)],
        "done": counted.get("done", 0), "refused": counted.get("refused", 0), "waiting": counted.get("waiting", 0),
        "by": str(run.person or ""), "again": address(request, "bulk_run", run.pk),
    }  # fmt: skip
    response = show(request, "queue/report", context, section="queue")
    if not run.finished_at:
        response["Refresh"] = "2"
    return response


def _left_first(run: "BulkRun") -> "Sequence[BulkItem]":
    """Once all is done, those that somebody still has to open come first."""
    items = list(items_of(run))
    return sorted(items, key=lambda item: item.outcome == "done") if run.finished_at else items


def _told(item: "BulkItem") -> dict[str, object]:
    values = {
        name: gettext(value) if isinstance(value, str) and value else value for name, value in item.values.items()
    }
    sentence = gettext(item.sentence) if item.sentence else gettext("Waiting for its turn.")
    return {
        "reference": item.case.reference, "who": item.case.contact_name, "subject": item.case.subject,
        "outcome": item.outcome, "sentence": sentence % values if values else sentence,
    }  # fmt: skip
