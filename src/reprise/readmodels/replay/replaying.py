"""A past line under two policies: what could not be asked again says why. Pure but for what it remembers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from reprise.apps.policies.rules import Policy, PolicyFacts
from reprise.law.assess import assess
from reprise.law.facts import Facts
from reprise.law.vocabulary import Item
from reprise.readmodels.assessment import VERDICTS
from reprise.readmodels.legal_facts import NOT_HERE
from reprise.readmodels.policy_facts import WRITTEN_DOWN, of_the_past
from reprise.readmodels.replay.answering import Answer, Question, answer_of
from reprise.readmodels.replay.kept_facts import law_facts, policy_facts
from reprise.readmodels.replay.outcome import Counted, counted
from reprise.readmodels.replay.past_row import PastRow

REMEMBERED: Final = 20_000
OPENED: Final = frozenset({Item.FILAMENT_OPENED, Item.RESIN_OPENED})

#: The law's answers by their facts: both policies, and lines alike, ask only once.
remembered = lru_cache(maxsize=REMEMBERED)(assess)


@dataclass(frozen=True, slots=True)
class Replayed:
    """One line with both answers and the rows that spoke; `why_not`: why it could not be replayed."""

    row: PastRow
    before: Counted | None = None
    after: Counted | None = None
    hits_before: tuple[tuple[str, str], ...] = ()
    hits_after: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()  # facts the draft asks for that nobody kept
    differs: bool = False  # the policy of its day, asked again, answers otherwise than it did
    why_not: str = ""


class Replay:
    """Two policies, and the answers already found."""

    def __init__(self, in_force: Policy, draft: Policy, *, number: int, limit: int | None) -> None:
        self.in_force, self.draft, self.number, self.limit = in_force, draft, number, limit

    def one(self, row: PastRow) -> Replayed:
        """Ask both policies about a line."""
        if row.state == "cancelled":
            return Replayed(row, why_not="cancelled")
        try:
            kept = json.loads(row.proposal)
            if not kept:
                return Replayed(row, why_not="no_answer_kept")
            if not kept.get("facts"):
                return Replayed(row, why_not="kind_unknown")
            return self._both(row, question_of(row, kept, self.limit), kept)
        except (KeyError, TypeError, ValueError, AttributeError):
            return Replayed(row, why_not="unreadable")

    def _both(self, row: PastRow, asked: Question, kept: Mapping[str, Any]) -> Replayed:
        before, after = (answer_of(policy, asked, judge=remembered) for policy in (self.in_force, self.draft))
        differs = kept.get("policy_number") == self.number and VERDICTS[before.ruling.told.decision] != kept["verdict"]
        return Replayed(
            row, counted(before, row, away=asked.away), counted(after, row, away=asked.away), _hits(before),
            _hits(after), _unknown(after), differs,
        )  # fmt: skip


def _hits(answer: Answer) -> tuple[tuple[str, str], ...]:
    said = answer.ruling.policy
    hits = [(hit.table.value, hit.row.id) for hit in said.trace if hit.row is not None]
    return (*hits, *(("signal", one.row_id) for one in said.signals[1:]))


def _unknown(answer: Answer) -> tuple[str, ...]:
    """The facts that alone kept a row from matching, in whatever table."""
    return tuple(dict.fromkeys(name for hit in answer.ruling.policy.trace for name in hit.missing))


def question_of(row: PastRow, kept: Mapping[str, Any], limit: int | None = None) -> Question:
    """What was known of a line on its day."""
    law = law_facts({**kept["facts"], "commercial_policy": None})
    said = kept.get("policy") or {}
    facts = policy_facts(said["facts"]) if said.get("facts") else _from_order(row, law, kept)
    if row.past is not None and facts.returns_12m is None:  # nobody asked that day, but the shop can still count
        facts = replace(facts, **of_the_past(row.past))
    away = bool(kept["away"]) if "away" in kept else law.claim in NOT_HERE
    return Question(
        law, facts, away, tracking=(kept.get("delivery") or {}).get("tracking", ""),
        country_known="country" not in kept.get("missing", ()), shots=row.shots,
        disputed=said.get("held") == "disputed", limit=limit,
    )  # fmt: skip


def _from_order(row: PastRow, law: Facts, kept: Mapping[str, Any]) -> PolicyFacts:
    """What the order and the request told, where no policy with rows was asked that day."""
    delivered = law.delivered if not isinstance(law.delivered, tuple) else None
    day = law.declared or row.opened_on
    return PolicyFacts(
        claim=row.claim, reason=row.reason, kind=row.kind or None, buyer=row.buyer, country=law.country or None,
        opened=bool(kept.get("opened")) or law.item in OPENED, second_hand=bool(law.item and law.item.is_second_hand),
        days_since_delivery=(day - delivered).days if delivered else None,
        days_since_order=(day - law.ordered).days if law.ordered else None, ordered=law.ordered,
        value_minor=law.prices.items, order_value_minor=row.order_value, quantity=row.quantity, photos=row.photos,
        measured=row.measured, danger=row.danger, asked_remedy=row.asked_remedy,
        channel=_way(row.channel), company="",
    )  # fmt: skip


def _way(channel: str) -> str:
    return "staff" if channel in WRITTEN_DOWN else channel
