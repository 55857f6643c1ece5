"""What a case asks, said again as a request, with all that was added to it since: its answer can be computed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.conversations.message_queries import words_of_customer
from reprise.apps.evidence.models import Evidence
from reprise.law.vocabulary import Item
from reprise.readmodels.proposal import Proposal, proposal_of
from reprise.readmodels.requests import Delivery, Request, Wish

LABEL: Final = "label"  # bought by the shop: it shows nothing
_OPENED: Final = frozenset({Item.FILAMENT_OPENED.value, Item.RESIN_OPENED.value})


def request_of_case(case: Case, lines: Sequence[CaseLine]) -> Request:
    """The request that these lines are, with the files that lie on the case now."""
    wishes = tuple(wish_of(line) for line in lines)
    return with_evidence(case, Request(wishes, danger=case.danger, language=case.language, channel=case.channel))


def with_evidence(case: Case, request: Request) -> Request:
    """A request with the files of its case beside its own, and what the customer wrote there."""
    there = list(Evidence.objects.filter(case=case, removed_at__isnull=True).exclude(shot=LABEL).order_by("id"))
    shots = {piece.shot: piece.file_id for piece in there if piece.shot}
    files = (*(piece.file_id for piece in there), *request.file_ids)
    return replace(
        request, file_ids=files, shots={**shots, **request.shots}, danger=request.danger or case.danger,
        written=words_of_customer(case.pk),
    )  # fmt: skip


def wish_of(line: CaseLine) -> Wish:
    """What a line asks, in the words of the request it came by."""
    proposal = proposal_of(line.proposal)
    return Wish(
        line.order_line_id or 0, line.quantity, line.claim, reason=line.reason, description=line.description,
        asked_remedy=line.asked_remedy, opened=_opened(proposal), delivery=_delivery(proposal),
    )  # fmt: skip


def _opened(proposal: Proposal | None) -> bool:
    return proposal is not None and (proposal.opened or proposal.facts.get("item") in _OPENED)


def _delivery(proposal: Proposal | None) -> Delivery:
    """What the customer told of goods that did not come; of an older case, as far as the law's facts hold it."""
    if proposal is None or not proposal.away:
        return Delivery()
    told: Mapping[str, Any] = proposal.delivery or {}
    facts = proposal.facts
    return Delivery(
        tracking=str(told.get("tracking", "")),
        promised_on=_day(told.get("promised_on") or facts.get("promised")),
        essential=bool(told.get("essential") or facts.get("date_essential")),
        asked_on=_day(told.get("asked_on") or facts.get("notice_to_perform")),
        extra_until=_day(told.get("extra_until") or facts.get("extra_time_until")),
    )  # fmt: skip


def _day(said: object) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) and said else None
