"""The second line of an event on a timeline: which article, how many, until when, how much."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from reprise.apps.cases.events import EventType
from reprise.apps.cases.kinds import LineState, RemedyState, RemedyType, Stage
from reprise.apps.logistics.kinds import Grade, ParcelState, Route, Variance
from reprise.apps.logistics.rules import grades, parcels, routes, variances
from reprise.apps.payments.kinds import RefundState
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.readmodels.deadline_words import TITLES
from reprise.readmodels.explained import in_words

Names = Mapping[str, str]
Data = Mapping[str, Any]

VERDICTS: Final[Mapping[str, str]] = {
    LineState.APPROVED: mark("%(name)s: granted"),
    LineState.PARTLY_APPROVED: mark("%(name)s: granted for %(quantity)s"),
    LineState.DECLINED: mark("%(name)s: refused"),
    LineState.UPHELD: mark("%(name)s: the refusal stands"),
    LineState.OVERTURNED: mark("%(name)s: granted on second look"),
}
REMEDIES: Final[Mapping[str, str]] = {
    RemedyType.REFUND: mark("Refund"),
    RemedyType.PARTIAL_REFUND_KEEP: mark("Partial refund, goods kept"),
    RemedyType.PRICE_REDUCTION: mark("Price reduction"),
    RemedyType.STORE_CREDIT: mark("Store credit"),
    RemedyType.EXCHANGE: mark("Exchange"),
    RemedyType.REPLACEMENT: mark("Replacement"),
    RemedyType.REPRINT: mark("Reprint"),
    RemedyType.REPAIR: mark("Repair"),
    RemedyType.SPARE_PART: mark("Spare part"),
    RemedyType.SEND_BACK: mark("Goods sent back to the customer"),
    RemedyType.NONE: mark("Nothing"),
}
REMEDY_STATES: Final[Mapping[str, str]] = {
    RemedyState.PROPOSED: mark("%(remedy)s proposed"),
    RemedyState.ACCEPTED: mark("%(remedy)s agreed; it waits for the goods"),
    RemedyState.REFUSED: mark("%(remedy)s dropped"),
    RemedyState.ARMED: mark("%(remedy)s ready to be carried out"),
    RemedyState.EXECUTING: mark("%(remedy)s under way"),
    RemedyState.DONE: mark("%(remedy)s done"),
    RemedyState.FAILED: mark("%(remedy)s failed"),
}
REFUNDS: Final[Mapping[str, str]] = {
    RefundState.INTENDED: mark("%(amount)s to be sent"),
    RefundState.SENT: mark("%(amount)s handed to the provider"),
    RefundState.PENDING: mark("%(amount)s on its way"),
    RefundState.SETTLED: mark("%(amount)s paid"),
    RefundState.FAILED: mark("%(amount)s not paid: the provider refused"),
    RefundState.UNKNOWN: mark("%(amount)s: the provider has not answered. Nothing will be sent twice."),
    RefundState.VOID: mark("%(amount)s given up"),
}
HAZARDS: Final[Mapping[str, str]] = {
    "hurt": mark("Somebody was hurt"),
    "burn": mark("It smoked, burned or got too hot"),
    "shock": mark("It gave an electric shock"),
    "leak": mark("Something leaked or gave off fumes"),
}
ENDS: Final[Mapping[str, str]] = {
    Stage.RESOLVED: mark("Everything is settled"),
    Stage.DECLINED: mark("The request was refused"),
    Stage.CANCELLED: mark("The request was cancelled"),
}


def detail_of(kind: EventType, data: Data, private: Data, names: Names) -> str:
    """The detail in the active language; empty where the sentence says it all or the data is of another time."""
    tell = _DETAILS.get(kind)
    if tell is None:
        return ""
    try:
        return tell(data, private, names)
    except (KeyError, ValueError, TypeError):  # an event written by another version of the product
        return ""


def _day(text: object) -> str:
    language = get_language() or "en"
    pattern = "EEEE d MMMM y"
    return str(format_date(date.fromisoformat(str(text)), pattern, locale="en_GB" if language == "en" else language))


def _amount(data: Data) -> str:
    return in_words(Money(int(data["amount_minor"]), data["currency"]), get_language() or "en")


def _article(data: Data, _private: Data, names: Names) -> str:
    return names.get(str(data["line"]), "")


def _articles(data: Data, _private: Data, names: Names) -> str:
    asked = enumerate(data["lines"], start=1)
    return ", ".join(
        gettext("%(quantity)s × %(name)s") % {"quantity": line["quantity"], "name": names[str(position)]}
        for position, line in asked
    )


def _opened(data: Data, private: Data, names: Names) -> str:
    danger = HAZARDS.get(str(data.get("hazard", "")))
    asked = _articles(data, private, names)
    return gettext("%(danger)s. %(articles)s") % {"danger": gettext(danger), "articles": asked} if danger else asked


def _changed(data: Data, _private: Data, names: Names) -> str:
    """Every article said anew: how many before and now."""
    return ", ".join(
        gettext("%(name)s: %(before)s before, %(now)s now")
        % {"name": names[str(one["line"])], "before": one["was"]["quantity"], "now": one["now"]["quantity"]}
        for one in data["lines"]
    )


def _verdict(data: Data, _private: Data, names: Names) -> str:
    sentence = VERDICTS[data["verdict"]]
    told = gettext(sentence) % {"name": names[str(data["line"])], "quantity": data["quantity"]}
    if rule := data.get("rule"):
        by = gettext("by rule %(rule)s of version %(number)s") % {"rule": rule, "number": data.get("policy")}
        return f"{told} ({by})"
    return told


def _authorised(data: Data, _private: Data, _names: Names) -> str:
    return gettext("Return number %(number)s, to be sent by %(day)s") % {
        "number": data["number"],
        "day": _day(data["expires_on"]),
    }


def _parcel(_data: Data, private: Data, _names: Names) -> str:
    number = private.get("tracking_number", "")
    return gettext("Tracking number %(number)s") % {"number": number} if number else ""


def _proof(data: Data, _private: Data, _names: Names) -> str:
    return gettext("Handed in on %(day)s") % {"day": _day(data["dispatched_on"])}


def _news(data: Data, _private: Data, _names: Names) -> str:
    return gettext(parcels.STATES[ParcelState(data["state"])])


def _person(_data: Data, private: Data, _names: Names) -> str:
    return ", ".join(str(private[part]) for part in ("name", "email") if private.get(part))


def _copied(data: Data, private: Data, _names: Names) -> str:
    to, mark_of_it = private.get("to", ""), str(data["digest"])[:16]
    return gettext("To %(address)s, fingerprint %(digest)s") % {"address": to, "digest": mark_of_it} if to else ""


def _received(data: Data, _private: Data, _names: Names) -> str:
    if data.get("unannounced"):
        return gettext("A parcel nobody had announced belongs to this case")
    return ", ".join(
        gettext("%(quantity)s × %(finding)s")
        % {"quantity": one["quantity"], "finding": gettext(variances.NAMES[Variance(one["variance"])])}
        for one in data["found"]
    )


def _inspected(data: Data, _private: Data, _names: Names) -> str:
    told = {"quantity": data["quantity"], "grade": gettext(grades.NAMES[Grade(data["grade"])])}
    if not data["complete"]:
        return gettext("%(quantity)s × %(grade)s, something is missing") % told
    return gettext("%(quantity)s × %(grade)s") % told


def _put_away(data: Data, _private: Data, _names: Names) -> str:
    told = {"quantity": data["quantity"], "route": gettext(routes.NAMES[Route(data["route"])])}
    return gettext("%(quantity)s × %(route)s") % told


def _remedy(data: Data, _private: Data, _names: Names) -> str:
    sentence, remedy = REMEDY_STATES[data["state"]], REMEDIES[data["type"]]
    return gettext(sentence) % {"remedy": gettext(remedy)}


def _refund_decided(data: Data, _private: Data, _names: Names) -> str:
    return gettext("%(amount)s, credit note %(note)s") % {"amount": _amount(data), "note": data["note"]}


def _refund_changed(data: Data, _private: Data, _names: Names) -> str:
    sentence = REFUNDS[data["state"]]
    return gettext(sentence) % {"amount": _amount(data)}


def _date_done(data: Data, _private: Data, _names: Names) -> str:
    title = gettext(TITLES.get(data["what"], data["what"]))
    return gettext("%(what)s, due %(day)s") % {"what": title, "day": _day(data["due_on"])}


def _closed(data: Data, _private: Data, _names: Names) -> str:
    sentence = ENDS[data["stage"]]
    return gettext(sentence)


_DETAILS: Final[Mapping[EventType, Callable[[Data, Data, Names], str]]] = {
    EventType.CASE_OPENED: _opened,
    EventType.REQUEST_CHANGED: _changed,
    EventType.WITHDRAWAL_RECEIVED: _articles,
    EventType.INFO_ASKED: _article,
    EventType.INFO_GIVEN: _article,
    EventType.LINE_DECIDED: _verdict,
    EventType.LINE_APPEALED: _article,
    EventType.AUTHORISED: _authorised,
    EventType.PARCEL_ANNOUNCED: _parcel,
    EventType.PARCEL_NEWS: _news,
    EventType.PROOF_ADDED: _proof,
    EventType.GOODS_RECEIVED: _received,
    EventType.GOODS_INSPECTED: _inspected,
    EventType.GOODS_DISPOSED: _put_away,
    EventType.REMEDY_CHANGED: _remedy,
    EventType.REFUND_DECIDED: _refund_decided,
    EventType.REFUND_CHANGED: _refund_changed,
    EventType.DATE_DONE: _date_done,
    EventType.CLOSED: _closed,
    EventType.PERSON_ADDED: _person,
    EventType.PERSON_LEFT: _person,
    EventType.TRANSCRIPT_SENT: _copied,
}
