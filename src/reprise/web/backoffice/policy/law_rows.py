"""The rows the law fixes on top of a table, asked of the law itself: the policy can only add to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import get_language, gettext

from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.policies.rules import TableName
from reprise.apps.policies.telling.labels import word_label
from reprise.law.assess import assess
from reprise.law.assessment import Assessment
from reprise.law.facts import DigitalConditions, Facts, Notices
from reprise.law.jurisdictions import Law, law_of
from reprise.law.parameters import Source
from reprise.law.products import item_for
from reprise.law.vocabulary import Claim, Decision, Outcome, Payer, Remedy
from reprise.web.backoffice.policy.showing import Shown

_TOLD: Final = Notices(withdrawal=True, return_cost=True, exclusion=True)
_DIGITAL: Final = DigitalConditions(express_consent=True, loss_acknowledged=True, durable_confirmation=True)
_STATES: Final = {
    Decision.ACCEPT: "done", Decision.ACCEPT_IN_PART: "done", Decision.REFUSE: "na", Decision.HUMAN_REVIEW: "wait",
}  # fmt: skip
SHOWN_SOURCES: Final = 2
SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class Chip:
    """An article as it stands at the end of a row."""

    label: str
    url: str
    whole: str

    @property
    def is_long(self) -> bool:
        """Whether it needs more than one line."""
        return len(self.label) > SHORT


@dataclass(frozen=True, slots=True)
class LawRow:
    """One locked row: what each column says, and the articles it comes from."""

    cells: Mapping[str, Shown]
    chips: tuple[Chip, ...]


def law_rows(table: TableName, country: str, today: date) -> tuple[LawRow, ...]:
    """What the law of the shop's country fixes in this table."""
    return _law_rows(table, country, today, (get_language() or "fr")[:2])


@lru_cache(maxsize=200)
def _law_rows(table: TableName, country: str, today: date, language: str) -> tuple[LawRow, ...]:
    law = law_of(country)
    making = _MAKING.get(table)
    return tuple(making(law, today, language)) if law and making else ()


def _answers(law: Law, today: date, language: str) -> list[LawRow]:
    rows = [
        *_by_kind(law, Claim.WITHDRAW, today, language, "withdrawal.days", "d"),
        *_by_kind(law, Claim.DEFECT, today, language, "guarantee.months", "m"),
    ]
    late = _probe(law, Claim.NOT_RECEIVED, "spare_part", today)
    days = law.at("late_delivery.days", today)
    if late.decision in {Decision.ACCEPT, Decision.HUMAN_REVIEW} and days is not None and days.content:
        cells = {"claim": Shown(word_label("claim", "not_received")),
                 "days_since_order": Shown("≥\u00a0" + gettext("%(n)s d") % {"n": days.content})}  # fmt: skip
        rows.append(
            LawRow(
                {**cells, **_outcome(late)}, _chips(late.reasons, law.sources("late_delivery.days", today), language)
            )
        )
    return rows


def _by_kind(law: Law, claim: Claim, today: date, language: str, rule: str, unit: str) -> list[LawRow]:
    """One row for all kinds that have the same answer."""
    alike: dict[Decision, list[tuple[str, Assessment]]] = {}
    for kind in ProductKind:
        answer = _probe(law, claim, kind, today)
        alike.setdefault(answer.decision, []).append((kind, answer))
    value = law.at(rule, today)
    rows = []
    for group in sorted(alike.values(), key=lambda one: -len(one)):
        answer = group[0][1]
        cells = {"claim": Shown(word_label("claim", claim)), "kind": Shown(_kinds([kind for kind, _ in group]))}
        within = value is not None and isinstance(value.content, int) and answer.decision is not Decision.REFUSE
        if within and value is not None:
            said = gettext("%(n)s d") if unit == "d" else gettext("%(n)s months")
            cells["days_since_delivery"] = Shown("≤\u00a0" + said % {"n": value.number})
        sources = law.sources(rule, today) if within else ()
        rows.append(LawRow({**cells, **_outcome(answer)}, _chips(answer.reasons, sources, language)))
    return rows


