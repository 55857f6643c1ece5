"""The first page of an empty instance: its first owner and shop, for whoever holds the set-up code."""

from typing import Any, Final

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import is_unclaimed
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.claim import claim, require_unclaimed, try_setup_code
from reprise.apps.accounts.services.create_shop import LONGEST_SLUG, TIMEZONES
from reprise.apps.accounts.services.join_staff import join_staff
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.accounts.setup_code import setup_code
from reprise.core.refusals import Refusal
from reprise.web.client_address import client_address
from reprise.web.countries import country_choices
from reprise.web.refusals import status_of, tell
from reprise.workflows.new_shop import new_shop

COUNTRIES: Final = tuple(TIMEZONES)


class FirstShopForm(forms.Form):
    """The code, the shop, and whoever owns it."""

    code = forms.CharField(max_length=40, error_messages={"required": _("Write the set-up code.")})
    shop = forms.CharField(max_length=120, error_messages={"required": _("Write the shop’s name.")})
    country = forms.ChoiceField(initial="FR")
    name = forms.CharField(max_length=120, error_messages={"required": _("Write your name.")})
    email = forms.EmailField(
        max_length=254,
        error_messages={"required": _("Write an e-mail address, for example name@example.com.")},
    )
    password = forms.CharField(
        max_length=256, strip=False, error_messages={"required": _("Choose a password of twelve characters or more.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = country_choices(COUNTRIES)  # type: ignore[attr-defined]

    def clean_password(self) -> str:
        """A password must be long and not guessable."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def first_shop(request: HttpRequest) -> HttpResponse:
    """Ask for the code, the shop and its owner; then sign the owner in. Over once there is a shop or a person."""
    if not is_unclaimed():
        return redirect("desk:home")
    setup_code()  # there is one, however the instance was started
    form, status = FirstShopForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _open(request, form.cleaned_data)
            except Refusal as refusal:
                status = status_of(refusal)
                form.add_error(refusal.field if refusal.field in form.fields else None, tell(refusal))
    return render(request, "account/first_shop.html", {"form": form}, status=status)


def _open(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    """Make shop and owner, all or nothing; the code is used up last, so that a fault leaves it as it was."""
    at, language = timezone.now(), (get_language() or "fr")[:2]
    try_setup_code(code=given["code"], who=client_address(request), at=at)
    with transaction.atomic():
        require_unclaimed()
        shop = new_shop(slug=_slug(given["shop"]), name=given["shop"], country=given["country"], at=at)
        secret = invite_staff(actor=system(shop.pk), email=given["email"], role=Role.OWNER, name=given["name"], at=at)
        owner = join_staff(secret=secret, name=given["name"], password=given["password"], language=language, at=at)
        EmailAddress.objects.update_or_create(
            user=owner, email=owner.email, defaults={"verified": True, "primary": True}
        )  # they hold the instance: no letter could prove more, and none may leave it yet
        claim()
    target = reverse("desk:set_up", args=[shop.slug])
    response: HttpResponse = perform_login(request, owner, email_verification="none", redirect_url=target)
    if request.user.is_authenticated:
        reauthenticate_by_password(request)
    return response


def _slug(name: str) -> str:
    """The shop's name as an address; a name in another alphabet gets a plain one."""
    return slugify(name)[:LONGEST_SLUG].strip("-") or "shop"
