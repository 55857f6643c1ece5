"""The policy of the demo's shop: what it promises on top of the law, table by table."""

from typing import Final

from reprise.apps.policies.rules import Between, Is, OneOf, Policy, Row, TableName, Terms


def _one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


_MADE_FOR_YOU: Final = frozenset({"custom_print", "personalised_print", "digital_file"})
_DEFECT: Final = _one("defect")
_GRANTED: Final = _one("accept", "part")
_BUYING: Final = _one("consumer", "non_professional")

_ANSWER: Final = (
    Row(
        "a1", {"danger": Is(value=True)},
        {"verdict": "person", "question_fr": "Quelqu’un a-t-il été blessé, et l’appareil est-il débranché ?",
         "question_en": "Was anybody hurt, and is the machine unplugged?"},
        "Ne vous servez plus de l’article, et débranchez-le si vous le pouvez sans risque.",
        "Stop using the article, and unplug it if you can do so safely.",
    ),
    Row(
        "a2", {"claim": _DEFECT, "reason": _one("dimension_out_of_tolerance", "hole_undersize", "wrong_scale")},
        {"verdict": "person", "question_fr": "La cote mesurée sort-elle de la tolérance écrite sur la commande ?",
         "question_en": "Is the size measured outside the tolerance written on the order?"},
        "Une personne compare votre mesure à la tolérance de la commande.",
        "Somebody compares your measure with the tolerance of the order.",
    ),
    Row(
        "a3",
        {"claim": _DEFECT, "reason": _one("printed_part"), "kind": _one("custom_print", "personalised_print"),
         "days_since_delivery": Between(None, 60), "value_minor": Between(None, 8_000), "photos": Between(2, None),
         "law": _GRANTED},
        {"verdict": "accept", "automatic": True, "remedy": "reprint", "goods": "keep"},
        "Nous la réimprimons tout de suite. Gardez la première.",
        "We print it again at once. Keep the first one.",
    ),
    Row(
        "a4",
        {"claim": _DEFECT, "reason": _one("printed_part"), "kind": _one("custom_print", "personalised_print"),
         "days_since_delivery": Between(None, 60), "value_minor": Between(8_001, None), "law": _GRANTED},
        {"verdict": "accept", "remedy": "reprint", "goods": "return"},
        "Nous la réimprimons dès que le transporteur a pris la première.",
        "We print it again as soon as the carrier has taken the first one.",
    ),
    Row(
        "a5",
        {"claim": _DEFECT, "reason": _one("transport_damage"), "days_since_delivery": Between(None, 7),
         "value_minor": Between(None, 12_000), "photos": Between(2, None), "law": _GRANTED},
        {"verdict": "accept", "automatic": True, "remedy": "replacement", "goods": "keep"},
        "Nous remplaçons ce qui est arrivé cassé. Rien à renvoyer.",
        "We replace what arrived broken. Nothing to send back.",
    ),
    Row(
        "a6",
        {"claim": _DEFECT, "reason": _one("filament_tangled"), "kind": _one("filament"),
         "days_since_delivery": Between(None, 30), "value_minor": Between(None, 2_500), "photos": Between(1, None),
         "law": _GRANTED},
        {"verdict": "accept", "automatic": True, "remedy": "replacement", "goods": "keep"},
        "Une nouvelle bobine part demain. Gardez l’autre : elle se démêle souvent à la main.",
        "A new spool leaves tomorrow. Keep the other: it can often be untangled by hand.",
    ),
    Row(
        "a7",
        {"claim": _DEFECT, "reason": _one("filament_moist", "filament_brittle_contaminated"), "kind": _one("filament"),
         "days_since_delivery": Between(None, 60), "value_minor": Between(None, 4_000), "law": _GRANTED},
        {"verdict": "accept", "remedy": "replacement", "goods": "keep"},
        "Séchez la bobine à 50 °C pendant six heures. Si rien ne change, nous la remplaçons.",
        "Dry the spool at 50 °C for six hours. If nothing changes, we replace it.",
    ),
    Row(
        "a8",
        {"claim": _one("wrong_item"), "value_minor": Between(None, 3_000), "photos": Between(1, None), "law": _GRANTED},
        {"verdict": "accept", "automatic": True, "remedy": "replacement", "goods": "keep"},
        "Nous vous envoyons le bon article. Gardez l’autre.", "We send you the right article. Keep the other.",
    ),
    Row(
        "a9", {"claim": _one("defect", "wrong_item"), "value_minor": Between(None, 1_499), "law": _GRANTED},
        {"verdict": "accept", "goods": "keep"},
        "Cet article n’a pas besoin d’être renvoyé.", "This article need not be sent back.",
    ),
    Row(
        "a10",
        {"claim": _one("withdraw"), "kind": _one("printer", "filament", "resin", "spare_part", "accessory"),
         "opened": Is(value=False), "value_minor": Between(None, 3_000), "law": _one("accept"),
         "basis": _one("withdrawal", "commercial")},
        {"verdict": "accept", "automatic": True, "remedy": "refund", "goods": "return"},
        "Renvoyez l’article complet, dans son emballage.", "Send the article back complete, in its packaging.",
    ),
    Row(
        "a11",
        {"claim": _one("withdraw"), "kind": _one("filament", "resin"), "opened": Is(value=True),
         "law": _one("refuse"), "days_since_delivery": Between(15, 30), "buyer": _BUYING},
        {"verdict": "person", "question_fr": "Combien reste-t-il sur la bobine ou dans la bouteille ?",
         "question_en": "How much is left on the spool or in the bottle?"},
    ),
    Row(
        "a12", {"claim": _one("withdraw"), "buyer": _one("professional"), "law": _one("refuse"),
                "kind": _one("custom_print", "personalised_print", "digital_file")},
        {"verdict": "refuse"},
        "Une pièce faite pour votre entreprise ne peut pas être revendue : nous ne la reprenons pas sans défaut.",
        "A part made for your company cannot be sold again: we do not take it back unless it is faulty.",
    ),
)  # fmt: skip

