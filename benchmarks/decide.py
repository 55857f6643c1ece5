"""How long one decision takes: python benchmarks/decide.py [--rows 500] [--decisions 4000] [--repeats 5].

One decision is what happens for one line of a request: the law is asked, then every table of the shop's policy, and the
whole trace is told (each row that was looked at and why it did not match, and the law's explanation in French). No
database is involved. Each repeat runs in a process of its own on one core; what is printed are medians over the
repeats, with the least and the most. Times are those of the clock and of the processor: on a busy machine only the
latter say what the code does.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.policies.rules import (
    Between,
    Is,
    OneOf,
    Policy,
    PolicyFacts,
    Row,
    TableName,
    answer,
    check_policy,
)
from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import Facts, Notices, Prices
from reprise.law.products import item_for
from reprise.law.vocabulary import Buyer, Claim, Decision
from reprise.printing.defects import defects

DAY = date(2026, 12, 1)
SAYS = {Decision.ACCEPT: "accept", Decision.ACCEPT_IN_PART: "part", Decision.REFUSE: "refuse"}
CLAIMS = (Claim.DEFECT, Claim.DEFECT, Claim.WITHDRAW, Claim.WRONG_ITEM)
COUNTRIES = ("FR", "BE", "DE", "ES", "IT")


def a_policy(rows: int) -> Policy:
    """A shop that has a row for each defect, kind and band of value, and rules for its business customers."""
    luck, answers = random.Random(7), []
    codes, kinds = list(defects()), [kind.value for kind in ProductKind]
    for number in range(rows * 8 // 10):
        value = luck.randrange(5, 400) * 100
        when = {
            "claim": _one("defect"), "reason": _one(codes[number % len(codes)]), "law": _one("accept", "part"),
            "kind": _one(*luck.sample(kinds, 2)), "value_minor": Between(None, value),
            "photos": Between(luck.randrange(3)),
            "danger": Is(value=False), "days_since_delivery": Between(None, luck.choice([30, 60, 90, 365])),
        }  # fmt: skip
        then = {"verdict": "accept", "remedy": "reprint", "goods": luck.choice(["keep", "return"])}
        answers.append(Row(f"a{number}", when, then))
    contracts = tuple(
        Row(f"c{number}", {"company": _one(f"Company {number}")}, {"report_within_days": 30})
        for number in range(rows // 10)
    )
    windows = tuple(
        Row(f"w{number}", {"country": _one(luck.choice(COUNTRIES)), "value_minor": Between(number * 900)}, {"days": 30})
        for number in range(rows - len(answers) - len(contracts))
    )
    return Policy(tables={TableName.ANSWER: tuple(answers), TableName.CONTRACT: contracts, TableName.WINDOW: windows})


def _one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


def requests(count: int) -> list[tuple[Facts, PolicyFacts]]:
    """Requests as they come: half of them about defects, delivered up to a year before."""
    luck, codes, found = random.Random(11), list(defects()), []
    for number in range(count):
        kind, claim = (
            luck.choice(list(ProductKind)).value,
            luck.choice([Claim.DEFECT, Claim.DEFECT, Claim.WITHDRAW, Claim.WRONG_ITEM]),
        )
        days, value, country = luck.randrange(366), luck.randrange(500, 60_000), luck.choice(COUNTRIES)
        declared, buyer = DAY + timedelta(days=number % 300), luck.choice(list(BuyerKind)).value
        delivered = declared - timedelta(days=days)
        legal = Facts(
            country=country, claim=claim, declared=declared, delivered=delivered, ordered=delivered - timedelta(days=4),
            item=item_for(kind), buyer=Buyer(buyer), noticed=declared if claim is not Claim.WITHDRAW else None,
            info=Notices(withdrawal=True, return_cost=True, exclusion=True), prices=Prices(items=value),
        )  # fmt: skip
        known = PolicyFacts(
            claim=claim.value, reason=luck.choice(codes), kind=kind, buyer=buyer, country=country, opened=False,
            second_hand=False, days_since_delivery=days, days_since_order=days + 4, ordered=legal.ordered,
            value_minor=value, order_value_minor=value, quantity=1, photos=luck.randrange(4), measured=False,
            danger=False, channel="portal", company=f"Company {luck.randrange(200)}", tags=frozenset(),
        )  # fmt: skip
        found.append((legal, known))
    return found


def decide(policy: Policy, legal: Facts, known: PolicyFacts) -> int:
    """One decision with its explanation; how many rows the trace tells of."""
    assessed = assess(legal)
    says = SAYS.get(assessed.decision, "person")
    told = answer(policy, _with(known, law=says, basis=assessed.basis.value))
    explain(assessed, "fr")
    return sum(len(hit.steps) for hit in told.trace)


def tables_only(policy: Policy, _legal: Facts, known: PolicyFacts) -> int:
    """The tables alone, without telling their steps."""
    return len(answer(policy, _with(known, law="accept", basis="conformity")).trace)


def _with(known: PolicyFacts, **more: Any) -> PolicyFacts:
    return PolicyFacts(**{name: getattr(known, name) for name in PolicyFacts.__slots__} | more)


def measured(
    deed: Callable[[Policy, Facts, PolicyFacts], int], policy: Policy, asked: list[tuple[Facts, PolicyFacts]]
) -> dict[str, float]:
    """Quantiles of single decisions in milliseconds, and how many a second of processor time gives."""
    for legal, known in asked[:200]:
        deed(policy, legal, known)
    clock, processor = [], []
    for legal, known in asked:
        begun, used = time.perf_counter(), time.thread_time()
        deed(policy, legal, known)
        processor.append((time.thread_time() - used) * 1000)
        clock.append((time.perf_counter() - begun) * 1000)
    by_clock, by_processor = statistics.quantiles(clock, n=100), statistics.quantiles(processor, n=100)
    return {
        "p50 ms": by_clock[49], "p99 ms": by_clock[98], "p50 processor ms": by_processor[49],
        "p99 processor ms": by_processor[98], "per second and core": len(asked) / sum(processor) * 1000,
    }  # fmt: skip


def one_run(rows: int, decisions: int) -> dict[str, float]:
    """Everything once, in this process."""
    policy, asked = a_policy(rows), requests(decisions)
    begun = time.process_time()
    answer(policy, asked[0][1])
    figures = {"compile ms": (time.process_time() - begun) * 1000}
    for name, deed in (("decision", decide), ("tables", tables_only)):
        figures |= {f"{name} {key}": value for key, value in measured(deed, policy, asked).items()}
    begun = time.process_time()
    check_policy(policy, "FR", DAY)
    figures["check s"] = time.process_time() - begun
    return figures


def main() -> None:
    """Run the repeats and print their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--decisions", type=int, default=4_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--once", action="store_true", help="one run in this process, as JSON")
    given = parser.parse_args()
    if given.once:
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        print(json.dumps(one_run(given.rows, given.decisions)))
        return
    again = [sys.executable, __file__, "--once", "--rows", str(given.rows), "--decisions", str(given.decisions)]
    runs = [
        json.loads(subprocess.run(again, check=True, capture_output=True, text=True).stdout)
        for _ in range(given.repeats)
    ]
    print(f"{given.rows} rows, {given.decisions} decisions, {given.repeats} repeats; load {os.getloadavg()[0]:.1f}")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"{name:32} {statistics.median(values):12.3f}   ({min(values):.3f} – {max(values):.3f})")


if __name__ == "__main__":
    main()
