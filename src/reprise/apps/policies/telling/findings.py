"""What the check found, in words: what is wrong, in which situation, and what to do."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from reprise.apps.policies.rules import CONDITIONS, Between, Column, ColumnType, Fault, Finding, Is, OneOf
from reprise.apps.policies.telling.amounts import counted, day, listed
from reprise.apps.policies.telling.conditions import condition_in_words
from reprise.apps.policies.telling.faults import fault_in_words, is_fault
from reprise.apps.policies.telling.labels import column_label, language, word_label
from reprise.core.refusals import mark
from reprise.law.formats import long_date
from reprise.law.vocabulary import Claim

_SENTENCES: Final[Mapping[str, str]] = {
    "refuses_right": mark(
        "The law gives what this row refuses: %(situation)s. Let the row count only where the law says no, or send it "
        "to a person."
    ),
    "law_leaves_open": mark(
        "The law leaves to a person what this row refuses: %(situation)s. The refusal will not stand by itself."
    ),
    "remedy_less_than_law": mark(
        "“%(remedy)s” is less than what the law gives: %(situation)s. Offer it only to who asks for it."
    ),
    "choice_taken_away": mark(
        "Between repair and replacement the buyer chooses: %(situation)s. Who asks for “%(asked)s” would get "
        "“%(remedy)s” by this row: give what is asked for."
    ),
    "person_for_withdrawal": mark(
        "A withdrawal needs nobody’s consent: %(situation)s. The money is due in the law’s time, whether somebody has "
        "looked or not."
    ),
    "delivery_kept_on_withdrawal": mark(
        "The standard delivery is repaid with a withdrawal: %(situation)s. Leave “Delivery repaid” empty, or give more "
        "days: it may be kept only once the law’s time is over."
    ),
    "window_too_short": mark("%(window)s to return an article are fewer than the law gives: %(situation)s."),
    "restocking_on_withdrawal": mark(
        "Nothing may be kept back from a withdrawal: %(situation)s. Keep %(percent)s only once the law’s time is over: "
        "as a deduction on the ground “Our own promise”."
    ),
    "restocking_beyond": mark(
        "As long as the law’s time runs the whole price is repaid: %(situation)s. The %(percent)s are kept only after."
    ),
    "evidence_of_withdrawal": mark(
        "Who changes their mind owes neither reason nor proof: %(situation)s. Leave the claim “Change of mind” out."
    ),
    "deduction_from_right": mark(
        "Nothing may be kept here: %(situation)s. From a withdrawal, only what was used beyond a trial; from a "
        "guarantee, nothing."
    ),
    "warranty_too_short": mark("A warranty of %(months)s ends before the law’s guarantee: %(situation)s."),
    "report_too_short": mark("The law does not ask to tell a defect within %(window)s: %(situation)s."),
    "reason_missing": mark("Say %(language)s why it is refused: the customer reads it."),
    "question_missing": mark("Write the question %(language)s that a person has to answer."),
    "automatic_not_accepted": mark("Only a yes can be given at once. Accept, or take “At once” away."),
    "automatic_without_remedy": mark("A yes at once has to say what the customer gets. Choose a remedy."),
    "automatic_without_goods": mark("A yes at once has to say whether the article comes back. Choose."),
    "automatic_despite_danger": mark(
        "This row says yes at once even where somebody may be hurt. Put a row for danger above it."
    ),
    "automatic_before_evidence": mark(
        "This row says yes at once before the photos that row %(row)s asks for are there. Add a condition on photos."
    ),
    "words_ignored": mark("A refusal brings nothing: what else the row says is not used."),
    "contradictory": mark("Row %(rows)s above answers otherwise in some cases, for example %(example)s."),
    "doubled_row": mark("This row says the same as row %(rows)s. Delete one."),
    "same_conditions": mark("This row never counts: row %(rows)s has the same conditions and answers otherwise."),
}


def finding_in_words(finding: Finding, currency: str = "EUR") -> str:
    """A finding as a sentence or two; the texts it rests on are its sources."""
    if is_fault(finding.code):
        field = str(finding.params.get("field", ""))
        told = fault_in_words(Fault(field, finding.code, finding.params))
        return gettext("%(column)s: %(fault)s") % {"column": column_label(field), "fault": told}
    if finding.code == "unreachable":
        return _unreachable(finding)
    return gettext(_SENTENCES[_sentence(finding)]) % _told(finding, currency)


def _sentence(finding: Finding) -> str:
    """Two codes have a milder sentence."""
    if finding.severity == "warning":
        if finding.code == "refuses_right":
            return "law_leaves_open"
        if finding.code == "restocking_on_withdrawal":
            return "restocking_beyond"
    return finding.code


def _unreachable(finding: Finding) -> str:
    rows = finding.params["rows"]
    return ngettext(
        "This row never counts: row %(rows)s above takes every case.",
        "This row never counts: rows %(rows)s above take every case together.",
        len(rows),
    ) % {"rows": ", ".join(rows)}


def _told(finding: Finding, currency: str) -> dict[str, Any]:
    params = dict(finding.params)
    if "claim" in params:
        params["situation"] = situation_in_words(params)
    if "window" in params:
        params["window"] = counted(params["window"], "days")
    if "months" in params:
        params["months"] = counted(params["months"], "months")
    if "percent" in params:
        params["percent"] = counted(params["percent"], "percent")
    if params.get("asked"):
        params["asked"] = word_label("asked_remedy", params["asked"])
    if "remedy" in params:
        params["remedy"] = word_label("remedy", params["remedy"])
    if "language" in params:
        params["language"] = gettext("in French") if params["language"] == "fr" else gettext("in English")
    if "rows" in params:
        params["rows"] = listed(params["rows"])
    if "facts" in params:
        params["example"] = example_in_words(finding, currency)
    return params


_PLAIN_DAYS: Final = 14
_LANDS: Final = {
    "consumer": mark("a consumer in %(country)s"),
    "non_professional": mark("a non-professional in %(country)s"),
    "professional": mark("a professional in %(country)s"),
}
_CLAIMS: Final = {
    Claim.WITHDRAW: mark("who changes their mind about: %(article)s"),
    Claim.DEFECT: mark("with a defect on: %(article)s"),
    Claim.WRONG_ITEM: mark("who received the wrong article instead of: %(article)s"),
    Claim.LATE_DELIVERY: mark("who still waits for: %(article)s"),
    Claim.NOT_RECEIVED: mark("who never received: %(article)s"),
    Claim.RECALL: mark("whose article is recalled: %(article)s"),
}


def situation_in_words(params: Mapping[str, Any]) -> str:
    """The situation of a finding: “a consumer in Spain with a defect on: printer, 30 months after delivery”."""
    buyer = params["buyer"]
    who = gettext(_LANDS[buyer]) % {"country": word_label("country", params["country"])}
    article = word_label("kind", params["kind"])
    if params["opened"]:
        article = gettext("%(article)s (opened)") % {"article": article}
    if params["second_hand"]:
        article = gettext("%(article)s (second-hand)") % {"article": article}
    what = gettext(_CLAIMS[Claim(params["claim"])]) % {"article": article}
    said, days = {"who": who, "what": what}, params["days"]
    if days is None:
        return gettext("%(who)s %(what)s") % said
    if params.get("since_order"):
        said["wait"] = counted(params["since_order"], "days")
        if days == 0:
            return gettext("%(who)s %(what)s, on the day of delivery, %(wait)s after the order") % said
        said["time"] = _time(days)
        return gettext("%(who)s %(what)s, %(time)s after delivery and %(wait)s after the order") % said
    if days == 0:
        return gettext("%(who)s %(what)s, on the day of delivery") % said
    said["time"] = _time(days)
    if params["claim"] == Claim.WITHDRAW and days > _PLAIN_DAYS:  # a last day that falls on a weekend moves on
        said["day"] = long_date(params["delivered"], language())
        return gettext("%(who)s %(what)s, %(time)s after a delivery on %(day)s") % said
    return gettext("%(who)s %(what)s, %(time)s after delivery") % said


def _time(days: int) -> str:
    """Days up to three months, whole months beyond."""
    months = days * 12 // 365
    return counted(days, "days") if days < 90 else counted(months, "months")


def example_in_words(finding: Finding, currency: str) -> str:
    """Facts that two rows both take, as parts of a sentence."""
    facts = finding.params["facts"]
    said = [_fact(column, facts[column.name], currency) for column in CONDITIONS[finding.table] if column.name in facts]
    return ", ".join(part for part in said if part)


def _fact(column: Column, value: Any, currency: str) -> str:
    if isinstance(value, str) and value.startswith("\x00"):
        return ""  # any word that no row names
    if column.type is ColumnType.YES_NO:
        return condition_in_words(column, Is(value), currency)
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        return condition_in_words(column, Between(value, value), currency)
    if column.type is ColumnType.DAY:
        return gettext("ordered on %(day)s") % {"day": day(value)}
    words = frozenset(value) if column.type is ColumnType.TEXTS else frozenset({str(value)})
    return condition_in_words(column, OneOf(words), currency) if words else ""
