"""The answer in words: the conclusion, what one gets, until when, and who pays the way back."""

from datetime import date

from reprise.law.assessment import Assessment
from reprise.law.lines import GRANTED
from reprise.law.phrases import Phrases
from reprise.law.vocabulary import Basis, Decision, Outcome, Payer, Seller

FILES = Basis.DIGITAL_CONFORMITY


def conclusion(answer: Assessment, words: Phrases) -> str:
    """The first sentence: the exact thing granted, refused or handed to a person."""
    if answer.decision is Decision.REFUSE:
        return words.say("conclusions", f"refuse.{answer.facts.claim}")
    exact = f"{answer.decision}.{answer.basis}.{answer.outcome}"
    key = exact if words.knows("conclusions", exact) else f"{answer.decision}.{answer.basis}"
    return words.say("conclusions", key)


def what(answer: Assessment, words: Phrases) -> str:
    """What the buyer gets; kinds of goods that are refused are named."""
    got = words.say("what", _what_key(answer), {"refund": answer.refund} if answer.refund else {})
    refused = [line.item for line in answer.lines if line.decision is Decision.REFUSE]
    if answer.decision is not Decision.ACCEPT_IN_PART or not refused:
        return got
    items = ", ".join(dict.fromkeys(words.say("items", item) for item in refused))
    return f"{got} {words.say('what', 'refused_lines', {'items': items})}"


def _what_key(answer: Assessment) -> str:
    if answer.decision is Decision.HUMAN_REVIEW:
        return "review"
    if answer.outcome is Outcome.MONEY_BACK:
        return "withdrawal" if answer.basis is Basis.WITHDRAWAL else "money_back"
    if answer.outcome is Outcome.REPAIR_OR_REPLACEMENT:
        if answer.basis in {FILES, Basis.RECALL}:
            return "file_mended" if answer.basis is FILES else "recall_choice"
        if answer.refund:
            return "postage"
        return "repair_or_replacement" if done_on(answer) is None else "repaired_or_replaced"
    return str(answer.outcome)


def until(answer: Assessment, words: Phrases) -> str:
    """The day that ends the right used, and whether law or promise sets it."""
    if answer.decision is Decision.REFUSE:
        return _over(answer, words)
    if answer.basis is Basis.WITHDRAWAL:
        key = "withdrawal" if is_granted(answer) else "withdrawal_if_open"
        return _dated(answer, words, key, "withdrawal_last_day", "withdrawal_not_begun")
    if answer.basis is Basis.COMMERCIAL:
        return _dated(answer, words, "commercial", "commercial_last_day", "commercial_not_begun")
    if any(reason.code == "short_term_right" for reason in answer.reasons):
        return _dated(answer, words, "short_term", "short_term_termination_until", "free")
    if answer.basis in {Basis.CONFORMITY, FILES}:
        key = "guarantee_showed_in_time" if _guarantee_is_over(answer) else "guarantee"
        return _dated(answer, words, key, "guarantee_until", "guarantee_of_expected_life")
    if answer.basis is Basis.HIDDEN_DEFECT:
        return _dated(answer, words, "hidden_defect", "hidden_defect_until", "free")
    return words.say("until", "unknown" if answer.basis is Basis.NONE else "free")


def _over(answer: Assessment, words: Phrases) -> str:
    last, end = answer.day("withdrawal_last_day"), answer.day("guarantee_until")
    if answer.facts.claim == "withdraw" and last is not None:
        return words.say("until", "withdrawal_over", {"day": last})
    if answer.facts.claim in {"defect", "wrong_item"} and end is not None and _guarantee_is_over(answer):
        return words.say("until", "guarantee_over", {"day": end})
    undated = answer.facts.claim in {"withdraw", "defect", "wrong_item"}
    return words.say("until", "no_date" if undated else "free")


def _guarantee_is_over(answer: Assessment) -> bool:
    end, declared = answer.day("guarantee_until"), answer.facts.declared
    return end is not None and declared is not None and end < declared


def _dated(answer: Assessment, words: Phrases, key: str, name: str, without: str) -> str:
    day = answer.day(name)
    return words.say("until", key, {"day": day}) if day else words.say("until", without)


def pays(answer: Assessment, words: Phrases) -> str:
    """Who pays for sending goods back, if it comes to that."""
    private = answer.facts.seller is Seller.PRIVATE_INDIVIDUAL and answer.return_cost_by is Payer.SELLER
    payer = "private_seller" if private else str(answer.return_cost_by)
    may_go_back = answer.decision is Decision.HUMAN_REVIEW or answer.outcome is Outcome.PRICE_REDUCTION
    if may_go_back and answer.return_cost_by is not Payer.NONE:
        return words.say("pays", f"{payer}_if_due")
    if answer.decision is not Decision.HUMAN_REVIEW:
        return words.say("pays", payer)
    holds = any(answer.facts.lots) and not all(line.item.is_digital for line in answer.lines)
    return words.say("pays", "none_yet" if holds else "none")


def done_on(answer: Assessment) -> date | None:
    """The day the article was repaired or replaced after it was asked; None while it was not."""
    facts = answer.facts
    days = [day for day in (facts.replaced_on, facts.repaired_returned) if day is not None]
    return next((day for day in days if facts.declared is not None and day >= facts.declared), None)


def is_granted(answer: Assessment) -> bool:
    """Whether the buyer gets something without a person looking first."""
    return answer.decision in GRANTED
