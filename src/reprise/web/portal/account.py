"""The account somebody keeps: their name, which letters they get, the devices they stay signed in on, and its end."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.accounts.customer_queries import devices_of
from reprise.apps.accounts.services.change_account import change_account
from reprise.apps.accounts.services.end_account import end_account
from reprise.apps.accounts.services.sign_out_customer import sign_out_customer
from reprise.core.refusals import Refusal
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, keep_private, shop_page
from reprise.web.portal.opened import close_list, forget_all
from reprise.web.portal.pages import Problem, show, told
from reprise.web.portal.staying import go_on, signed_in


@shop_page(READ_AND_WRITE)
def account(request: ShopRequest) -> HttpResponse:
    """Only for whoever stays signed in here; for anybody else, the way to do so."""
    if signed_in(request) is None:
        return HttpResponseRedirect(reverse("portal:cases", args=[request.shop.slug]))
    if request.method != "POST":
        return keep_private(go_on(request, _page(request)))
    deed = request.POST.get("do", "")
    return keep_private(DEEDS[deed](request) if deed in DEEDS else _page(request))


account.door = "order"  # type: ignore[attr-defined]  # read by the authorisation matrix


def _save(request: ShopRequest) -> HttpResponse:
    session = signed_in(request)
    assert session is not None
    try:
        change_account(
            account=session.account, name=request.POST.get("name", ""), language=request.POST.get("language", ""),
            gets_reminders="reminders" in request.POST, is_asked_opinions="opinions" in request.POST,
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, [told(refusal, {"name": "name"})])
    messages.success(request, gettext("Your choices are kept."))
    return _again(request)


def _end_device(request: ShopRequest) -> HttpResponse:
    session, typed = signed_in(request), request.POST.get("device", "")
    assert session is not None
    if typed == str(session.pk):
        return close_list(request)
    if typed.isascii() and typed.isdigit() and len(typed) < 19:
        sign_out_customer(account=session.account, device_id=int(typed), at=request.now)
        messages.success(request, gettext("That device is signed out."))
    return _again(request)


def _everywhere(request: ShopRequest) -> HttpResponse:
    session = signed_in(request)
    assert session is not None
    sign_out_customer(account=session.account, at=request.now)
    return _leave(request, gettext("You are signed out everywhere."))


def _end(request: ShopRequest) -> HttpResponse:
    session = signed_in(request)
    assert session is not None
    if "sure" not in request.POST:
        return _page(request, [Problem(gettext("Tick the box to delete the account."), "sure")])
    sign_out_customer(account=session.account, at=request.now)
    end_account(account=session.account)
    return _leave(request, gettext("Your account is deleted. Your requests stay, by the links in our e-mails."))


def _leave(request: ShopRequest, said: str) -> HttpResponse:
    response = HttpResponseRedirect(reverse("portal:home", args=[request.shop.slug]))
    forget_all(request, response)
    messages.success(request, said)
    return response


def _again(request: ShopRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:account", args=[request.shop.slug]))


def _page(request: ShopRequest, problems: list[Problem] | None = None) -> HttpResponse:
    session = signed_in(request)
    assert session is not None
    kept = session.account
    typed = request.POST if problems and request.POST.get("do") == "save" else None
    context = {
        "kept": kept, "session": session, "devices": devices_of(kept, request.now),
        "name": typed.get("name", "")[:200] if typed else kept.name,
        "language": typed.get("language", "") if typed else kept.language,
        "reminders": "reminders" in typed if typed else kept.gets_reminders,
        "opinions": "opinions" in typed if typed else kept.is_asked_opinions,
        "languages": settings.LANGUAGES, "back": reverse("portal:my_cases", args=[request.shop.slug]),
    }  # fmt: skip
    return show(request, "mine/account", context, problems=problems or [])


DEEDS = {"save": _save, "device": _end_device, "everywhere": _everywhere, "end": _end}
