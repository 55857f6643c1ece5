"""The pictures to ask for: those a row of the shop's policy names, else those that show the defect best."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from reprise.apps.cases.models import CaseLine
from reprise.apps.evidence.rules import shots_asked
from reprise.apps.policies.rules import TableName, ask
from reprise.printing.defects import Evidence
from reprise.readmodels.composition import FAULTY
from reprise.readmodels.evidence_given import Demand, demand_of, shots_named
from reprise.readmodels.legal_facts import Sale, policy_facts
from reprise.readmodels.policy_facts import around
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request

#: What shows most defects, where a rule only says how many photos it wants.
USUAL: Final = ("overview", "closeup", "closeup_raking_light", "label_barcode")


def demands(sale: Sale, request: Request, today: date) -> list[tuple[str, Demand | None]]:
    """For each thing that is wrong, its reason and what a row asks to be shown; None where no row speaks."""
    faulty = [wish for wish in request.wishes if wish.claim in FAULTY]
    if not sale.policy.rows(TableName.EVIDENCE):
        return [(wish.reason, None) for wish in faulty]
    seen = around(sale.policy, sale.order, request, today, sale.shop.timezone)
    sale = replace(sale, around=seen)
    found: list[tuple[str, Demand | None]] = []
    for wish in faulty:
        line = sale.line(wish.order_line_id)
        row = ask(sale.policy, TableName.EVIDENCE, policy_facts(sale, wish, line)).row if line else None
        if row is None:
            found.append((wish.reason, None))
            continue
        said = row.then
        found.append((wish.reason, demand_of({
            "row": row.id, "photos": said.get("photos", 0), "measure": said.get("measure", False),
            "shots": str(said.get("shots", "")).replace(",", " ").split(), "files": said.get("files", False),
        })))  # fmt: skip
    return found


def shots_of(reason: str, demand: Demand | None) -> Sequence[Evidence]:
    """The shots of one demand, in order; a row without names gets the usual ones, as many as it wants."""
    if demand is None:
        return shots_asked(reason)
    named = list(shots_named(demand.shots))
    if len(named) < demand.photos:
        best = (*shots_asked(reason), *shots_named(USUAL))
        more = [shot for shot in best if shot.code not in demand.shots]
        named += list({shot.code: shot for shot in more}.values())[: demand.photos - len(named)]
    return named


def shots_missing_of(line: CaseLine, given: Collection[str]) -> Iterator[Evidence]:
    """The shots still asked for a line of a case."""
    kept = proposal_of(line.proposal)
    demand = kept.policy.demand if kept and kept.policy and kept.policy.demand.row else None
    if demand is not None and kept is not None and kept.policy is not None and not kept.policy.lacking:
        return
    yield from (shot for shot in shots_of(line.reason, demand) if shot.code not in given)
