"""Ready-made policies to begin from: each a handful of rows a shop of its sort would write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reprise.apps.policies.rules import Between, Cell, Is, OneOf, Policy, Row, Said, TableName, Terms
from reprise.core.refusals import mark

_A, _W, _E = TableName.ANSWER, TableName.WINDOW, TableName.EVIDENCE


@dataclass(frozen=True, slots=True)
class Model:
    """One starting point: its name, what is in it, and the policy."""

    key: str
    title: str
    about: str
    policy: Policy


def _of(*values: str) -> OneOf:
    return OneOf(frozenset(values))


def _row(row_id: str, when: Mapping[str, Cell], fr: str = "", en: str = "", **then: Said) -> Row:
    return Row(row_id, dict(when), dict(then), fr, en)


_DANGER: Final = _row(
    "a1", {"danger": Is(value=True)}, verdict="person",
    question_fr="Quelqu’un a-t-il été blessé ? L’appareil est-il débranché ?",
    question_en="Was anybody hurt? Is the machine unplugged?",
)  # fmt: skip
_REST: Final = {
    "verdict": "person", "question_fr": "Que demande le client, et qu’est-ce qui le montre ?",
    "question_en": "What does the customer ask, and what shows it?",
}  # fmt: skip
_NOT_TRANSPORT: Final = OneOf(frozenset({"transport_damage"}), but=True)
_PRINTS: Final = _of("custom_print", "personalised_print", "catalogue_print")
_SEVERAL: Final = _row(
    "g1", {"returns_12m": Between(5)}, question_fr="Cinq demandes ou plus en douze mois : y a-t-il une cause commune ?",
    question_en="Five requests or more in twelve months: is there one cause behind them?",
)  # fmt: skip
_TWO_EYES: Final = _row("s1", {"amount_minor": Between(20_000)}, second_person=True)

_SERVICE: Final = Policy(
    Terms(decision_days=2),
    {
        _A: (
            _DANGER,
            _row("a2", {"claim": _of("defect"), "reason": _of("transport_damage"),
                        "days_since_delivery": Between(most=7), "value_minor": Between(most=12_000),
                        "photos": Between(2)},
                 "Nous vous renvoyons un article. Gardez celui qui est abîmé.",
                 "We send you another one. Keep the damaged one.",
                 verdict="accept", automatic=True, remedy="replacement", goods="keep"),
            _row("a3", {"claim": _of("defect"), "reason": _NOT_TRANSPORT, "kind": _PRINTS,
                        "days_since_delivery": Between(most=60), "value_minor": Between(most=8_000),
                        "photos": Between(2)},
                 "Nous réimprimons votre pièce. Gardez l’ancienne.", "We print your part again. Keep the old one.",
                 verdict="accept", automatic=True, remedy="reprint", goods="keep"),
            _row("a4", {"claim": _of("defect"), "reason": _NOT_TRANSPORT, "kind": _PRINTS,
                        "days_since_delivery": Between(most=60)},
                 verdict="person", remedy="reprint", question_fr="Le défaut vient-il du modèle ou de l’impression ?",
                 question_en="Does the defect come from the model or from the print?"),
            _row("a5", {}, **_REST),
        ),
        _E: (
            _row("e1", {"claim": _of("defect"), "reason": _of("transport_damage")}, photos=2,
                 shots="packaging outer_box_six_sides"),
            _row("e2", {"claim": _of("defect"), "reason": _NOT_TRANSPORT, "kind": _PRINTS}, photos=2,
                 shots="overview closeup"),
        ),
        TableName.APPROVAL: (_TWO_EYES,),
        TableName.SIGNAL: (_SEVERAL,),
    },
)  # fmt: skip

_SELLER: Final = Policy(
    Terms(decision_days=2),
    {
        _A: (
            _DANGER,
            _row("a2", {"claim": _of("defect"), "kind": _of("filament", "resin"), "value_minor": Between(most=2_500),
                        "photos": Between(1)},
                 verdict="accept", automatic=True, remedy="replacement", goods="keep"),
            _row("a3", {"claim": _of("defect"), "kind": _of("printer")}, verdict="person",
                 question_fr="Les réglages de base ont-ils été essayés avec le client ?",
                 question_en="Were the basic checks gone through with the customer?"),
            _row("a4", {}, **_REST),
        ),
        _W: (
            _row("w1", {"kind": _of("filament", "resin"), "opened": Is(value=False)},
                 "Repris trente jours, non ouvert.", "Taken back for thirty days, unopened.",
                 days=30, return_cost_by="buyer"),
            _row("w2", {"kind": _of("filament", "resin"), "opened": Is(value=True)}, days=0),
            _row("w3", {"kind": _of("printer", "spare_part", "accessory")}, days=30, return_cost_by="buyer",
                 restocking_percent=0),
        ),
        _E: (_row("e1", {"claim": _of("defect"), "kind": _of("filament", "resin")}, photos=1,
                  shots="spool_label_lot"),),
        TableName.DEDUCTION: (
            _row("d1", {"basis": _of("commercial"), "grade": _of("worn"), "complete": Is(value=True)}, percent=20),
            _row("d2", {"basis": _of("commercial"), "complete": Is(value=False)}, percent=10),
        ),
        TableName.APPROVAL: (_TWO_EYES,),
        TableName.SIGNAL: (
            _SEVERAL,
            _row("g2", {"swapped_before": Is(value=True)}, question_fr="Le numéro de série est-il bien celui vendu ?",
                 question_en="Is the serial number the one that was sold?"),
        ),
        TableName.PRIORITY: (_row("p1", {"danger": Is(value=True)}, level="high"),),
    },
)  # fmt: skip

_MARKET: Final = Policy(
    Terms(decision_days=1),
    {
        _A: (
            _DANGER,
            _row("a2", {"claim": _of("defect", "wrong_item"), "value_minor": Between(most=3_000)},
                 verdict="accept", automatic=True, remedy="refund", goods="keep"),
            _row("a3", {}, **_REST),
        ),
        _W: (_row("w1", {"kind": OneOf(frozenset({"custom_print", "personalised_print", "digital_file"}), but=True)},
                  days=30, return_cost_by="seller", refunds_delivery=True),),
        TableName.SIGNAL: (_SEVERAL,),
        TableName.APPROVAL: (_TWO_EYES,),
    },
)  # fmt: skip

MODELS: Final = (
    Model("service", mark("Print service"), mark("Prints from customers’ files: a faulty part is printed again, small "
          "ones at once and without sending the old one back."), _SERVICE),
    Model("seller", mark("Printers, filament and spare parts"), mark("Thirty days of your own for what is unopened or "
          "complete, and faulty spools replaced at once."), _SELLER),
    Model("market", mark("Seller on marketplaces"), mark("What the large marketplaces expect: thirty days, the return "
          "paid by you, small amounts repaid at once."), _MARKET),
    Model("law", mark("The law alone"), mark("No row of your own: what the law gives is accepted, a person looks at "
          "the rest."), Policy()),
)  # fmt: skip
