"""The page behind an invitation: looking spends nothing, joining does."""

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.queries import role_in
from reprise.apps.accounts.rights import LABELS
from reprise.apps.accounts.services.join_staff import invitation, is_newcomer, join_staff
from reprise.apps.accounts.services.links import LinkSpent
from reprise.web.accounts.forms import JoinForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who invites whom; on sending, spend the invitation and sign the newcomer in."""
    try:
        link = invitation(secret=secret, at=timezone.now())
    except LinkSpent:
        return render(request, "account/join_over.html", status=404)
    person = link.person
    assert person is not None  # an invitation is always somebody's
    if not is_newcomer(person):
        return render(request, "account/join_known.html", {"shop": link.shop, "email": person.email})
    form = JoinForm(request.POST or None, person=person, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        return _join(request, secret, form)
    role = LABELS[role_in(person.pk, link.shop_id)]
    context = {"shop": link.shop, "person": person, "role": role, "form": form}
    return render(request, "account/join.html", context, status=422 if form.errors else 200)


def _join(request: HttpRequest, secret: str, form: JoinForm) -> HttpResponse:
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    with transaction.atomic():
        person = join_staff(
            secret=secret, name=name, password=password, language=get_language() or "fr", at=timezone.now()
        )
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )  # the link was mailed there, so the address is theirs
    response: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=reverse("desk:home")
    )
    if password and request.user.is_authenticated:
        reauthenticate_by_password(request)  # they chose it a moment ago: setting up the second factor asks no more
    return response
