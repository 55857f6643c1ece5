"""Mails that wait for a person: strangers, what could not be read, and what machines wrote."""

from typing import TYPE_CHECKING, Final

from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.mail_queries import mail_for, mails_of, open_raw
from reprise.apps.conversations.services.retry_mail import put_mail_aside, retry_mail
from reprise.core.refusals import NotFound, mark
from reprise.platform.files.store import FileGone
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.mail.words import why_words
from reprise.web.backoffice.pages import address, go, show

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail

PAGE: Final = 40
SHOWN: Final = 200_000  # bytes of the source on the page; the file has all of it
#: The views, and the states each shows.
VIEWS: Final = {
    "unread": (mark("Could not be read"), (MailState.QUARANTINED, MailState.WAITING)),
    "strangers": (mark("From unknown addresses"), (MailState.ASKS,)),
    "machines": (mark("Automatic answers and bounces"), (MailState.FOLDED,)),
    "aside": (mark("Mails put aside"), (MailState.DROPPED,)),
}
_STATES: Final = {
    MailState.WAITING: ("wait", mark("not read yet")), MailState.QUARANTINED: ("late", mark("could not be read")),
    MailState.ASKS: ("wait", mark("waits for a person")), MailState.FOLDED: ("idle", mark("kept, not answered")),
    MailState.DROPPED: ("idle", mark("put aside")), MailState.ATTACHED: ("done", mark("in its conversation")),
}  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def list_page(request: StaffRequest) -> HttpResponse:
    """A page of mails, newest first, by what they wait for."""
    waiting = _waiting(request)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else next((name for name, count in waiting.items() if count), "unread")
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise NotFound
    rows = mails_of(request.actor).filter(state__in=[state.value for state in VIEWS[view][1]]).exclude(why="trial")
    found = list((rows.filter(pk__lt=int(before)) if before else rows).order_by("-id")[: PAGE + 1])
    context = {
        "rows": [(mail, *state_of(mail), why_words(mail.why)) for mail in found[:PAGE]], "view": view,
        "views": [(name, gettext(title), waiting.get(name)) for name, (title, _states) in VIEWS.items()],
        "first": not before, "others": sum(waiting.values()),
        "older": address(request, "mails", view=view, before=found[PAGE - 1].pk) if len(found) > PAGE else "",
    }  # fmt: skip
    return show(request, "mail/list", context, section="conversations")


def _waiting(request: StaffRequest) -> dict[str, int]:
    """How many mails of each view wait for somebody; what machines wrote and what was put aside waits for nobody."""
    views = {state.value: name for name in ("unread", "strangers") for state in VIEWS[name][1]}
    rows = mails_of(request.actor).filter(state__in=views).exclude(why="trial")
    counts = dict.fromkeys(("unread", "strangers"), 0)
    for state, count in rows.order_by().values_list("state").annotate(count=Count("pk")):
        counts[views[state]] += count
    return counts


@desk_page(right=Right.CASES_READ, methods=READ)
def mail_page(request: StaffRequest, incoming_id: int) -> HttpResponse:
    """One mail: what is known of it, its source, and what can be done."""
    mail = mail_for(request.actor, incoming_id)
    source, is_cut = _source(mail)
    checks = ", ".join(f"{name.upper()} {result}" for name, result in sorted(mail.authentication.items()))
    glyph, words = state_of(mail)
    context = {
        "mail": mail, "glyph": glyph, "words": words, "why": why_words(mail.why), "source": source, "is_cut": is_cut,
        "checks": checks, "may_retry": mail.state == MailState.QUARANTINED and mail.why != "too_large" and source,
        "may_put_aside": mail.state in {MailState.QUARANTINED, MailState.ASKS},
    }  # fmt: skip
    return show(request, "mail/mail", context, section="conversations")


@desk_page(right=Right.CASES_READ, methods=READ)
def raw(request: StaffRequest, incoming_id: int) -> HttpResponse:
    """The bytes as they came, as a download that no browser opens as a page."""
    mail = mail_for(request.actor, incoming_id)
    try:
        with open_raw(mail) as file:
            answer = HttpResponse(file.read(), content_type="message/rfc822")
    except FileGone as gone:
        raise NotFound from gone
    answer["Content-Disposition"] = f'attachment; filename="mail-{mail.pk}.eml"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def retry(request: StaffRequest, incoming_id: int) -> HttpResponse:
    """Read it once more."""
    retry_mail(actor=request.actor, mail_id=incoming_id, at=timezone.now())
    return go(request, gettext("It is read again now. Look here in a minute what became of it."), "mail", incoming_id)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def aside(request: StaffRequest, incoming_id: int) -> HttpResponse:
    """Leave it be; it is kept."""
    put_mail_aside(actor=request.actor, mail_id=incoming_id, at=timezone.now())
    return go(request, gettext("Done: it stays in the list of mails put aside."), "mails")


def state_of(mail: "IncomingMail") -> tuple[str, str]:
    """The glyph and the words of a mail's state."""
    glyph, words = _STATES[MailState(mail.state)]
    return glyph, gettext(words)


def _source(mail: "IncomingMail") -> tuple[str, bool]:
    try:
        with open_raw(mail) as file:
            read = file.read(SHOWN + 1)
    except FileGone:
        return "", False
    return read[:SHOWN].decode("utf-8", "replace").replace("\0", "\ufffd"), len(read) > SHOWN
