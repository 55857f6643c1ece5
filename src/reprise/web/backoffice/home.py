"""Which shop's desk: the only one, or a choice."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reprise.apps.accounts.queries import role_in, shops_of
from reprise.apps.accounts.rights import RIGHTS, Right
from reprise.web.backoffice.door import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the home page of the only shop (or its first steps), or let somebody who works for several choose."""
    shops = shops_of(request.user.pk or 0)
    if len(shops) == 1 and shops[0].set_up_at is None and _may_set_up(request.user.pk or 0, shops[0].pk):
        return HttpResponseRedirect(reverse("desk:set_up", args=[shops[0].slug]))
    if len(shops) == 1:
        return HttpResponseRedirect(reverse("desk:overview", args=[shops[0].slug]))
    return render(request, "desk/home.html", {"shops": shops})


def _may_set_up(person_id: int, shop_id: int) -> bool:
    return Right.SETTINGS_EDIT in RIGHTS[role_in(person_id, shop_id)]