_WINDOW: Final = (
    Row(
        "w1",
        {"kind": OneOf(_MADE_FOR_YOU)},
        {"days": 0},
        "Faite pour vous, elle ne peut pas être revendue.",
        "Made for you, it cannot be sold again.",
    ),
    Row(
        "w2",
        {"priority": _one("high"), "kind": OneOf(_MADE_FOR_YOU, but=True)},
        {"days": 60, "return_cost_by": "seller"},
    ),
    Row(
        "w3",
        {"kind": _one("filament"), "opened": Is(value=False)},
        {"days": 30, "return_cost_by": "buyer"},
        "La bobine doit être dans son sachet d’origine, scellé.",
        "The spool must be in its own bag, still sealed.",
    ),
    Row(
        "w4",
        {"kind": _one("resin"), "opened": Is(value=False)},
        {"days": 30, "return_cost_by": "buyer"},
        "Le bouchon doit être scellé.",
        "The cap must still be sealed.",
    ),
    Row("w5", {"kind": _one("filament", "resin")}, {"days": 0}),
    Row("w6", {}, {"days": 30, "return_cost_by": "buyer"}),
)

_EVIDENCE: Final = (
    Row(
        "e1", {"claim": _DEFECT, "reason": _one("dimension_out_of_tolerance", "hole_undersize", "wrong_scale")},
        {"photos": 1, "shots": "caliper_photo", "measure": True},
    ),
    Row(
        "e2", {"claim": _DEFECT, "reason": _one("printed_part")},
        {"photos": 2, "shots": "overview closeup_raking_light"},
    ),
    Row(
        "e3", {"claim": _DEFECT, "reason": _one("transport_damage")},
        {"photos": 2, "shots": "overview packaging"},
    ),
    Row("e4", {"claim": _DEFECT, "reason": _one("filament")}, {"photos": 1, "shots": "spool_label_lot"}),
    Row("e5", {"claim": _one("wrong_item")}, {"photos": 1, "shots": "label_barcode"}),
)  # fmt: skip

_DEDUCTION: Final = (
    Row("d1", {"basis": _one("commercial"), "complete": Is(value=False), "used_beyond_test": Is(value=False)},
        {"percent": 10},
        "Il manque quelque chose dans le colis.", "Something is missing from the parcel."),
    Row("d2", {"basis": _one("withdrawal", "commercial"), "used_beyond_test": Is(value=True), "grade": _one("tried")},
        {"percent": 15}, "L’article a servi au-delà d’un essai.", "The article was used beyond a trial."),
    Row("d3", {"basis": _one("withdrawal", "commercial"), "used_beyond_test": Is(value=True), "grade": _one("worn")},
        {"percent": 40}, "L’article porte des traces d’usage.", "The article shows signs of use."),
    Row("d4", {"basis": _one("withdrawal", "commercial"), "used_beyond_test": Is(value=True), "grade": _one("broken")},
        {"percent": 80}, "L’article est revenu cassé.", "The article came back broken."),
)  # fmt: skip

_APPROVAL: Final = (
    Row("p1", {"amount_minor": Between(50_000, None)}, {"second_person": True}),
    Row("p2", {"amount_minor": Between(15_000, None), "law": _one("refuse", "person")}, {"second_person": True}),
)

_CONTRACT: Final = (
    Row(
        "c1", {"company": _one("Atelier Ferrand"), "buyer": _one("professional")},
        {"warranty_months": 24, "report_within_days": 30, "tolerance_class": "f", "return_days": 30},
        "Contrat cadre de 2026.", "Framework agreement of 2026.",
    ),
    Row(
        "c2", {"buyer": _one("professional")},
        {"warranty_months": 12, "report_within_days": 10, "tolerance_class": "m"},
    ),
)  # fmt: skip

_SIGNAL: Final = (
    Row(
        "s1", {"swapped_before": Is(value=True)},
        {"question_fr": "L’article rendu est-il bien celui qui a été vendu ? Comparez le numéro de série.",
         "question_en": "Is what came back what was sold? Compare the serial number."},
    ),
    Row(
        "s2", {"return_rate_percent": Between(50, None), "orders_12m": Between(4, None)},
        {"question_fr": "Plus de la moitié des commandes reviennent : un conseil d’achat éviterait-il la prochaine ?",
         "question_en": "More than half of the orders come back: would advice before buying spare the next one?"},
    ),
    Row(
        "s3", {"refused_12m": Between(3, None)},
        {"question_fr": "Trois demandes refusées en un an : les refus étaient-ils bien expliqués ?",
         "question_en": "Three requests refused within a year: were the refusals well explained?"},
    ),
)  # fmt: skip

_PRIORITY: Final = (
    Row("u1", {"danger": Is(value=True)}, {"level": "high"}),
    Row("u2", {"tags": _one("fablab", "école")}, {"level": "high"}),
    Row("u3", {"spent_12m_minor": Between(200_000, None)}, {"level": "high"}),
)

POLICY: Final = Policy(
    Terms(decision_days=2, return_by_days=21),
    {
        TableName.ANSWER: _ANSWER, TableName.WINDOW: _WINDOW, TableName.EVIDENCE: _EVIDENCE,
        TableName.DEDUCTION: _DEDUCTION, TableName.APPROVAL: _APPROVAL, TableName.CONTRACT: _CONTRACT,
        TableName.SIGNAL: _SIGNAL, TableName.PRIORITY: _PRIORITY,
    },
)  # fmt: skip
