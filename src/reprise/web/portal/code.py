"""A personal link on a device not seen before: a code goes to whom the matter belongs, and opens it here.

Looking sends nothing, for mail scanners look at every link; the button does.
"""

import secrets
from dataclasses import dataclass
from typing import Final, cast

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import get_language

from reprise.core.refusals import Kind, Refusal, mark
from reprise.web.client_address import client_address
from reprise.web.portal.door import READ, ShopRequest, keep_private
from reprise.web.portal.known import is_known, of_address, remember
from reprise.web.portal.pages import Problem, show, told
from reprise.web.refusals import status_of
from reprise.workflows.device_code import check_device_code, send_device_code

LONGEST: Final = 20


class CodeFirst(Refusal):
    """An open page asks for something, and its device is not known any more."""

    code = "code_first"
    kind = Kind.FORBIDDEN
    sentence = mark("This device is not known any more. Load the page again: we mail you a code that opens it.")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a personal link leads to, and whose it is."""

    about: str  # case:12, reader:7
    email: str
    base: str  # its address, below which everything of it is


def is_asked(request: ShopRequest, matter: Matter) -> bool:
    """Whether a code is needed before the link opens; never where there is no address to mail one to."""
    if not request.shop.asks_code or not matter.email:
        return False
    return not is_known(request, matter.about, of_address(matter.email))


def ask_first(request: ShopRequest, matter: Matter) -> HttpResponseBase:
    """Lead to the code, and afterwards back; what an open page asks for is refused."""
    if request.headers.get("X-Chat"):
        raise CodeFirst
    back = request.get_full_path() if request.method in READ else matter.base
    query = urlencode({"to": back}) if back != matter.base else ""
    return keep_private(HttpResponseRedirect(f"{matter.base}code/{'?' if query else ''}{query}"))


def code_page(request: ShopRequest, matter: Matter) -> HttpResponseBase:
    """Ask for the code, send it, take it."""
    back = request.POST.get("to", request.GET.get("to", ""))
    to = back if back.startswith(matter.base) else matter.base
    if not is_asked(request, matter):
        return HttpResponseRedirect(to)
    if request.method == "POST":
        deed = _send if request.POST.get("do") == "send" else _open
        return keep_private(deed(request, matter, to))
    return keep_private(_page(request, matter, to))


def _send(request: ShopRequest, matter: Matter, to: str) -> HttpResponseBase:
    holder = secrets.token_urlsafe(18)
    try:
        send_device_code(
            shop=request.shop, about=matter.about, email=matter.email, language=get_language() or "fr",
            network=client_address(request), holder=holder, at=request.now,
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, matter, to, problem=told(refusal, {"code": "code"}), status=status_of(refusal))
    request.session[_key(matter)] = holder
    query = urlencode({"to": to}) if to != matter.base else ""
    return HttpResponseRedirect(f"{matter.base}code/{'?' if query else ''}{query}")


def _open(request: ShopRequest, matter: Matter, to: str) -> HttpResponseBase:
    typed = request.POST.get("code", "")[:LONGEST]
    try:
        check_device_code(about=matter.about, holder=_holder(request, matter), code=typed, at=request.now)
    except Refusal as refusal:
        problem, status = told(refusal, {"code": "code"}), status_of(refusal)
        return _page(request, matter, to, problem=problem, typed=typed, status=status)
    request.session.pop(_key(matter), None)
    return remember(request, HttpResponseRedirect(to), of_address(matter.email))


def _page(
    request: ShopRequest, matter: Matter, to: str, *, problem: Problem | None = None, typed: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "to": to if to != matter.base else "", "address": _hidden(matter.email), "typed": typed,
        "sent": bool(_holder(request, matter)), "no_dock": True,
    }  # fmt: skip
    return show(request, "code", context, problems=[problem] if problem else [], status=status)


def _holder(request: ShopRequest, matter: Matter) -> str:
    return cast(str, request.session.get(_key(matter), ""))


def _key(matter: Matter) -> str:
    return f"code {matter.about}"


def _hidden(email: str) -> str:
    """An address its owner knows again, and nobody learns."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
