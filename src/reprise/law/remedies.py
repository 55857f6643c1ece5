"""In what order remedies come: repair or replacement, then less price or the end of the contract (L217-9, L217-14)."""

from reprise.law.assessment import Reason, Verdict
from reprise.law.facts import Line
from reprise.law.guarantee import family, repair_by, short_term_until
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Item, Outcome, Remedy

FIRST = frozenset({None, Remedy.REPAIR, Remedy.REPLACEMENT})


def decide(situation: Situation, line: Line, because: tuple[Reason, ...]) -> Verdict:
    """Grant the remedy asked, or the one that comes before it."""
    wanted = wanted_remedy(situation)
    if wanted in FIRST:
        reasons = (*because, *_first_remedies(situation, line.item))
        return _verdict(Decision.ACCEPT, line, Outcome.REPAIR_OR_REPLACEMENT, reasons)
    if wanted is Remedy.RESCISSION and ends_at_once(situation, line.item):
        return _short_term(situation, line, because)
    opened = _later_remedies(situation, line.item)
    if opened is None:
        return _too_early(situation, line, because, wanted)
    if opened.code == "reasonable_time_unsettled":
        return _verdict(Decision.HUMAN_REVIEW, line, Outcome.REVIEW, (*because, opened))
    if wanted is Remedy.RESCISSION and not situation.facts.defect_minor:
        return _verdict(Decision.ACCEPT, line, Outcome.MONEY_BACK, (*because, opened))
    if wanted is Remedy.RESCISSION:
        minor = situation.because("minor_defect", _later_rule(line.item))
        return _verdict(Decision.ACCEPT_IN_PART, line, Outcome.PRICE_REDUCTION, (*because, opened, minor))
    return _verdict(Decision.ACCEPT, line, Outcome.PRICE_REDUCTION, (*because, opened))


def wanted_remedy(situation: Situation) -> Remedy | None:
    """What the buyer asks for under the guarantee; the money back means the end of the contract."""
    facts = situation.facts
    if facts.rescission_notified is not None or facts.remedy_asked is Remedy.REFUND:
        return Remedy.RESCISSION
    return facts.remedy_asked


def ends_at_once(situation: Situation, item: Item) -> bool:
    """Whether a national law let the buyer end the contract without waiting for a repair."""
    last, rule = short_term_until(situation, item), situation.at("guarantee.short_term_days")
    if last is None or rule is None:
        return False
    day = situation.appeared if rule.content["of"] == "noticed" else situation.declared
    return day <= last


def _short_term(situation: Situation, line: Line, because: tuple[Reason, ...]) -> Verdict:
    until = short_term_until(situation, line.item) or situation.declared
    opened = situation.because("short_term_right", "guarantee.short_term_days", until=until)
    if situation.facts.defect_minor:
        minor = situation.because("minor_in_short_term", "guarantee.short_term_days")
        return _verdict(Decision.HUMAN_REVIEW, line, Outcome.REVIEW, (*because, opened, minor))
    return _verdict(Decision.ACCEPT, line, Outcome.MONEY_BACK, (*because, opened))


def _later_remedies(situation: Situation, item: Item) -> Reason | None:
    """Why a lower price or the end of the contract may be asked; None when it is too early."""
    facts, last = situation.facts, repair_by(situation, item)
    done = [day for day in (facts.repaired_returned, facts.replaced_on) if day is not None]
    ended, rule = facts.rescission_notified, _later_rule(item)
    if done and (min(done) <= situation.declared or (ended is not None and ended > min(done))):
        return situation.because("repair_failed", rule)
    if done and last is not None and min(done) > last:
        return situation.because("repair_late", rule, "guarantee.repair_days", repair_by=last)
    if not done and ended is not None and last is None and ended > situation.declared:
        return situation.because("reasonable_time_unsettled", rule)
    if not done and ended is not None and last is not None and ended > last:
        return situation.because("repair_not_done", rule, "guarantee.repair_days", repair_by=last)
    return None


def _too_early(situation: Situation, line: Line, because: tuple[Reason, ...], wanted: Remedy | None) -> Verdict:
    """Another remedy than the one asked: the seller may first repair or replace."""
    minor = situation.facts.defect_minor and wanted is Remedy.RESCISSION
    refused = situation.because("minor_defect" if minor else "later_remedies_not_yet", _later_rule(line.item))
    reasons = (*because, refused, *_first_remedies(situation, line.item))
    return _verdict(Decision.ACCEPT_IN_PART, line, Outcome.REPAIR_OR_REPLACEMENT, reasons)


def _first_remedies(situation: Situation, item: Item) -> tuple[Reason, ...]:
    if item.is_digital:
        return (situation.because("brought_into_conformity", "digital.remedies"),)
    choice = situation.because("choice_of_remedy", "guarantee.choice", "guarantee.free")
    last = repair_by(situation, item)
    if last is None:
        return (choice, situation.because("repair_in_reasonable_time", "guarantee.free"))
    return (choice, situation.because("repair_in_days", "guarantee.repair_days", repair_by=last))


def _later_rule(item: Item) -> str:
    return "digital.remedies" if item.is_digital else "guarantee.later_remedies"


def _verdict(decision: Decision, line: Line, outcome: Outcome, reasons: tuple[Reason, ...]) -> Verdict:
    basis = Basis.DIGITAL_CONFORMITY if family(line.item) == "digital" else Basis.CONFORMITY
    return Verdict(decision, basis, outcome, reasons)
