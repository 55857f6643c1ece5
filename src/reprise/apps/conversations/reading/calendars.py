"""Invitations in a mail, as facts."""

from icalendar import Calendar

LARGEST = 500_000
_ZONES = ("Europe/Paris", "Europe/Brussels", "Europe/London", "Europe/Zurich", "Europe/Berlin", "Europe/Madrid")


def warm_up() -> None:
    """Load what a first calendar needs, time zones among it, before the process may open no more files."""
    for begins in (":20260101T090000Z", *(f";TZID={zone}:20260101T090000" for zone in _ZONES)):
        lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"DTSTART{begins}", "END:VEVENT", "END:VCALENDAR")
        events_in("\r\n".join(lines).encode())


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
    """A moment in ISO form; one in a zone nobody knows is left out."""
    try:
        return str(stamp.dt)[:40]  # type: ignore[attr-defined]
    except (AttributeError, ValueError):
        return ""
