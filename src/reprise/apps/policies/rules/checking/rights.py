"""Rows that take a right away: in each situation a row stands for, the law is asked what it gives."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from reprise.apps.policies.rules.cells import OneOf
from reprise.apps.policies.rules.checking.finding import Finding, Severity
from reprise.apps.policies.rules.checking.imagining import Imagination
from reprise.apps.policies.rules.checking.law_says import Imagined, Says, law_says
from reprise.apps.policies.rules.checking.layout import Layout
from reprise.apps.policies.rules.checking.reductions import Reduction, reductions_of
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.terms import Notices
from reprise.apps.policies.rules.vocabulary import TableName
from reprise.law.jurisdictions import law_of
from reprise.law.parameters import Source
from reprise.law.vocabulary import Claim

#: A company with terms of its own is no consumer.
_COMPANIES: Final = frozenset({"professional", "non_professional"})
_PROFESSIONAL: Final = frozenset({"professional"})

#: So that a check always ends soon: after so many situations, only the most usual ones of each row are looked at.
_MOST_LOOKED_AT: Final = 5_000
_FIRST: Final = 24

#: The claims that can end on a ground.
_CLAIMS_OF: Final[Mapping[str, frozenset[str]]] = {
    "withdrawal": frozenset({"withdraw"}),
    "commercial": frozenset({"withdraw"}),
    "conformity": frozenset({"defect", "wrong_item"}),
    "digital_conformity": frozenset({"defect", "wrong_item"}),
    "hidden_defect": frozenset({"defect", "wrong_item"}),
    "late_delivery": frozenset({"late_delivery", "not_received"}),
    "recall": frozenset({"recall"}),
    "none": frozenset(claim.value for claim in Claim),
}


@dataclass(slots=True)
class Rights:
    """Looks at every row of a policy for what it takes away; buyers were told `notices` before the order."""

    notices: Notices
    imagination: Imagination
    looked_at: int = 0

    def findings(self, layout: Layout, dead: Collection[str] = ()) -> Iterator[Finding]:
        """For each row the first right it takes away, or else what it decides though law leaves it to a person."""
        for number, row in enumerate(layout.rows):
            if row.id in dead:
                continue  # what never counts takes nothing away
            for reduction in reductions_of(layout.table, row):
                finding = self._first(layout, number, row, reduction)
                if finding is not None:
                    yield finding

    def _first(self, layout: Layout, number: int, row: Row, reduction: Reduction) -> Finding | None:
        doubtful: Finding | None = None
        seen: dict[tuple[tuple[str, int], ...], bool] = {}
        for place, one in enumerate(self._situations(layout.table, row, reduction.claims)):
            self.looked_at += 1
            if self.looked_at > _MOST_LOOKED_AT and place > _FIRST:
                break
            for moment in reduction.moments(one):
                says = law_says(moment, self.notices)
                severity = reduction.takes(moment, says)
                if severity is None or (doubtful is not None and severity is Severity.WARNING):
                    continue
                there = _there(layout, moment, says)
                key = tuple(there.items())
                if key not in seen:
                    seen[key] = _reaches(layout, number, there)
                if not seen[key]:
                    continue
                params = {**_told(moment, says, row), **reduction.params}
                texts = _texts(reduction, moment, says)
                finding = Finding(layout.table, row.id, severity, reduction.code, params, texts)
                if severity is Severity.ERROR or reduction.only_asks:
                    return finding
                doubtful = finding
        return doubtful

    def _situations(self, table: TableName, row: Row, claims: frozenset[str] | None) -> Iterator[Imagined]:
        basis = row.when.get("basis")
        if isinstance(basis, OneOf) and not basis.but:
            led_to = frozenset().union(*(_CLAIMS_OF.get(word, frozenset()) for word in basis.values))
            claims = led_to if claims is None else claims & led_to
        at_home = table is TableName.CONTRACT  # one company, which lives in one place
        return self.imagination.of(row.when, claims, _buyers(table, row), at_home=at_home)


def _buyers(table: TableName, row: Row) -> frozenset[str] | None:
    """Who has the name of a company: no consumer, unless the row says so; a contract counts for professionals only."""
    company, buyer = row.when.get("company"), row.when.get("buyer")
    if not isinstance(company, OneOf) or company.but or (isinstance(buyer, OneOf) and not buyer.but):
        return None
    return _PROFESSIONAL if table is TableName.CONTRACT else _COMPANIES


def _texts(reduction: Reduction, one: Imagined, says: Says) -> tuple[Source, ...]:
    """The texts to name: those of the rule the row goes against, then those the right rests on."""
    law = law_of(one.country)
    rules = reduction.rules.get(says.basis, ()) if law else ()
    broken = [source for rule in rules for source in law.sources(rule, one.ordered)] if law else []
    return tuple(dict.fromkeys([*broken, *says.sources]))[:3]


def _there(layout: Layout, one: Imagined, says: Says) -> dict[str, int]:
    """Where a situation lies in the table, with what the law answers to it."""
    facts = {**one.facts, "law": says.word, "basis": says.basis.value, "used_beyond_test": one.used}
    return layout.space.at(facts)


def _reaches(layout: Layout, number: int, there: Mapping[str, int]) -> bool:
    """Whether the row is the one that counts somewhere there."""
    for box in layout.boxes[number]:
        if all(bits & box.get(name, bits) for name, bits in there.items()):
            found, _ = layout.free({**box, **there}, layout.before(number))
            if found is not None:
                return True
    return False


def _told(one: Imagined, says: Says, row: Row) -> dict[str, Any]:
    """The situation as the sentence of a finding tells it."""
    delivered = None if one.since_delivery is None else one.declared - timedelta(days=one.since_delivery)
    return {
        "country": one.country, "buyer": one.buyer, "claim": one.claim, "kind": one.kind, "opened": one.opened,
        "second_hand": one.second_hand, "days": one.since_delivery, "ordered": one.ordered, "delivered": delivered,
        "basis": says.basis.value, "law": says.word, "asked": one.asked,
        "since_order": one.since_order if "days_since_order" in row.when else None,
    }  # fmt: skip
