"""The local outbox: what the demo would have mailed."""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from reprise.apps.notifications.enclosures import listed
from reprise.apps.notifications.queries import outbox_mail, outbox_newest
from reprise.web.enclosed import enclosed
from reprise.web.letter_logo import logo_in_place
from reprise.web.outbox.codes import staff_codes
from reprise.web.outbox.door import demo_only

PAGE = 30
#: A letter's page runs nothing and loads nothing; its styles are its own, and its links lead out of the frame.
LETTER_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}


@demo_only
def newest(request: HttpRequest) -> HttpResponse:
    """The newest letters, with the codes that sign in."""
    before = request.GET.get("before", "")
    mails = outbox_newest(PAGE + 1, before=int(before) if before.isdecimal() and len(before) < 15 else None)
    older = mails[PAGE - 1].pk if len(mails) > PAGE else None
    context = {"mails": mails[:PAGE], "older": older, "codes": staff_codes()}
    return render(request, "outbox/list.html", context)


@demo_only
def letter(request: HttpRequest, mail_id: int) -> HttpResponse:
    """One letter, as a page and as text."""
    mail = outbox_mail(mail_id)
    return render(request, "outbox/mail.html", {"mail": mail, "papers": listed([mail])[mail.pk]})


@demo_only
def paper(request: HttpRequest, mail_id: int, place: int) -> HttpResponse:
    """A paper that travels with a letter."""
    del request
    return enclosed(outbox_mail(mail_id), place)


@demo_only
@xframe_options_sameorigin
@csp(LETTER_POLICY)  # type: ignore[arg-type]  # typed for views without arguments
def page(request: HttpRequest, mail_id: int) -> HttpResponse:
    """The letter's HTML alone, for the frame."""
    mail = outbox_mail(mail_id)
    html = logo_in_place(mail.html, mail.shop)
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))
