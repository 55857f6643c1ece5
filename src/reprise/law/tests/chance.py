"""Facts made by chance, for properties that must hold whatever happened."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from reprise.law.facts import UNSAID, CommercialPolicy, DigitalConditions, Facts, Line, Notices, Prices
from reprise.law.vocabulary import Buyer, Channel, Claim, Item, Payer, Recipient, Remedy, Seller

COUNTRIES = ("FR", "DE", "BE", "NL", "ES", "IT", "PT", "AT", "IE", "LU", "SE", "PL", "HU", "GB", "CH", "US")
CLOCKS = ("23:30 Europe/Paris", "00:30 Europe/Athens", "20:00 America/New_York")
flags = st.booleans()
days = st.dates(date(2022, 1, 1), date(2027, 12, 31))
maybe_day = st.none() | days
cents = st.integers(0, 200_000)
digital = st.builds(DigitalConditions, express_consent=flags, loss_acknowledged=flags, durable_confirmation=flags)
notices = st.builds(Notices, withdrawal=flags, return_cost=flags, exclusion=flags, withdrawal_given_on=maybe_day)
prices = st.builds(Prices, items=cents, delivery_standard=cents, delivery_express_supplement=cents)
payers = st.sampled_from((Payer.BUYER, Payer.SELLER))
policies = st.builds(CommercialPolicy, return_days=st.integers(0, 400), refunds_delivery=flags, return_cost_by=payers)
lines = st.lists(st.builds(Line, item=st.sampled_from(Item), price=cents), min_size=1, max_size=3).map(tuple)

COMMON = {
    "country": st.sampled_from(COUNTRIES),
    "claim": st.sampled_from(Claim),
    "declared": st.none() | days,
    "seller_country": st.sampled_from(COUNTRIES),
    "region": st.sampled_from((None, None, "")),
    "buyer": st.sampled_from(Buyer),
    "channel": st.sampled_from(Channel),
    "seller": st.sampled_from(Seller),
    "recipient": st.sampled_from(Recipient),
    "employees": st.none() | st.integers(0, 12),
    "within_main_activity": st.none() | flags,
    "same_speciality": flags,
    "other_items": st.lists(st.sampled_from(Item), max_size=2).map(tuple),
    "regular_delivery": flags,
    "downloaded": flags,
    "digital": digital,
    "remedy_asked": st.none() | st.sampled_from(Remedy),
    "defect_minor": flags,
    "used_beyond_test": flags,
    "depreciation_assessed": cents,
    "ordered": maybe_day,
    "promised": maybe_day,
    "date_essential": flags,
    "delivered": maybe_day | st.lists(maybe_day, min_size=1, max_size=3).map(tuple),
    "last_delivery_of_order": st.just(UNSAID) | maybe_day,
    "carrier_status_delivered": maybe_day,
    "handover_proof": st.none() | flags,
    "notice_to_perform": maybe_day,
    "extra_time_until": maybe_day,
    "noticed": maybe_day,
    "declared_time": st.none()
    | st.sampled_from(("23:30 Europe/Paris", "00:30 Europe/Athens", "20:00 America/New_York")),
    "written_complaint": maybe_day,
    "recall_published": maybe_day,
    "guarantee_accepted_on": maybe_day,
    "repaired_returned": maybe_day,
    "replaced_on": maybe_day,
    "rescission_notified": maybe_day,
    "resolution_received": maybe_day,
    "seller_collects": flags,
    "sent_back": maybe_day,
    "proof_of_dispatch_given": st.just(UNSAID) | maybe_day,
    "received_back": maybe_day,
    "postage_paid_by_consumer": cents,
    "refunded": maybe_day,
    "info": notices,
    "commercial_policy": st.none() | policies,
    "prices": prices,
}
whatever = st.builds(Facts, item=st.sampled_from(Item), **COMMON) | st.builds(Facts, lines=lines, **COMMON)


@st.composite
def in_order(draw: st.DrawFn) -> Facts:
    """Facts whose dates follow each other as they do in life, so that most of them can be answered."""

    def later(day: date, most: int) -> date:
        return day + timedelta(days=draw(st.integers(0, most)))

    facts = draw(whatever)
    ordered = draw(days)
    delivered = draw(st.none() | st.just(later(ordered, 20)))
    noticed = later(delivered or ordered, 1_200)
    declared = later(noticed if draw(flags) else delivered or ordered, 40)
    sent = draw(st.none() | st.just(later(max(declared, delivered or declared), 30)))
    changes: dict[str, object] = dict.fromkeys(("repaired_returned", "replaced_on", "carrier_status_delivered"))
    changes |= {"ordered": ordered, "delivered": delivered, "declared": declared, "noticed": min(noticed, declared)}
    changes |= {"sent_back": sent, "received_back": later(sent, 9) if sent else None, "proof_of_dispatch_given": UNSAID}
    changes |= {"last_delivery_of_order": UNSAID, "rescission_notified": None, "refunded": later(declared, 300)}
    changes |= {"resolution_received": draw(st.none() | st.just(later(declared, 9))), "declared_time": None}
    changes |= {"notice_to_perform": ordered, "extra_time_until": draw(st.none() | st.just(later(ordered, 60)))}
    return replace(facts, **changes)  # type: ignore[arg-type]  # each key holds its field's type


likely = whatever | in_order()
