"""Reading the `facts` mapping of a scenario into Facts, with every problem told at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from reprise.law import values
from reprise.law.calendars import regions
from reprise.law.facts import CommercialPolicy, DigitalConditions, Facts, Line, Notices, Prices
from reprise.law.jurisdictions import known_countries
from reprise.law.values import Unreadable
from reprise.law.vocabulary import Buyer, Channel, Claim, Item, Payer, Recipient, Remedy, Seller

Reader = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a mapping of facts: where, and what to write; its line where a file is read."""

    field: str
    message: str
    line: int = 0


class FactsError(ValueError):
    """Facts that cannot be read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in self.problems))


def read_facts(mapping: object) -> Facts:
    """Read the facts of one claim; raises FactsError naming every field at fault."""
    read, problems = _read(mapping, READERS, ("country", "buyer", "channel", "seller", "claim"), "")
    if isinstance(mapping, Mapping):
        problems += _item_problems(mapping)
    problems += _region_problems(read)
    if problems:
        raise FactsError(problems)
    facts = Facts(**({"declared": None} | read))  # type: ignore[arg-type]  # each reader gives its field's type
    return facts if facts.lines or _priced(mapping) else replace(facts, prices=replace(facts.prices, known=False))


def _priced(mapping: object) -> bool:
    """Whether somebody said what the goods cost."""
    prices = mapping.get("prices") if isinstance(mapping, Mapping) else None
    return isinstance(prices, Mapping) and prices.get("items") is not None


def _item_problems(mapping: Mapping[str, object]) -> list[Problem]:
    if mapping.get("item") is None and not mapping.get("lines"):
        return [Problem("item", "is missing; write what was bought, or a list of lines")]
    if mapping.get("item") is not None and mapping.get("lines"):
        return [Problem("item", "stands beside lines; write one of the two")]
    return []


def _region_problems(read: Mapping[str, object]) -> list[Problem]:
    """A region has to be one of the country whose holidays differ somewhere; of a country unknown to us, any may be."""
    country, region = str(read.get("country", "")), read.get("region")
    if not region or country not in known_countries() or region in regions(country):
        return []
    known = ", ".join(regions(country)) or "nothing"
    return [Problem("region", f"{values.shown(region)} is no region of {country}; write one of {known}")]


def _read(
    mapping: object, readers: Mapping[str, Reader], needed: Iterable[str], prefix: str
) -> tuple[dict[str, object], list[Problem]]:
    try:
        given = values.a_mapping(mapping)
    except Unreadable as fault:
        return {}, [Problem(prefix.rstrip(".") or "facts", str(fault))]
    read: dict[str, object] = {}
    problems = [Problem(f"{prefix}{key}", "is missing; write it") for key in needed if given.get(key) is None]
    for key, value in given.items():
        if key not in readers:
            name = key if key.isidentifier() else values.shown(key)
            problems.append(Problem(f"{prefix}{name}", f"is not a known key; {_nearest(key, readers)}"))
            continue
        if value is None:
            if key in TOLD_BY_NULL:
                read[key] = None
            continue
        try:
            read[key] = readers[key](value)
        except FactsError as fault:
            problems += [Problem(f"{prefix}{inner.field}", inner.message) for inner in fault.problems]
        except Unreadable as fault:
            problems.append(Problem(f"{prefix}{key}", str(fault)))
    return read, problems


def _nearest(key: str, readers: Mapping[str, Reader]) -> str:
    close = [known for known in readers if known.startswith(key[:4]) or key in known]
    return f"write {' or '.join(close[:3])}" if close else f"known keys are {', '.join(readers)}"


def _part(kind: type, readers: Mapping[str, Reader], name: str, needed: tuple[str, ...] = ()) -> Reader:
    def read(value: object) -> object:
        fields, problems = _read(value, readers, needed, f"{name}.")
        if problems:
            raise FactsError(problems)
        return kind(**fields)

    return read


def _lines(value: object) -> tuple[object, ...]:
    readers: dict[str, Reader] = {"item": values.one_of(Item), "price": values.cents}
    lines: list[object] = []
    problems: list[Problem] = []
    for number, line in enumerate(values.a_list(value)):
        read, faults = _read(line, readers, ("item", "price"), f"lines.{number}.")
        problems += faults
        lines += [] if faults else [Line(**read)]  # type: ignore[arg-type]  # each reader gives its field's type
    if problems:
        raise FactsError(problems)
    return tuple(lines)


def _items(value: object) -> tuple[Item, ...]:
    return tuple(values.one_of(Item)(item) for item in values.a_list(value))


def _who_pays(value: object) -> Payer:
    payer = values.one_of(Payer)(value)
    if payer is Payer.NONE:
        raise Unreadable("'none' does not say who pays; write buyer or seller")
    return payer


def _deliveries(value: object) -> object:
    if isinstance(value, list):
        return tuple(values.or_none(values.a_date)(day) for day in value)
    return values.a_date(value)


#: Keys whose null says something that leaving them out does not.
TOLD_BY_NULL = frozenset({"last_delivery_of_order", "proof_of_dispatch_given"})
DATES = (
    "ordered", "promised", "last_delivery_of_order", "available_at_pickup_point", "carrier_status_delivered",
    "notice_to_perform", "extra_time_until", "noticed", "declared", "written_complaint", "recall_published",
    "guarantee_accepted_on", "repaired_returned", "replaced_on", "rescission_notified", "resolution_received",
    "sent_back", "proof_of_dispatch_given", "received_back", "refunded",
)  # fmt: skip
FLAGS = (
    "same_speciality", "regular_delivery", "downloaded", "defect_minor", "used_beyond_test", "date_essential",
    "seller_collects", "carrier_chosen_by_buyer",
)  # fmt: skip

READERS: Final[Mapping[str, Reader]] = {
    "country": values.a_country,
    "region": values.a_region,
    "seller_country": values.a_country,
    "buyer": values.one_of(Buyer),
    "channel": values.one_of(Channel),
    "seller": values.one_of(Seller),
    "recipient": values.one_of(Recipient),
    "employees": values.a_count,
    "within_main_activity": values.a_flag,
    "item": values.one_of(Item),
    "lines": _lines,
    "other_items": _items,
    "production_started": values.a_flag,
    "handover_proof": values.a_flag,
    "digital": _part(
        DigitalConditions,
        dict.fromkeys(("express_consent", "loss_acknowledged", "durable_confirmation"), values.a_flag),
        "digital",
    ),
    "claim": values.one_of(Claim),
    "remedy_asked": values.one_of(Remedy),
    "declared_time": values.a_clock_time,
    "depreciation_assessed": values.cents,
    "postage_paid_by_consumer": values.cents,
    "delivered": _deliveries,
    "info": _part(
        Notices,
        dict.fromkeys(("withdrawal", "return_cost", "exclusion"), values.a_flag)
        | {"withdrawal_given_on": values.a_date},
        "info",
    ),
    "commercial_policy": _part(
        CommercialPolicy,
        {
            "return_days": values.a_count,
            "refunds_delivery": values.a_flag,
            "return_cost_by": _who_pays,
        },
        "commercial_policy",
        ("return_days",),
    ),
    "prices": _part(
        Prices,
        dict.fromkeys(("items", "delivery_standard", "delivery_express_supplement"), values.cents),
        "prices",
    ),
    **dict.fromkeys(DATES, values.a_date),
    **dict.fromkeys(FLAGS, values.a_flag),
}
