"""Who gets new conversations: by hand, or shared out by load and language among those who take them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import answering
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.take_matters import set_who_takes, take_matters
from reprise.apps.conversations.services.set_sharing import set_sharing
from reprise.apps.conversations.services.share_out import loads_of, share_out, shares_out
from reprise.readmodels.inbox.asked import Asked, View
from reprise.readmodels.inbox.page import inbox_page
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.pages import address, go
from reprise.web.backoffice.settings.frame import show_settings

AT_ONCE = 100


class SharingForm(DeskForm):
    """Whether it happens by itself, and among whom."""

    is_on = forms.BooleanField(
        label=_("Give new conversations out by themselves"), required=False,
        help_text=_("To whoever has the fewest customers waiting, in the customer’s language where that is fair."),
    )  # fmt: skip
    people = forms.TypedMultipleChoiceField(
        label=_("Who takes new ones"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = offered  # type: ignore[attr-defined]


@desk_page(right=Right.SETTINGS_EDIT)
def sharing(request: StaffRequest) -> HttpResponse:
    """Look at it, or change it."""
    team = answering(request.shop.pk)
    loads = loads_of(request.shop.pk)
    kept = {"is_on": shares_out(request.shop.pk), "people": [one.person_id for one in team if one.takes_matters]}
    offered = [(one.person_id, _with_load(str(one.person), loads[one.person_id])) for one in team]
    form = SharingForm(typed(request), initial=kept, offered=offered)
    if form.is_bound and form.is_valid():
        set_sharing(actor=request.actor, is_on=form.cleaned_data["is_on"])
        set_who_takes(actor=request.actor, person_ids=form.cleaned_data["people"])
        return go(request, gettext("Saved."), "sharing")
    if form.is_bound:
        form.status = 422
    return show_settings(request, "sharing", {"form": form}, page="sharing", status=form.status)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def take_part(request: StaffRequest) -> HttpResponse:
    """Take new conversations oneself, or none while one is away."""
    takes = request.POST.get("takes") == "yes"
    take_matters(actor=request.actor, takes=takes)
    said = (
        gettext("New conversations may come to you again.") if takes else gettext("No new conversation comes to you.")
    )
    return go(request, said, "conversations")


@desk_page(right=Right.CASES_WRITE, methods=("POST",))
def share(request: StaffRequest) -> HttpResponse:
    """Give out, now, those that wait and are nobody's."""
    at = timezone.now()
    rows = inbox_page(request.actor, Asked(view=View.NOBODY), at=at, limit=AT_ONCE).rows
    given = sum(share_out(conversation=row.conversation, at=at) is not None for row in rows)
    if given:
        told = ngettext("%(n)d conversation given out.", "%(n)d conversations given out.", given) % {"n": given}
        messages.success(request, told)
    else:
        messages.error(request, gettext("Nothing was given out: nobody takes new conversations, or none waits."))
    return HttpResponseRedirect(address(request, "conversations", view=View.NOBODY.value))


def _with_load(name: str, load: int) -> str:
    told = ngettext("%(name)s (%(n)d waits)", "%(name)s (%(n)d wait)", load)
    return told % {"name": name, "n": load}
