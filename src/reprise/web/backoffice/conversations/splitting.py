"""Take messages out of a conversation, into one of their own or back to where they were before a merge."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.core.refusals import Refusal
from reprise.readmodels.inbox.thread import Thread, thread_of
from reprise.web.backoffice.conversations.clock import hour_or_day
from reprise.web.backoffice.conversations.said import said_in
from reprise.web.backoffice.conversations.scene import open_one, who_is
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.once import done_before, remember
from reprise.web.backoffice.pages import go, show
from reprise.web.refusals import status_of
from reprise.workflows.join_threads import split as split_off


class SplitForm(DeskForm):
    """Which messages, and what the new conversation is about."""

    messages = forms.TypedMultipleChoiceField(
        label=_("Messages"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one message.")},
    )  # fmt: skip
    subject = forms.CharField(label=_("What the new conversation is about"), required=False, max_length=240)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["messages"].choices = offered  # type: ignore[attr-defined]


@desk_page(right=Right.CASES_WRITE)
def split(request: StaffRequest, thread: UUID) -> HttpResponse:
    """The messages to choose from; those that came by one merge, taken out together, undo it."""
    found = open_one(request, thread)
    if request.method == "POST" and done_before(request):
        return go(request, gettext("This was done already; it was not done twice."), "conversation", found.key)
    at = timezone.now()
    seen = thread_of(request.actor, found)
    form = SplitForm(typed(request), offered=_offered(request, seen), initial={"messages": _merged(seen)})
    if request.method == "POST":
        form.status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    new = split_off(
                        actor=request.actor, conversation=found, sequences=form.cleaned_data["messages"], at=at,
                        subject=form.cleaned_data["subject"],
                    )  # fmt: skip
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                remember(request)
                return go(request, gettext("The messages stand here now."), "conversation", new.key)
    context = {"form": form, "conversation": found, "who": who_is(found), "has_merged": bool(_merged(seen))}
    return show(request, "conversations/split", context, section="conversations", status=form.status)


def _offered(request: StaffRequest, seen: Thread) -> list[tuple[str, str]]:
    at = timezone.now()
    return [
        (
            str(one.told.sequence),
            gettext("%(who)s, %(when)s: %(said)s")
            % {"who": one.who, "when": hour_or_day(one.moment, at), "said": " ".join(one.told.body.split())[:140]},
        )
        for one in said_in(request, seen)
    ]


def _merged(seen: Thread) -> list[int]:
    """What came from another conversation is chosen already: taking it out again is why most people come here."""
    return [one.sequence for one in seen.view.said if one.is_moved]
