"""One deed on several conversations: give them to somebody, put them off, close them, make one of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.inbox.chosen import chosen
from reprise.readmodels.inbox.page import rows_of
from reprise.web.backoffice.conversations import choice, snoozing
from reprise.web.backoffice.conversations.bulk_deeds import RIGHTS, TITLES, do, staying
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm
from reprise.web.backoffice.once import done_before, first_to_send, let_go, remember
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "assign": ("person",),
    "snooze": ("until", "own"),
    "merge": ("into", "vouched"),
}


class BulkForm(DeskForm):
    """What a deed on several conversations needs to know; closing them needs nothing."""

    person = forms.TypedChoiceField(label=_("Whose conversations"), required=False, coerce=int, empty_value=None)
    until = forms.ChoiceField(label=_("Until"), widget=forms.RadioSelect, required=False)
    own = forms.CharField(
        label=_("Another moment"),
        required=False,
        max_length=40,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    into = forms.ChoiceField(label=_("Which one stays"), widget=forms.RadioSelect, required=False)
    vouched = forms.BooleanField(label=_("I know that all of them are the same people"), required=False)

    def __init__(self, *args: Any, deed: str, offered: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {"client_id", *ASKED.get(deed, ())}:
            del self.fields[name]
        for name in offered.keys() & self.fields.keys():
            self.fields[name].choices = offered[name]  # type: ignore[attr-defined]


@desk_page(right=Right.MESSAGES_WRITE)
def bulk(request: StaffRequest) -> HttpResponse:
    """The page of one deed: the chosen conversations and what it needs."""
    deed = request.POST.get("deed", "")
    if request.method != "POST":
        return go(request, gettext("Choose conversations in the list first."), "conversations")
    if deed not in RIGHTS:
        raise NotFound
    request.actor.require(RIGHTS[deed])
    found = chosen(request.actor, request.POST.getlist("conversation"))
    if not found:
        return go(request, gettext("Choose at least one conversation."), "conversations", **_back(request))
    if done_before(request):
        return _twice(request)
    at = timezone.now()
    sent = request.POST.get("step") == "do"
    form = BulkForm(request.POST if sent else None, deed=deed, offered=_offered(request, found, at))
    if sent and not form.is_valid():
        form.status = 422
    elif sent and not first_to_send(request):
        return _twice(request)
    elif sent:
        try:
            said = do(actor=request.actor, deed=deed, found=found, given=_given(request, form, at), at=at)
        except Refusal as refusal:
            let_go(request)
            form.refused(refusal, status_of(refusal))
        else:
            remember(request)
            return go(request, said, "conversations", **_back(request))
    context = {
        "form": form, "deed": deed, "heading": gettext(TITLES[deed]), "rows": rows_of(found),
        "query": request.POST.get("query", "")[:2_000], "back": _back(request),
    }  # fmt: skip
    return show(request, "conversations/bulk", context, section="conversations", status=form.status)


def _offered(request: StaffRequest, found: "Sequence[Conversation]", at: datetime) -> dict[str, list[tuple[str, str]]]:
    people = [(str(person.pk), str(person)) for person in colleagues(request.actor)]
    moments = [(one.name, f"{one.label} ({one.when})") for one in snoozing.presets(request.shop, at)]
    names = {row.conversation.pk: row.who or gettext("Visitor") for row in rows_of(found)}
    ones = [
        (
            str(one.key),
            gettext("%(who)s: %(what)s")
            % {"who": names[one.pk], "what": one.case.reference if one.case else one.subject},
        )
        for one in staying(found)
    ]
    return {
        "person": [("", gettext("Nobody")), *people], "into": ones,
        "until": [*moments, ("own", gettext("Another moment"))],
    }  # fmt: skip


def _given(request: StaffRequest, form: BulkForm, at: datetime) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    if "until" in given:
        given["moment"] = snoozing.chosen(request.shop, given["until"], given["own"], at)
    return given


def _back(request: StaffRequest) -> dict[str, str]:
    """The list one came from."""
    return choice.query_of(choice.read(QueryDict(request.POST.get("query", "")[:2_000].lstrip("?"))))


def _twice(request: StaffRequest) -> HttpResponse:
    told = gettext("This was done already; it was not done twice.")
    return go(request, told, "conversations", **_back(request))
