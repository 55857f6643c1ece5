"""The conditions for programs: the law and the shop's promise apart, per kind of article, with their sources."""

from typing import Any, Final

from reprise.apps.catalogue.kinds import ProductKind
from reprise.law.version import LAW_VERSION
from reprise.readmodels.conditions import addresses
from reprise.readmodels.conditions.about import About
from reprise.readmodels.conditions.answer import Answer, Question, Side
from reprise.readmodels.conditions.history import Edition
from reprise.readmodels.conditions.legal import DIGITAL
from reprise.readmodels.conditions.table import Row, State, row
from reprise.readmodels.explained import Why

Plain = dict[str, Any]
#: Raised when a key changes its meaning or goes; a new key alone does not.
SCHEMA_VERSION: Final = "1.0"


def conditions_document(about: About, edition: Edition, kinds: tuple[ProductKind, ...], base_url: str) -> Plain:
    """One version of the conditions, for buyers of one country."""
    terms = about.promise.terms
    return {
        "schema_version": SCHEMA_VERSION,
        "shop": about.shop.slug,
        "seller": about.shop.legal_name or about.shop.name,
        "language": about.lang,
        "currency": about.shop.currency,
        "country": about.law.country,
        "seller_country": about.shop.country,
        "version": edition.number,
        "state": edition.state,
        "in_force_from": edition.since,
        "in_force_until": edition.until if edition.state in {"past", "in_force", "announced"} else None,
        "law_version": LAW_VERSION,
        "law_day": about.day,
        "links": _links(about, edition, base_url),
        "withdrawal": _withdrawal(about),
        "guarantee": _guarantee(about),
        "how": {
            "answer_within_days": terms.decision_days,
            "send_within_days": terms.return_by_days,
            "authorisation_first": True,
        },
        "kinds": [_kind(row(about, kind)) for kind in kinds],
        "mediator": about.shop.mediator.get("name") or None,
    }


def answer_document(question: Question, answer: Answer) -> Plain:
    """May this be returned? The answer of both sides, with reasons."""
    return {
        "kind": question.kind,
        "opened": question.opened,
        "buyer": question.buyer.value,
        "asked_on": question.asked,
        "ordered_on": question.ordered,
        "delivered_on": question.delivered,
        "may_be_returned": {"yes": True, "no": False}.get(answer.answer),
        "answer": answer.answer,
        "basis": answer.basis,
        "last_day": answer.last_day,
        "return_cost_by": answer.cost_by,
        "statutory": _side(answer.law),
        "commercial": _side(answer.shop),
        "reasons": [_reason(why) for why in answer.why],
        "faulty_is_another_question": True,
    }


def _links(about: About, edition: Edition, base_url: str) -> Plain:
    slug, lang = about.shop.slug, about.lang
    page = addresses.page(lang, slug, edition.number)
    return {
        "page": base_url + page,
        "pdf": base_url + page + "conditions.pdf",
        "withdrawal_form": base_url + addresses.form(lang, slug),
        "withdraw_online": base_url + addresses.withdraw(lang, slug),
    }


def _withdrawal(about: About) -> Plain | None:
    if not about.has("withdrawal.days"):
        return None
    return {
        "days": about.number_of("withdrawal.days"),
        "send_back_within_days": about.number_of("withdrawal.return_days"),
        "refund_within_days": about.number_of("withdrawal.refund_days"),
        "return_cost_by": "buyer" if about.promise.notices.return_cost else "seller",
        "sources": [_source(why) for why in about.sources("withdrawal.days", "withdrawal.refund_days")],
    }


def _guarantee(about: About) -> Plain:
    names = ("guarantee.months", "guarantee.presumption_months", "guarantee.repair_days")
    return {
        "months": about.number_of("guarantee.months") or None,
        "presumption_months": about.number_of("guarantee.presumption_months") or None,
        "repair_within_days": about.number_of("guarantee.repair_days") or None,
        "return_cost_by": "seller",
        "person_decides": about.says("guarantee.goes_to_a_person"),
        "sources": [_source(why) for why in about.sources(*names)],
    }


def _kind(told: Row) -> Plain:
    return {
        "kind": told.kind.value,
        "name": told.name,
        "sealed": _state(told.sealed),
        "opened": _state(told.opened),
        "opened_means": "downloaded" if told.kind == DIGITAL else "opened",
        "note": told.note,
    }


def _state(state: State) -> Plain:
    own = state.own
    return {
        "statutory": {
            "answer": state.right.answer, "days": state.right.days, "return_cost_by": state.right.cost_by,
            "reasons": [_reason(why) for why in state.right.why],
        },
        "commercial": {
            "days": own.days, "return_cost_by": own.return_cost_by, "refunds_delivery": own.refunds_delivery,
            "restocking_percent": own.restocking_percent, "rule": own.row_id,
        } if own else None,
        "days": max(state.law_days, state.own_days),
    }  # fmt: skip


def _side(side: Side) -> Plain:
    return {"answer": side.answer, "days": side.days, "last_day": side.last_day, "return_cost_by": side.cost_by}


def _reason(why: Why) -> Plain:
    return {"text": why.text, "source": why.label, "url": why.url}


def _source(why: Why) -> Plain:
    return {"label": why.label, "url": why.url}
