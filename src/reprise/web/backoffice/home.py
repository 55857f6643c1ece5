"""Which shop's desk: the only one, or a choice."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reprise.apps.accounts.queries import shops_of
from reprise.web.backoffice.door import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the home page of the only shop, or let somebody who works for several choose."""
    shops = shops_of(request.user.pk or 0)
    if len(shops) == 1:
        return HttpResponseRedirect(reverse("desk:overview", args=[shops[0].slug]))
    return render(request, "desk/home.html", {"shops": shops})
