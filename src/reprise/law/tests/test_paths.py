"""What comes next is told as it stands, and whom to turn to when one does not agree."""

from datetime import date

from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import Prices
from reprise.law.tests.people import alice, defect
from reprise.law.vocabulary import Remedy, Seller


def test_the_steps_go_from_us_to_the_mediator_the_authority_and_the_court() -> None:
    told = explain(assess(alice(declared=date(2026, 6, 1), written_complaint=date(2026, 6, 1))), "en")
    assert [way.code for way in told.paths] == ["again", "mediator", "authority", "court"]
    mediator, court = told.paths[1], told.paths[-1]
    assert "until Tuesday 1\u00a0June 2027 included" in mediator.text
    assert "within 3 weeks" in mediator.text.lower()
    assert "90 days" in mediator.text
    assert "€5,000.00" in court.text
    assert {source.short for source in court.sources} == {"CPC, art. 750-1"}


def test_a_large_sum_goes_to_court_without_a_conciliator() -> None:
    dear = alice(prices=Prices(items=500_001))
    assert "conciliator" not in explain(assess(dear), "en").paths[-1].text
    assert "conciliator" in explain(assess(alice(prices=Prices(items=500_000))), "en").paths[-1].text


def test_a_private_seller_has_no_mediator_and_pays_in_person() -> None:
    told = explain(assess(defect(seller=Seller.PRIVATE_INDIVIDUAL)), "en")
    assert [way.code for way in told.paths] == ["again", "court"]
    assert told.pays == "If a return is needed, the seller pays for it."
    assert "mediator" not in told.disagree


def test_a_buyer_abroad_is_sent_to_the_centre_and_to_the_seller_s_own_body() -> None:
    told = explain(assess(alice(country="DE", seller_country="BE")), "fr")
    assert [way.code for way in told.paths] == ["again", "mediator", "centre", "court"]
    assert "Service de médiation pour le consommateur" in told.paths[1].text
    assert "Belgique" in told.paths[1].text


def test_a_body_nobody_verified_is_not_named() -> None:
    assert "Kehl" not in explain(assess(alice(country="FR", seller_country="DE")), "fr").paths[1].text


def test_what_was_done_is_told_as_done() -> None:
    late = explain(assess(alice(sent_back=date(2026, 3, 10), refunded=date(2026, 4, 8))), "en")
    assert late.next == "You were refunded on Wednesday 8\u00a0April 2026, too late: we owe you €16.95 more."
    in_time = explain(assess(alice(sent_back=date(2026, 3, 10), refunded=date(2026, 3, 12))), "en")
    assert in_time.next == "You were refunded on Thursday 12\u00a0March 2026."
    repaired = explain(assess(defect(repaired_returned=date(2026, 5, 20))), "en")
    assert repaired.next == "The repaired item came back to you on Wednesday 20\u00a0May 2026."
    assert any("6 months longer, after the 15 days" in reason.text for reason in repaired.reasons)
    anew = explain(assess(defect(remedy_asked=Remedy.REPAIR, replaced_on=date(2026, 5, 20))), "fr")
    assert anew.next == "L’article a été remplacé le mercredi 20\u00a0mai 2026."
    assert any("une nouvelle garantie commence" in reason.text for reason in anew.reasons)


def test_silence_accepts_in_poland_and_says_from_when() -> None:
    told = explain(assess(defect(country="PL")), "fr")
    assert any("au plus tard le mardi 19\u00a0mai 2026" in reason.text for reason in told.reasons)
    assert not any(reason.code == "silence_accepts" for reason in explain(assess(defect()), "fr").reasons)


def test_the_time_to_go_to_court_is_that_of_the_country() -> None:
    assert (
        "2 years to go to court, from the day you told us" in explain(assess(defect(country="LU")), "en").paths[-1].text
    )
    assert "generally have 5 years" in explain(assess(defect(country="ES")), "en").paths[-1].text
    assert "years" not in explain(assess(defect(country="DE")), "en").paths[-1].text


def test_a_buyer_overseas_is_in_the_seller_s_country() -> None:
    assert [way.code for way in explain(assess(alice(country="RE")), "fr").paths] == [
        "again", "mediator", "authority", "court",
    ]  # fmt: skip
    assert "centre" in [way.code for way in explain(assess(alice(country="RE", seller_country="BE")), "fr").paths]
