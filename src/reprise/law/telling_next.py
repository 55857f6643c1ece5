"""What happens next, what other rights remain, and how to disagree, in words."""

from collections.abc import Iterator
from datetime import date

from reprise.law.assessment import Assessment
from reprise.law.phrases import Phrases
from reprise.law.telling_answer import FILES, done_on, is_granted
from reprise.law.telling_paths import has_mediator, in_two_countries
from reprise.law.vocabulary import Basis, Decision, Outcome, Payer

#: Right that remains → the date that ends it, and the sentence when there is none.
REMAINING = {
    Basis.WITHDRAWAL: ("withdrawal_last_day", "withdrawal_not_begun"),
    Basis.CONFORMITY: ("guarantee_until", "conformity_of_expected_life"),
    Basis.DIGITAL_CONFORMITY: ("guarantee_until", "conformity_of_expected_life"),
    Basis.HIDDEN_DEFECT: ("hidden_defect_until", "hidden_defect_open"),
    Basis.LATE_DELIVERY: ("", "late_delivery"),
    Basis.RECALL: ("", "recall"),
    Basis.COMMERCIAL: ("commercial_last_day", "commercial_not_begun"),
}

#: Other ways to the same money; pointless to tell somebody who has it already.
WAYS_OUT = frozenset({Basis.WITHDRAWAL, Basis.HIDDEN_DEFECT, Basis.LATE_DELIVERY, Basis.COMMERCIAL})


def next_step(answer: Assessment, words: Phrases) -> str:
    """What the buyer does and what we do, in one or two sentences."""
    if answer.decision is Decision.REFUSE:
        return words.say("next", "tell_us")
    if answer.missing:
        return words.say("next", "ask", {"facts": words.listed("facts", answer.missing)})
    if not is_granted(answer):
        return words.say("next", "review")
    return " ".join((*_goods(answer, words), *_ours(answer, words)))


def _goods(answer: Assessment, words: Phrases) -> Iterator[str]:
    """What the buyer does with what they hold."""
    if answer.basis is Basis.RECALL:
        yield words.say("next", "stop_using_product")
    elif answer.outcome is Outcome.MONEY_BACK and answer.return_cost_by is not Payer.NONE:
        day = answer.day("return_by")
        if answer.facts.seller_collects:
            yield words.say("next", "we_collect")
        elif answer.facts.sent_back is None and answer.facts.received_back is None:
            yield words.say("next", "send_by", {"day": day}) if day else words.say("next", "send")
    elif answer.outcome is Outcome.MONEY_BACK and _has_the_file(answer):
        yield words.say("next", "stop_using_file")


def _has_the_file(answer: Assessment) -> bool:
    """Whether a file of these goods was supplied, as far as anybody knows."""
    facts = answer.facts
    supplied = facts.downloaded or any(facts.lots) or not facts.digital.all_met
    return supplied and any(line.item.is_digital for line in answer.lines)


def _ours(answer: Assessment, words: Phrases) -> Iterator[str]:
    """What we do, and by when."""
    paid = answer.facts.refunded
    if answer.outcome is Outcome.MONEY_BACK and paid is not None:
        yield _paid(answer, words, paid)
    elif answer.outcome is Outcome.MONEY_BACK and answer.refund_due is not None:
        yield words.say("next", "refund_by", {"day": answer.refund_due})
    elif answer.outcome is Outcome.MONEY_BACK:
        yield words.say("next", _undated_refund(answer))
    elif answer.outcome is Outcome.REPAIR_OR_REPLACEMENT and answer.basis is Basis.RECALL:
        yield words.say("next", "choose")
    elif answer.outcome is Outcome.REPAIR_OR_REPLACEMENT:
        yield _repair(answer, words)
    elif answer.outcome is Outcome.PRICE_REDUCTION:
        yield words.say("next", "agree_on_amount")
    else:
        yield words.say("next", "deliver")


def _paid(answer: Assessment, words: Phrases, day: date) -> str:
    """What is left to pay when the money came late."""
    more = answer.penalty.amount if answer.penalty else None
    if more is None or not more.minor:
        return words.say("next", "refunded", {"day": day})
    return words.say("next", "refunded_late", {"day": day, "amount": more})


def _undated_refund(answer: Assessment) -> str:
    if answer.basis is Basis.COMMERCIAL:
        return "refund_promised"
    if answer.basis is Basis.LATE_DELIVERY:
        return "refund_after_cancelling" if answer.facts.resolution_received is None else "refund_soon"
    waits = answer.return_cost_by is not Payer.NONE and answer.basis in {Basis.WITHDRAWAL, Basis.CONFORMITY}
    return "refund_after_return" if waits else "refund_soon"


def _repair(answer: Assessment, words: Phrases) -> str:
    day, done = answer.day("repair_by"), done_on(answer)
    if done is not None:
        return words.say("next", "replaced" if done == answer.facts.replaced_on else "repaired", {"day": done})
    if answer.basis is FILES:
        return words.say("next", "file_soon")
    return words.say("next", "repair_by", {"day": day}) if day else words.say("next", "repair_soon")


def remains(answer: Assessment, words: Phrases) -> Iterator[str]:
    """The other rights that stay open, with their last days."""
    if is_granted(answer) and answer.outcome is Outcome.REPAIR_OR_REPLACEMENT and answer.basis is Basis.CONFORMITY:
        dated = "later_remedies" if answer.day("repair_by") is not None else "later_remedies_undated"
        yield words.say("remains", dated if done_on(answer) is None else "later_remedies_again")
    paid_back = answer.decision is Decision.ACCEPT and answer.outcome is Outcome.MONEY_BACK
    for basis, (name, undated) in REMAINING.items():
        if basis in answer.rights and basis is not answer.basis and not (paid_back and basis in WAYS_OUT):
            day = answer.day(name)
            yield words.say("remains", basis, {"day": day}) if day else words.say("remains", undated)


def disagree(answer: Assessment, words: Phrases) -> str:
    """Another person first, then the mediator; no answer of ours is the last word."""
    sentences = [words.say("disagree", "again")]
    day = answer.day("mediation_until")
    if not has_mediator(answer):
        return " ".join((*sentences, words.say("disagree", "court")))
    sentences.append(
        words.say("disagree", "mediator_until", {"day": day}) if day else words.say("disagree", "mediator")
    )
    if in_two_countries(answer):
        sentences.append(words.say("disagree", "european_centre"))
    return " ".join(sentences)