def _outcome(answer: Assessment) -> dict[str, Shown]:
    words = {
        Decision.ACCEPT: gettext("Accept"), Decision.ACCEPT_IN_PART: gettext("Accept in part"),
        Decision.REFUSE: gettext("No right"), Decision.HUMAN_REVIEW: gettext("A person"),
    }  # fmt: skip
    remedies = {
        Outcome.MONEY_BACK: gettext("Refund"), Outcome.REPAIR_OR_REPLACEMENT: gettext("Repair or replacement"),
        Outcome.PRICE_REDUCTION: gettext("Price reduction"), Outcome.DELIVERY: gettext("Delivery"),
    }  # fmt: skip
    given = answer.decision in {Decision.ACCEPT, Decision.ACCEPT_IN_PART}
    back = {
        Payer.BUYER: gettext("Comes back, the customer pays"), Payer.SELLER: gettext("Comes back, the shop pays"),
    }  # fmt: skip
    return {
        "verdict": Shown(words[answer.decision], _STATES[answer.decision]),
        "remedy": Shown(remedies.get(answer.outcome, "") if given else ""),
        "goods": Shown(back.get(answer.return_cost_by, "") if given else ""),
    }


def _windows(law: Law, today: date, language: str) -> list[LawRow]:
    days = law.at("withdrawal.days", today)
    kinds = [kind for kind in ProductKind if _probe(law, Claim.WITHDRAW, kind, today).decision is Decision.ACCEPT]
    if days is None or not isinstance(days.content, int) or not kinds:
        return []
    answer = _probe(law, Claim.WITHDRAW, kinds[0], today)
    cells = {
        "kind": Shown(_kinds(kinds)), "buyer": Shown(word_label("buyer", "consumer")),
        "days": Shown(gettext("%(n)s d") % {"n": days.number}), "refunds_delivery": Shown(gettext("yes")),
        "return_cost_by": Shown(word_label("return_cost_by", answer.return_cost_by)),
    }  # fmt: skip
    return [LawRow(cells, _chips((), (*days.sources, *law.sources("withdrawal.return_cost", today)), language))]


def _evidence(law: Law, today: date, language: str) -> list[LawRow]:
    sources = law.sources("withdrawal.declaration", today) or law.sources("withdrawal.start", today)
    cells = {
        "claim": Shown(word_label("claim", "withdraw")),
        "photos": Shown(gettext("Nothing, no reason either"), "na"),
    }
    return [LawRow(cells, _chips((), sources, language))] if sources else []


def _deductions(law: Law, today: date, language: str) -> list[LawRow]:
    sources = law.sources("withdrawal.depreciation", today)
    cells = {
        "basis": Shown(word_label("basis", "withdrawal")), "used_beyond_test": Shown(gettext("no")),
        "percent": Shown(gettext("0 %"), "done"),
    }  # fmt: skip
    return [LawRow(cells, _chips((), sources, language))] if sources else []


def _probe(law: Law, claim: Claim, kind: str, today: date) -> Assessment:
    """A consumer's plain claim, three days after delivery."""
    here = claim is not Claim.NOT_RECEIVED
    return assess(
        Facts(
            country=law.country, seller_country=law.country, claim=claim, declared=today, item=item_for(kind),
            ordered=today - timedelta(days=10 if here else 60), promised=None if here else today - timedelta(days=30),
            delivered=today - timedelta(days=3) if here else None, noticed=today if claim is Claim.DEFECT else None,
            downloaded=kind == "digital_file", digital=_DIGITAL, info=_TOLD, production_started=True,
            notice_to_perform=None if here else today - timedelta(days=20),
            extra_time_until=None if here else today - timedelta(days=5),
            remedy_asked=None if here else Remedy.RESCISSION, resolution_received=None if here else today,
        )
    )  # fmt: skip


def _kinds(kinds: Sequence[str]) -> str:
    """Kinds in words: those named, or all but a few."""
    left = [kind for kind in ProductKind if kind not in kinds]
    if not left:
        return ""
    if len(left) < len(kinds):
        return gettext("all but %(words)s") % {"words": ", ".join(word_label("kind", kind) for kind in left)}
    return ", ".join(word_label("kind", kind) for kind in kinds)


def _chips(reasons: Iterable[Any], first: tuple[Source, ...], language: str) -> tuple[Chip, ...]:
    """The articles, two where both are short to write."""
    sources = dict.fromkeys([*first, *(source for reason in reasons for source in reason.sources)])
    chips = [
        Chip(source.short_labels[language].removeprefix("Art. "), source.url, source.labels[language])
        for source in list(sources)[:SHOWN_SOURCES]
    ]
    return tuple(chip for place, chip in enumerate(chips) if not place or len(chip.label) <= SHORT)


_MAKING: Final = {
    TableName.ANSWER: _answers, TableName.WINDOW: _windows, TableName.EVIDENCE: _evidence,
    TableName.DEDUCTION: _deductions,
}  # fmt: skip
