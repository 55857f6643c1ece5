"""What a row says when it matches, as parts of a sentence."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext

from reprise.apps.policies.rules import Row, TableName
from reprise.apps.policies.telling.amounts import counted
from reprise.apps.policies.telling.labels import language, word_label
from reprise.core.refusals import mark

_VERDICTS: Final = {"accept": mark("accepted"), "refuse": mark("refused"), "person": mark("a person looks")}
_REMEDIES: Final = {
    "refund": mark("repaid"), "partial_refund_keep": mark("repaid in part"),
    "price_reduction": mark("the price reduced"),
    "store_credit": mark("given as credit"), "exchange": mark("exchanged"), "replacement": mark("replaced"),
    "reprint": mark("reprinted"), "repair": mark("repaired"), "spare_part": mark("a spare part sent"),
}  # fmt: skip
_GOODS: Final = {"return": mark("the article comes back"), "keep": mark("the customer keeps the article")}


def outcomes_in_words(table: TableName, row: Row) -> list[str]:
    """The words of a row's answer, each a part of a sentence."""
    return list(_TABLES[table](row.then))


def _answer(then: Mapping[str, Any]) -> Iterator[str]:
    verdict = str(then.get("verdict", ""))
    if verdict == "accept" and then.get("automatic"):
        yield gettext("accepted at once")
    elif verdict in _VERDICTS:
        yield gettext(_VERDICTS[verdict])
    remedy, goods = str(then.get("remedy", "")), str(then.get("goods", ""))
    if remedy in _REMEDIES:
        yield gettext(_REMEDIES[remedy])
    if goods in _GOODS:
        yield gettext(_GOODS[goods])
    yield from _question(then)


def _question(then: Mapping[str, Any]) -> Iterator[str]:
    asked = then.get(f"question_{language()}") or then.get("question_fr") or then.get("question_en")
    if asked:
        yield gettext("the question is “%(question)s”") % {"question": asked}


def _window(then: Mapping[str, Any]) -> Iterator[str]:
    days = int(then.get("days", 0))
    if not days:
        yield gettext("no window of our own, the law alone")
        return
    yield gettext("taken back for %(days)s after delivery") % {"days": counted(days, "days")}
    if then.get("return_cost_by") == "seller":
        yield gettext("we pay the return")
    else:
        yield gettext("the customer pays the return")
    if then.get("refunds_delivery"):
        yield gettext("delivery is repaid")
    if then.get("restocking_percent"):
        percent = counted(int(then["restocking_percent"]), "percent")
        yield gettext("%(percent)s kept once the law’s time is over") % {"percent": percent}


def _evidence(then: Mapping[str, Any]) -> Iterator[str]:
    asked = []
    if then.get("photos"):
        asked.append(counted(int(then["photos"]), "photos"))
    if then.get("measure"):
        asked.append(gettext("a measure"))
    if then.get("files"):
        asked.append(gettext("the files"))
    if not asked:
        yield gettext("nothing is asked")
        return
    yield gettext("we ask for %(things)s") % {"things": ", ".join(asked)}
    shots = [word_label("shots", word) for word in str(then.get("shots", "")).split()]
    if shots:
        yield gettext("to see: %(shots)s") % {"shots": ", ".join(shots)}


def _deduction(then: Mapping[str, Any]) -> Iterator[str]:
    percent = int(then.get("percent", 0))
    if percent:
        yield gettext("%(percent)s of the price is kept") % {"percent": counted(percent, "percent")}
    else:
        yield gettext("nothing is kept")


def _approval(then: Mapping[str, Any]) -> Iterator[str]:
    yield gettext("a second person agrees first") if then.get("second_person") else gettext("one person is enough")


def _contract(then: Mapping[str, Any]) -> Iterator[str]:
    if "warranty_months" in then:
        yield gettext("warranty of %(months)s") % {"months": counted(int(then["warranty_months"]), "months")}
    if "report_within_days" in then:
        yield gettext("defects told within %(days)s") % {"days": counted(int(then["report_within_days"]), "days")}
    if then.get("tolerance_class"):
        yield gettext("tolerance: %(name)s") % {"name": word_label("tolerance_class", str(then["tolerance_class"]))}
    if then.get("return_days"):
        yield gettext("taken back for %(days)s after delivery") % {"days": counted(int(then["return_days"]), "days")}


def _priority(then: Mapping[str, Any]) -> Iterator[str]:
    yield gettext("dealt with first") if then.get("level") == "high" else gettext("dealt with in its turn")


def _signal(then: Mapping[str, Any]) -> Iterator[str]:
    yield gettext("a person looks")
    yield from _question(then)


_TABLES: Final[Mapping[TableName, Callable[[Mapping[str, Any]], Iterator[str]]]] = {
    TableName.ANSWER: _answer,
    TableName.WINDOW: _window,
    TableName.EVIDENCE: _evidence,
    TableName.DEDUCTION: _deduction,
    TableName.APPROVAL: _approval,
    TableName.CONTRACT: _contract,
    TableName.SIGNAL: _signal,
    TableName.PRIORITY: _priority,
}
