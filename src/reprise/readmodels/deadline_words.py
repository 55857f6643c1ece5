"""What a deadline is called, why it is that day, what a miss does, and what became of it. English, marked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext

from reprise.apps.cases.services.recount_terms import period_of
from reprise.core.refusals import mark
from reprise.law.counting import Step, Unit, Why, aloud
from reprise.law.jurisdictions import law_of
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels import deadlines as names
from reprise.readmodels.clock_words import language, long_day
from reprise.readmodels.reply_promise_words import counted_aloud

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline

TITLES: Final[Mapping[str, str]] = {
    names.DECISION: mark("Our answer"),
    names.RETURN_BY: mark("Goods sent back"),
    names.REFUND: mark("Refund"),
    names.REMEDY: mark("Repair or replacement"),
    names.ACKNOWLEDGED: mark("Acknowledgement"),
    names.REPLY: mark("Answer within the time of the law"),
    names.DELIVER: mark("Delivery within the extra time"),
    names.POSTAGE: mark("Return postage repaid"),
    names.QUESTION: mark("Answer to our question"),
    names.WITHDRAW: mark("End of the right to withdraw"),
    names.GUARANTEE: mark("End of the guarantee"),
    names.PRESUMPTION: mark("End of the presumption"),
    names.MEDIATION: mark("Last day for the mediator"),
    names.PROMISED: mark("Answer to a message"),
    names.COMPLAINT: mark("Answer to the complaint"),
}

EFFECTS: Final[Mapping[str, str]] = {
    effects.PROMISE: mark("A promise of ours is broken; the customer loses no right."),
    effects.FINE: mark("A duty of the law is not met: an administrative fine is possible (art. L242-13)."),
    effects.DEEMED_ACCEPTED: mark(
        "Without an answer the complaint is deemed accepted (Polish consumer rights act, art. 7a)."
    ),
    effects.GROWS_BY_BANDS: mark(
        "The sum due grows by law: legal interest up to ten days late, then 5 %, 10 %, 20 %, 50 %, and five points for "
        "each further month (art. L242-4)."
    ),
    effects.GROWS_BY_TEN: mark("The sum due grows by 10 %, by 20 % after fourteen days, by 50 % after thirty."),
    effects.INTEREST: mark("The law of this country sets no scale that we know; the customer may claim interest."),
    effects.OTHER_REMEDIES: mark(
        "The customer may keep the article at a lower price or end the contract (art. L217-14)."
    ),
    effects.MAY_END: mark(
        "The customer may end the contract and gets everything back within fourteen days (art. L216-6, L216-7)."
    ),
    effects.LAPSES: mark("The authorisation lapses. No right is lost, and goods that come later are taken in."),
    effects.RETURN_LATE: mark(
        "The withdrawal stands; the refund waits until the goods, or the proof that they left, are here."
    ),
    effects.WAITS: mark("A person looks again. Nothing is refused because of it."),
    effects.RIGHT_ENDS: mark("What is asked for, or shows, after this day is no longer covered by this right."),
    effects.PROOF_TURNS: mark("From then on the customer has to show that the defect was there at delivery."),
    effects.NO_MEDIATOR: mark("The mediator may turn the case down (art. L612-2). The way to court stays open."),
}  # fmt: skip

#: What happened on the day a period is counted from; each follows “Counted from {day}:”.
STARTS: Final[Mapping[str, str]] = {
    "asked": mark("the request reached the shop"),
    "complained": mark("the complaint reached the shop"),
    "declared": mark("the declaration reached the shop"),
    "delivered": mark("the delivery"),
    "goods_back": mark("the goods came back, or the proof that they left"),
    "appealed": mark("the decision was disputed"),
    "authorised": mark("the return was authorised"),
    "guarantee_accepted": mark("the guarantee was accepted"),
    "question": mark("the question was asked"),
    "extra_time": mark("the customer set this day themselves"),
    "written": mark("the message reached the shop"),
}
SOME_START: Final = mark("the day it began")

WHYS: Final[Mapping[str, str]] = {
    "authorised": mark("the return was authorised"),
    "proof": mark("the proof of deposit came"),
    "goods_back": mark("the goods came back"),
    "goods_lost": mark("the carrier lost the goods"),
    "changed": mark("the request was changed"),
    "granted": mark("the request was granted"),
    "appealed": mark("the decision was disputed"),
    "asked_again": mark("another question was asked"),
    "delivery_corrected": mark("the day of delivery was corrected"),
    "repaired": mark("the article was repaired"),
    "repaid": mark("the article was repaid"),
    "answered": mark("a person answered"),
    "closed": mark("the conversation was closed"),
    "helped": mark("the customer said that the automatic answer was enough"),
    "merged": mark("two conversations became one"),
    "erased": mark("whoever asked was erased"),
    "said_by_hand": mark("somebody at the shop said that it is done"),
}


def title_of(deadline: "Deadline") -> str:
    """What it is called, in the active language."""
    return gettext(TITLES[deadline.name]) if deadline.name in TITLES else deadline.name


def effect_of(deadline: "Deadline") -> str:
    """What happens when it is missed; empty for a row made before anybody kept that."""
    return gettext(EFFECTS[deadline.effect]) if deadline.effect in EFFECTS else ""


def why_of(deadline: "Deadline") -> str:
    """What replaced or ended it."""
    return gettext(WHYS[deadline.why]) if deadline.why in WHYS else ""


def why_this_day(deadline: "Deadline") -> list[str]:
    """The count, step by step; empty for a row made before anybody kept it."""
    if deadline.steps:
        return counted_aloud(deadline)
    period = period_of(deadline)
    if period is None:
        return [_given(deadline)] if deadline.rule else []
    said = (_said(step, deadline) for step in aloud(period, deadline.calendar))
    return [f"{sentence[:1].upper()}{sentence[1:]}" for sentence in said]


def _given(deadline: "Deadline") -> str:
    if deadline.starts_with == "repaired":
        return gettext("The guarantee as it was, and the days the article was away, and the months a repair adds.")
    if deadline.starts_with == "extra_time":
        return gettext("The customer gave this day as the last one.")
    return gettext("This day was not counted here: it was chosen, or the law made it later for another reason.")


def _said(step: Step, deadline: "Deadline") -> str:
    told = {"day": long_day(step.day), "country": _country(deadline.calendar)}
    match step.why:
        case Why.COUNTED_FROM:
            start = gettext(STARTS.get(deadline.starts_with, SOME_START))
            return gettext("Counted from %(day)s: %(start)s.") % {**told, "start": start}
        case Why.AT_ONCE:
            return gettext("There is nothing to count: it is due that day.")
        case Why.NOT_COUNTED:
            return gettext("That day itself is not counted (Regulation 1182/71, art. 3).")
        case Why.FIRST_DAY_COUNTS:
            return gettext("The law of this country counts that day itself, so it ends a day earlier.")
        case Why.ENDS:
            return _length(deadline) % {**told, "count": deadline.length or 0}
        case Why.SHORT_MONTH:
            return gettext("That month has no such date: its last day counts.")
        case Why.SATURDAY:
            return gettext("%(day)s: nobody works on a Saturday.") % told
        case Why.SUNDAY:
            return gettext("%(day)s: nobody works on a Sunday.") % told
        case Why.HOLIDAY:
            return gettext("%(day)s: a public holiday (%(country)s).") % told
        case Why.MOVED:
            return gettext("Moved to the next working day: %(day)s.") % told
        case Why.WORKING_DAY:
            return gettext("A working day (%(country)s): nothing moves it.") % told
        case Why.STAYS:
            return gettext("This period does not move for that: it ends that day.")


def _length(deadline: "Deadline") -> str:
    count = deadline.length or 0
    if deadline.unit == Unit.DAYS:
        return ngettext("%(count)s day: until the end of %(day)s.", "%(count)s days: until the end of %(day)s.", count)
    return ngettext("%(count)s month: until the end of %(day)s.", "%(count)s months: until the end of %(day)s.", count)


def _country(code: str) -> str:
    law = law_of(code)
    return law.names[language()] if law else code
