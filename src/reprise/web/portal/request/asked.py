"""The answers of a draft as law, policy and the workflows understand them."""

from datetime import date

from reprise.readmodels.requests import Delivery, Request, Wish
from reprise.web.portal.request.answers import NOT_HERE, PRINTS, WITHDRAW, Answers


def request_of(said: Answers, *, language: str, draft_key: str, channel: str = "portal") -> Request:
    """The whole request."""
    files = said.files if said.something_is_wrong else ()
    return Request(
        wishes=tuple(_wish(said, line_id, pieces) for line_id, pieces in said.items.items()),
        danger=bool(said.danger), hazard=said.hazard if said.danger else "", language=language, file_ids=files,
        shots={code: file for code, file in said.shots.items() if file in files}, draft_key=draft_key,
        channel=channel,
    )  # fmt: skip


def _wish(said: Answers, line_id: int, pieces: int) -> Wish:
    about = said.about(line_id)
    here = about.claim not in NOT_HERE
    remedy = said.wish or ""
    if remedy == "replacement" and here and said.kinds[line_id] in PRINTS:
        remedy = "reprint"
    return Wish(
        order_line_id=line_id, quantity=pieces, claim=about.claim, reason=about.reason, description=about.description,
        asked_remedy="" if about.claim == WITHDRAW else remedy, opened=bool(about.opened),
        delivery=Delivery() if here else _delivery(said, about.tracking),
    )  # fmt: skip


def _delivery(said: Answers, tracking: str) -> Delivery:
    told = said.delivery
    if told is None:
        return Delivery(tracking)
    return Delivery(tracking, _day(told.promised), told.essential, _day(told.asked), _day(told.until))


def _day(kept: str) -> date | None:
    return date.fromisoformat(kept) if kept else None
