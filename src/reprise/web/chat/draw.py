"""How a chat is drawn: whole, as a page or a panel; or only what is new, for a page that is open."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from reprise.apps.conversations.kinds import ThreadState
from reprise.core.refusals import Refusal
from reprise.platform.live import pass_for
from reprise.web.chat.answering import Answering, answering_of
from reprise.web.chat.first_line_offer import asks_address, is_on, offer_of
from reprise.web.chat.rows import Day, page_of, said
from reprise.web.chat.talk import Talk, Way, talk_of
from reprise.web.refusals import status_of, tell_plainly

LONGEST_ASKED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct, for the summary above a page."""

    message: str
    target: str = ""


def wants_news(request: HttpRequest) -> bool:
    """Whether a page that is open asks, and not somebody who waits for a page."""
    return request.headers.get("X-Chat", "") == "1"


def drawn(
    request: HttpRequest, *, problems: Sequence[Problem] = (), typed: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The whole chat, with what was typed and what is wrong with it, if anything."""
    talk = talk_of(request)
    aside = "panel" in request.GET or talk.way is Way.FRAME
    template = "chat/panel.html" if aside else "chat/page.html"
    asked = {"body": request.GET.get("say", "")[:LONGEST_ASKED]}  # somebody who searched the articles in vain
    context = picture(talk, problems, typed or asked, before=number(request.GET.get("before")))
    aside = template == "chat/panel.html"  # a page has the way to the other language at its head
    return private(
        render(request, template, {**context, "languages": _languages(talk) if aside else ()}, status=status)
    )


def _languages(talk: Talk) -> list[dict[str, str]]:
    """The same chat in each other language."""
    others = [code for code, _ in settings.LANGUAGES if code != talk.language]
    here = f"/{talk.language}/"
    return [
        {"code": code, "name": code.upper(), "href": talk.base.replace(here, f"/{code}/", 1)}
        for code in others if here in talk.base
    ]  # fmt: skip


def thread_picture(talk: Talk, before: int = 0) -> dict[str, object]:
    """What was said and who answers: the part of the panel that a page of something else shows too."""
    (days, earlier), person = page_of(talk, before=before), talk.person
    return {
        "earlier": earlier,
        "talk": talk, "days": days, "last": _last(days), "mark": mark_of(talk, days), "live": live_pass(talk),
        "answering": answering_of(talk), "unread": _unread(talk, days), "begun": talk.conversation is not None,
        "assistant": is_on(talk), "offer": None if before else offer_of(talk, days),
        "asks_address": asks_address(talk, days),
        "contact": {"name": person.name if person else "", "email": person.email if person else ""},
    }  # fmt: skip


def picture(talk: Talk, problems: Sequence[Problem], typed: Mapping[str, str], *, before: int = 0) -> dict[str, object]:
    """Everything the panel shows."""
    greeting = talk.kept.greeting_en if talk.language == "en" else talk.kept.greeting_fr
    verified = talk.person is not None and talk.person.is_verified
    case = talk.case or (talk.conversation.case if talk.conversation and talk.way is Way.READER else None)
    return {
        **thread_picture(talk, before), "shop": talk.shop, "case": case, "no_dock": True,
        "back": talk.base.removesuffix("chat/") if talk.way in {Way.PAGE, Way.CASE} else "",
        "greeting": greeting, "asks_who": talk.way in {Way.PAGE, Way.FRAME} and not verified and _is_nobody(talk),
        "client_id": secrets.token_urlsafe(12), "problems": problems, "typed": typed,
        "at": {problem.target: problem.message for problem in problems if problem.target},
    }  # fmt: skip


def _is_nobody(talk: Talk) -> bool:
    """Whether nobody vouches for who the visitor is."""
    return not (talk.session and talk.session.subject)


def news(request: HttpRequest, *, after: int, problems: Sequence[str] = (), told: str = "") -> HttpResponse:
    """What is new since a number, for a page that is open: rows, marks, by when somebody answers."""
    talk = talk_of(request)
    days = said(talk, after=after)
    shown = days or said(talk, most=1)
    answering: Answering = answering_of(talk)
    answer: dict[str, Any] = {
        "html": render_to_string("chat/rows.html", {"days": days, "talk": talk}) if days else "",
        "last": max(after, _last(days)), "mark": mark_of(talk, shown), "status": answering.short,
        "hours": answering.closed, "open": answering.is_open, "live": live_pass(talk), "problems": list(problems),
        "unread": _unread(talk, days), "begun": talk.conversation is not None,
        "told": told, "contact": asks_address(talk, shown),
        "offer": _offered(request, talk, shown), "assistant": is_on(talk),
    }  # fmt: skip
    if talk.new_key and talk.way is Way.FRAME:
        answer["key"] = talk.new_key
    return private(JsonResponse(answer))


def _offered(request: HttpRequest, talk: Talk, days: Sequence[Day]) -> str:
    """What may be pressed now; empty when nothing may."""
    offer = offer_of(talk, days)
    return render_to_string("chat/first_line/offer.html", {"offer": offer, "talk": talk}, request) if offer else ""


def _last(days: Sequence[Day]) -> int:
    return days[-1].rows[-1].number if days else 0


def _unread(talk: Talk, days: Sequence[Day]) -> int:
    """How many of these rows the visitor has not seen, in any of their windows."""
    person, thread = talk.person, talk.conversation
    seen = person.read_up_to if person else thread.read_by_customer if thread else 0
    return sum(row.side != "me" and row.number > seen for day in days for row in day.rows)


def mark_of(talk: Talk, days: Sequence[Day]) -> str:
    """What stands under the visitor's last words; empty when somebody else spoke after them, or nobody did."""
    if talk.conversation is None or not days or days[-1].rows[-1].side != "me":
        return ""
    last = days[-1].rows[-1].number
    return gettext("Read") if talk.conversation.read_by_staff >= last else gettext("Sent")


def live_pass(talk: Talk) -> str:
    """What lets the page follow the conversation; empty as long as there is none."""
    if talk.conversation is None or talk.conversation.state == ThreadState.MERGED.value:
        return ""
    name = talk.person.name if talk.person else talk.case.contact_name if talk.case else ""
    return pass_for(topic=f"conversation:{talk.conversation.key}", side="customer", name=name, at=talk.at)


def done(request: HttpRequest, *, problems: Sequence[str] = (), told: str = "") -> HttpResponse:
    """After a deed: what is new for a page that is open, else the page again at its end."""
    talk = talk_of(request)
    if wants_news(request):
        return news(request, after=number(request.POST.get("after")), problems=problems, told=told)
    if told:
        messages.success(request, told)
    if problems:
        return drawn(request, problems=[Problem(problem, "chat-files") for problem in problems])
    return private(HttpResponseRedirect(f"{talk.base}#chat-end"))


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A deed that was not done: its sentence, and nothing typed is lost."""
    if wants_news(request):
        told = {"problems": [tell_plainly(refusal)], "code": refusal.code, "field": refusal.field or ""}
        return private(JsonResponse(told, status=status_of(refusal)))
    target = {"body": "chat-body", "email": "chat-email", "files": "chat-files"}.get(refusal.field or "", "")
    typed = {name: str(request.POST[name]) for name in request.POST if name != "csrfmiddlewaretoken"}
    return drawn(request, problems=[Problem(tell_plainly(refusal), target)], typed=typed, status=status_of(refusal))


def number(text: str | None) -> int:
    """A number out of an address or a form; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def private(answer: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy, no engine lists it, its address is told to no other site."""
    add_never_cache_headers(answer)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "same-origin"
    return answer
