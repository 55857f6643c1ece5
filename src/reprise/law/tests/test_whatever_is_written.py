"""Facts as a file may hold them, by chance: every mapping is answered and told, or every mistake in it is named."""

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.law.assess import assess
from reprise.law.documents import assessment_document
from reprise.law.explain import explain
from reprise.law.letters import as_text
from reprise.law.reading import DATES, FLAGS, READERS, FactsError, read_facts
from reprise.law.vocabulary import Buyer, Channel, Claim, Item, Payer, Recipient, Remedy, Seller

words = st.sampled_from
turns = words(["2024-02-29", "2025-12-31", "2026-06-19", "2026-07-31"])
days = st.dates(date(2000, 1, 1), date(2040, 12, 31)).map(str) | turns
money = st.integers(0, 9_999_999).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
flags = st.booleans()
line = st.fixed_dictionaries({"item": words([str(item) for item in Item]), "price": money})
lines = st.lists(line, min_size=1, max_size=3)

#: A reader's key and what a careful person writes there.
WELL_WRITTEN: Final = {
    **dict.fromkeys(DATES, st.none() | days),
    **dict.fromkeys((*FLAGS, "within_main_activity", "production_started"), flags),
    "handover_proof": st.none() | flags,
    "country": words(["FR", "DE", "BE", "NL", "ES", "IT", "PT", "AT", "IE", "LU", "SE", "PL", "UK", "CH", "EL", "US"]),
    "region": st.just(""),
    "seller_country": words(["FR", "BE", "DE", "GB", "CH", "BR"]),
    "buyer": words([str(word) for word in Buyer]),
    "channel": words([str(word) for word in Channel]),
    "seller": words([str(word) for word in Seller]),
    "recipient": words([str(word) for word in Recipient]),
    "claim": words([str(word) for word in Claim]),
    "remedy_asked": words([str(word) for word in Remedy]),
    "employees": st.integers(0, 500),
    "other_items": st.lists(words([str(item) for item in Item]), max_size=3),
    "digital": st.dictionaries(words(["express_consent", "loss_acknowledged", "durable_confirmation"]), flags),
    "declared_time": words(["23:59 Europe/Paris", "00:01 Atlantic/Canary", "02:30 Europe/Berlin", "12:00 Asia/Tokyo"]),
    "depreciation_assessed": money,
    "postage_paid_by_consumer": money,
    "delivered": st.none() | days | st.lists(st.none() | days, min_size=1, max_size=4),
    "info": st.fixed_dictionaries({}, optional={
        **dict.fromkeys(("withdrawal", "return_cost", "exclusion"), flags), "withdrawal_given_on": st.none() | days,
    }),
    "commercial_policy": st.fixed_dictionaries({"return_days": st.integers(0, 1000)}, optional={
        "refunds_delivery": flags, "return_cost_by": words([str(Payer.BUYER), str(Payer.SELLER)]),
    }),
    "prices": st.dictionaries(words(["items", "delivery_standard", "delivery_express_supplement"]), money),
}  # fmt: skip
NEEDED = ("country", "buyer", "channel", "seller", "claim")
junk: st.SearchStrategy[object] = (
    st.none() | flags | st.integers() | st.floats() | st.text(max_size=9) | st.just([]) | st.just({}) | st.just([[{}]])
)
goods = st.fixed_dictionaries({"item": words([str(item) for item in Item])}) | st.fixed_dictionaries({"lines": lines})
who = st.fixed_dictionaries({key: WELL_WRITTEN[key] for key in NEEDED})
rest = st.fixed_dictionaries({}, optional={key: of for key, of in WELL_WRITTEN.items() if key not in NEEDED})


def test_every_key_of_the_schema_is_written_by_chance() -> None:
    assert {*WELL_WRITTEN, "item", "lines"} == set(READERS)


@given(goods, who, rest)
def test_what_is_well_written_is_always_answered_and_told(
    bought: dict[str, object], needed: dict[str, object], others: dict[str, object]
) -> None:
    answer = assess(read_facts(bought | needed | others))
    for lang in ("fr", "en"):
        text = as_text(explain(answer, lang), lang)
        assert "{" not in text
        assert "None" not in text
    assert assessment_document(answer)["decision"] == answer.decision


@given(st.dictionaries(words(sorted(READERS)) | st.text(max_size=5), junk))
def test_what_is_badly_written_is_named_field_by_field(mapping: dict[str, object]) -> None:
    with pytest.raises(FactsError) as caught:
        read_facts(mapping)
    assert caught.value.problems
    assert all(problem.field and problem.message for problem in caught.value.problems)
