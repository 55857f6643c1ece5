"""The guarantee against hidden defects (Code civil, art. 1641 and following): every buyer, but the buyer proves."""

from datetime import date

from reprise.law.assessment import Reason, Verdict
from reprise.law.calendars import after_years
from reprise.law.facts import Line
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Buyer, Claim, Decision, Item, Outcome, Seller


def judge(situation: Situation, line: Line, because: tuple[Reason, ...]) -> Verdict:
    """Decide what the statutory guarantee does not cover; a person weighs the buyer's proof."""
    if situation.facts.claim is Claim.DEFECT and applies(situation, line.item):
        if not in_time(situation):
            late = situation.because("hidden_defect_late", "hidden_defect.years", "hidden_defect.longstop_years")
            return Verdict(Decision.REFUSE, Basis.NONE, Outcome.NOTHING, (*because, late))
        return _review(Basis.HIDDEN_DEFECT, (*because, *_what_to_prove(situation)))
    if not situation.had_goods:
        reason = situation.because("not_delivered_yet", "late_delivery.possession")
        return Verdict(Decision.HUMAN_REVIEW, Basis.NONE, Outcome.REVIEW, (*because, reason), ("delivered",))
    if not _is_outside_consumer_law(situation):
        apparent = _apparent(situation)
        return Verdict(Decision.REFUSE, Basis.NONE, Outcome.NOTHING, (*because, *apparent))
    contract = situation.because("contract_between_the_parties", "conforming_delivery")
    return _review(Basis.NONE, (*because, contract))


def is_open(situation: Situation, item: Item) -> bool:
    """Whether the guarantee could be called upon on the day of the declaration."""
    return applies(situation, item) and in_time(situation)


def applies(situation: Situation, item: Item) -> bool:
    """Whether the sale is one the guarantee covers: French, of goods, delivered, and the defect not in plain sight."""
    in_hand = situation.in_hand
    if item.is_digital or in_hand is None or situation.at("hidden_defect.years") is None:
        return False
    if _is_outside_consumer_law(situation):
        return True
    return situation.facts.claim is Claim.DEFECT and situation.appeared > in_hand


def in_time(situation: Situation) -> bool:
    """Whether neither the two years from discovery nor the twenty from the sale are over."""
    ends = [end for end in (known_until(situation), longstop(situation)) if end is not None]
    return all(situation.declared <= end for end in ends)


def known_until(situation: Situation) -> date | None:
    """Two years from the day the defect was noticed."""
    years, noticed = situation.at("hidden_defect.years"), situation.facts.noticed
    return after_years(noticed, years.number) if years and noticed else None


def longstop(situation: Situation) -> date | None:
    """Twenty years from the sale, whatever is discovered later."""
    years, ordered = situation.at("hidden_defect.longstop_years"), situation.facts.ordered
    return after_years(ordered, years.number) if years and ordered else None


def _what_to_prove(situation: Situation) -> tuple[Reason, ...]:
    reasons = (situation.because("hidden_defect_burden", "hidden_defect.years", "hidden_defect.burden"),)
    if situation.facts.seller is Seller.PRIVATE_INDIVIDUAL:
        return (*reasons, situation.because("private_seller_may_exclude", "hidden_defect.private_seller"))
    if situation.facts.same_speciality:
        return (*reasons, situation.because("same_speciality_clause", "hidden_defect.same_speciality"))
    return reasons


def _is_outside_consumer_law(situation: Situation) -> bool:
    return situation.facts.buyer is Buyer.PROFESSIONAL or situation.facts.seller is Seller.PRIVATE_INDIVIDUAL


def _apparent(situation: Situation) -> tuple[Reason, ...]:
    if situation.at("hidden_defect.years") is None or situation.facts.claim is not Claim.DEFECT:
        return ()
    return (situation.because("defect_was_apparent", "hidden_defect.apparent"),)


def _review(basis: Basis, reasons: tuple[Reason, ...]) -> Verdict:
    return Verdict(Decision.HUMAN_REVIEW, basis, Outcome.REVIEW, reasons)
