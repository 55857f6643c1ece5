"""The frame of all settings pages: the list beside them, in one place, and how a page of it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.core.refusals import mark
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.pages import show


@dataclass(frozen=True, slots=True)
class Entry:
    """One settings page: the name of its route, its drawing, its title, what is on it, and the right it asks for."""

    page: str
    icon: str
    title: str
    about: str
    right: Right


#: The settings pages in their order; a new one is a line here and a route of the same name.
ENTRIES: Final[Mapping[str, tuple[Entry, ...]]] = {
    mark("Your shop"): (
        Entry("shop", "globe", mark("Identity and addresses"),
              mark("Legal name, contact, where goods come back to, the mediator, four eyes."), Right.SETTINGS_EDIT),
        Entry("hours", "clock", mark("Opening hours"),
              mark("When somebody answers, holidays and closures, and how soon you promise an answer."),
              Right.CASES_READ),
        Entry("brand", "eye", mark("Logo and colours"),
              mark("How customer pages, letters and papers look."), Right.SETTINGS_EDIT),
    ),
    mark("Messages"): (
        Entry("letters", "mail", mark("Letters"),
              mark("Your words around each letter, where answers go, and reminders."), Right.SETTINGS_EDIT),
        Entry("mailboxes", "inbox", mark("Mailboxes"),
              mark("Where customers’ mail comes in, whether it works, and what waits."), Right.SETTINGS_EDIT),
        Entry("canned", "chat", mark("Ready replies"),
              mark("What you say often, in French and English, one keystroke away."), Right.CASES_READ),
        Entry("macros", "bolt", mark("Macros"),
              mark("Several deeds in one click: reply, note, give, snooze, close."), Right.CASES_READ),
        Entry("sharing", "users", mark("Who answers"),
              mark("Whether new conversations are given out by themselves, and to whom."), Right.SETTINGS_EDIT),
        Entry("after_answer", "warn", mark("Threats and opinions"),
              mark("Who looks when a customer threatens, and whether you ask what they thought."), Right.SETTINGS_EDIT),
        Entry("chat", "chat", mark("Chat"),
              mark("The chat on your pages and on your own site, and who may write there."), Right.SETTINGS_EDIT),
    ),
    mark("Returns"): (
        Entry("policy", "table", mark("Return policy"),
              mark("What you promise on top of the law, published in dated versions."), Right.CASES_READ),
        Entry("notices", "book", mark("Notices to paste"),
              mark("What the law asks you to tell buyers, ready to paste, and what is in place."), Right.CASES_READ),
        Entry("kinds", "layers", mark("Product kinds"),
              mark("How an article is told to be a printer, a spool or a print to order."), Right.ORDERS_READ),
        Entry("checklists", "check", mark("Checklists"),
              mark("What comes back with an article, and what is looked at when it is here."), Right.CASES_READ),
    ),
    mark("Personal data"): (
        Entry("persons", "lock", mark("Copies and erasure"),
              mark("What you keep about a customer: hand it out, or erase it, when they ask."), Right.SETTINGS_EDIT),
    ),
    mark("For you"): (
        Entry("calendar", "calendar", mark("Your calendar"),
              mark("The dates of the agenda in your own calendar program."), Right.CASES_READ),
    ),
    mark("Access"): (
        Entry("people", "users", mark("People and roles"),
              mark("Who works here, and what each of them may do."), Right.STAFF_MANAGE),
        Entry("tokens", "key", mark("API tokens"), mark("Keys for your other programs."), Right.TOKENS_MANAGE),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tab:
    """One link of the list, in the reader's language."""

    page: str
    url: str
    icon: str
    title: str
    about: str


def tabs(request: StaffRequest) -> list[tuple[str, list[Tab]]]:
    """The settings pages this person may open, under their headings."""
    groups = [
        (gettext(heading), [_tab(request, entry) for entry in entries if request.actor.may(entry.right)])
        for heading, entries in ENTRIES.items()
    ]
    return [(heading, found) for heading, found in groups if found]


def _tab(request: StaffRequest, entry: Entry) -> Tab:
    url = reverse(f"desk:{entry.page}", args=[request.shop.slug])
    return Tab(entry.page, url, entry.icon, gettext(entry.title), gettext(entry.about))


def show_settings(
    request: StaffRequest, template: str, context: Mapping[str, object], *, page: str, status: int = 200
) -> HttpResponse:
    """Draw a settings page; its template extends layouts/settings.html and fills the block `settings`."""
    frame = {"page": page, "tabs": tabs(request), "heading": _heading(page)}
    return show(request, f"settings/{template}", {**frame, **context}, section="settings", status=status)


def _heading(page: str) -> str:
    titles = {entry.page: entry.title for entries in ENTRIES.values() for entry in entries}
    return gettext(titles[page]) if page in titles else gettext("Settings")
