"""What somebody asks the list of conversations for, as it stands in the address; what makes no sense asks nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode

from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language_info, gettext

from reprise.apps.conversations.kinds import Channel
from reprise.core.refusals import mark
from reprise.readmodels.inbox.asked import Asked, View
from reprise.readmodels.inbox.order import Place
from reprise.web.backoffice.choices import LANGUAGES, Chip, Option

VIEWS: Final[Mapping[View, str]] = {
    View.WAITING: mark("Waiting for us"), View.MINE: mark("Mine"), View.NOBODY: mark("Nobody’s"),
    View.ALARMS: mark("Alarms"), View.ASKS: mark("Unknown senders"), View.OPEN: mark("All open"),
    View.SNOOZED: mark("Snoozed"), View.CLOSED: mark("Closed"),
}  # fmt: skip
CHANNELS: Final[Mapping[str, str]] = {
    Channel.PAGE: mark("case page"), Channel.CHAT: mark("chat"), Channel.MAIL: mark("e-mail"),
    Channel.PHONE: mark("telephone"), Channel.API: mark("program"),
}  # fmt: skip
NAMES: Final = ("view", "assignee", "language", "channel", "words")


def read(given: Mapping[str, str]) -> Asked:
    """The choice an address makes."""
    told = {name: " ".join(given.get(name, "").replace("\0", "").split())[:80] for name in NAMES}
    return Asked(
        view=View(told["view"]) if told["view"] in set(View) else View.WAITING,
        assignee=told["assignee"] if _is_somebody(told["assignee"]) else "",
        language=told["language"] if told["language"] in LANGUAGES else "",
        channel=told["channel"] if told["channel"] in set(Channel) else "", words=told["words"],
    )  # fmt: skip


def query_of(asked: Asked) -> dict[str, str]:
    """A choice as the parameters of an address; what asks for nothing is left out."""
    told = {name: str(getattr(asked, name)) for name in NAMES}
    if asked.view is View.WAITING:
        told.pop("view")
    return {name: value for name, value in told.items() if value}


def suffix(asked: Asked, **more: str) -> str:
    """A choice as the end of an address, with its question mark where there is anything to ask."""
    told = urlencode(query_of(asked) | {name: value for name, value in more.items() if value})
    return f"?{told}" if told else ""


def in_tab(asked: Asked, view: View) -> Asked:
    """Another tab drops what narrowed this one."""
    return replace(Asked(), view=view)


def written(place: Place) -> str:
    """The last row seen, for a link to the next page."""
    return f"{place.rank}~{place.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{place.number}"


def place_in(text: str) -> Place | None:
    """The place a link names; one that makes no sense leads to the first page."""
    rank, _, rest = text[:80].partition("~")
    told, _, number = rest.partition("~")
    moment = _moment(told)
    if moment is None or not _is_number(rank) or not _is_number(number):
        return None
    return Place(int(rank), moment, int(number))


def chips(asked: Asked, people: Mapping[int, str]) -> list[Chip]:
    """What was asked for beside the tab, each with the address that takes it away."""
    query = query_of(asked)
    return [
        Chip(label, f"?{urlencode({key: value for key, value in query.items() if key != name})}")
        for name, label in _told(asked, people)
    ]


def _told(asked: Asked, people: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    if asked.words:
        yield "words", gettext("“%(words)s”") % {"words": asked.words}
    if asked.assignee:
        named = {"me": gettext("assigned to me"), "nobody": gettext("assigned to nobody")}
        named |= {str(pk): name for pk, name in people.items()}
        yield "assignee", named.get(asked.assignee, gettext("somebody who left"))
    if asked.language:
        yield "language", str(get_language_info(asked.language)["name_translated"])
    if asked.channel:
        yield "channel", gettext(CHANNELS[Channel(asked.channel)])


def options(asked: Asked, people: Mapping[int, str]) -> dict[str, list[Option]]:
    """What each field of the filter offers."""
    offered: dict[str, Mapping[str, str]] = {
        "assignee": {
            "me": gettext("Me"),
            "nobody": gettext("Nobody"),
            **{str(pk): name for pk, name in people.items()},
        },
        "language": {code: str(get_language_info(code)["name_translated"]).capitalize() for code in LANGUAGES},
        "channel": {channel: gettext(label).capitalize() for channel, label in CHANNELS.items()},
    }
    return {
        name: [Option(value, label, value == getattr(asked, name)) for value, label in found.items()]
        for name, found in offered.items()
    }


def _is_somebody(text: str) -> bool:
    return text in {"me", "nobody"} or (_is_number(text) and len(text) <= 9)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
