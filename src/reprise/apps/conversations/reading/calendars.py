"""Invitations in a mail, as facts."""

from icalendar import Calendar

LARGEST = 500_000


def events_in(raw: bytes) -> list[dict[str, str]]:
    """What, when, where and by whom of each event; nothing when it is no calendar."""
    try:
        calendar = Calendar.from_ical(raw[:LARGEST])
        method = str(calendar.get("METHOD", ""))[:20]
        return [_event(event, method) for event in calendar.walk("VEVENT")[:10]]
    except Exception:  # noqa: BLE001  # a hostile calendar finds every exception there is; the mail is read without it
        return []


def _event(event: object, method: str) -> dict[str, str]:
    told = event
    get = told.get  # type: ignore[attr-defined]
    by = str(get("ORGANIZER", "")).removeprefix("mailto:").removeprefix("MAILTO:")
    return {
        "what": str(get("SUMMARY", "")), "begins": _moment(get("DTSTART")), "ends": _moment(get("DTEND")),
        "where": str(get("LOCATION", "")), "by": by, "method": method,
    }  # fmt: skip


def _moment(stamp: object) -> str:
    moment = getattr(stamp, "dt", None)
    return "" if moment is None else str(moment)[:40]
