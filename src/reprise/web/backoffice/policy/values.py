"""What the words of a column are called, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import get_language, gettext

from reprise.core.refusals import mark
from reprise.law.jurisdictions import law_of
from reprise.printing.defects import defect, evidence, groups
from reprise.readmodels.product_kinds import kind_name
from reprise.web.backoffice.words import REMEDIES

_CLAIM: Final = {
    "withdraw": mark("Change of mind"), "defect": mark("Defect"), "wrong_item": mark("Wrong article"),
    "late_delivery": mark("Late delivery"), "not_received": mark("Not received"), "recall": mark("Recall"),
}  # fmt: skip
_LAW: Final = {
    "accept": mark("yes"), "part": mark("in part"), "refuse": mark("no"), "person": mark("a person decides"),
}  # fmt: skip
_BASIS: Final = {
    "withdrawal": mark("Withdrawal"), "conformity": mark("Legal guarantee"),
    "digital_conformity": mark("Guarantee for files"), "hidden_defect": mark("Hidden defect"),
    "late_delivery": mark("Late delivery"), "recall": mark("Recall"), "commercial": mark("Our own promise"),
    "none": mark("None"),
}  # fmt: skip
_PAYER: Final = {"buyer": mark("Customer"), "seller": mark("Shop")}
_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "claim": _CLAIM,
    "law": _LAW,
    "basis": _BASIS,
    "buyer": {"consumer": mark("Consumer"), "non_professional": mark("Association or non-pro"),
              "professional": mark("Business")},
    "channel": {"portal": mark("Customer pages"), "staff": mark("Staff"), "api": mark("A program"),
                "mail": mark("E-mail"), "chat": mark("Chat")},
    "priority": {"high": mark("High"), "normal": mark("Normal")},
    "level": {"high": mark("High"), "normal": mark("Normal")},
    "grade": {"like_new": mark("Like new"), "tried": mark("Tried out"), "worn": mark("Worn"),
              "broken": mark("Broken")},
    "verdict": {"accept": mark("Accept"), "refuse": mark("Refuse"), "person": mark("A person")},
    "goods": {"return": mark("Comes back"), "keep": mark("Is kept")},
    "return_cost_by": _PAYER,
    "tolerance_class": {"f": mark("f, fine"), "m": mark("m, medium"), "c": mark("c, coarse"),
                        "v": mark("v, very coarse")},
    "asked_remedy": REMEDIES,
    "remedy": REMEDIES,
}  # fmt: skip


def value_name(column: str, value: str) -> str:
    """The name of one word of a column; the word itself where there is none."""
    if column in _NAMES:
        return gettext(_NAMES[column][value]) if value in _NAMES[column] else value
    naming = _OTHERS.get(column)
    return naming(value) if naming else value


def _reason(code: str) -> str:
    lang = get_language() or "fr"
    found = defect(code) or next((group for group in groups() if group.code == code), None)
    return found.label.in_(lang) if found else code


def _shot(code: str) -> str:
    found = evidence().get(code)
    return found.label.in_(get_language() or "fr") if found else code


def _country(code: str) -> str:
    law = law_of(code)
    return law.names.get((get_language() or "fr")[:2], code) if law else code


def _kind(kind: str) -> str:
    try:
        return kind_name(kind)
    except ValueError:
        return kind


_OTHERS: Final[Mapping[str, Callable[[str], str]]] = {
    "reason": _reason, "country": _country, "kind": _kind, "shots": _shot,
}  # fmt: skip
