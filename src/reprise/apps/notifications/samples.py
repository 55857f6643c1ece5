"""Example values of every letter, in both languages: what a preview shows when there is no case to show."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from reprise.apps.notifications.letters import NEEDS, Choices, Ground, Grounds, Letter, Value
from reprise.core.money import Money

_DAY: Final = date(2026, 12, 7)
_FIXED: Final[Mapping[str, Value]] = {
    "shop_name": "Atelier Lamelle", "reference": "RP-7F3K-Q2", "link": "https://example.org/", "name": "Camille Moreau",
    "order_number": "AL-20418", "author": "Inès", "role": "agent", "change": "password_changed", "code": "K7QX-2M",
    "rma": "R-2026-0042", "credit_note": "AV-2026-0017", "amount": Money(9390, "EUR"), "delivery": Money(590, "EUR"),
    "received_at": datetime(2026, 11, 24, 13, 32, tzinfo=UTC), "sent_on": date(2026, 12, 1),
    "received_on": date(2026, 11, 30), "minutes": 60, "days": 7, "count": 3,
    "moment": "2026-11-24 14:32:07 (Europe/Paris, UTC+01:00)",
    "invited_by": "Camille Moreau", "mentioned_by": "Inès", "promised": "14:30",
    "digest": "3f7a9c02b1d4e8f6a5c7d9e1f20314253647586970818293a4b5c6d7e8f90a1b", "seen_by": date(2026, 11, 26),
    "scale": Choices((("1", "https://example.org/1/"), ("2", "https://example.org/2/"), ("3", "https://example.org/3/"),
                      ("4", "https://example.org/4/"), ("5", "https://example.org/5/"))),
    "ordered_on": date(2026, 12, 1), "tracking": "6A12345678901", "carrier": "Colissimo",
}  # fmt: skip

#: Whole sentences, as the journey tells them.
_SAID: Final[Mapping[str, tuple[str, str]]] = {
    "summary": ("2 × Filament case", "2 × Boîtier de filament"),
    "statement": (
        "I withdraw from the contract for the sale of these goods:\n2 × Filament case",
        "Je me rétracte du contrat portant sur la vente de ces biens :\n2 × Boîtier de filament",
    ),
    "question": (
        "Can you send one photo of the lifted corner, seen from the side?",
        "Pouvez-vous envoyer une photo du coin relevé, prise de côté ?",
    ),
    "message": (
        "Your two cases left the printer this morning. They are in the post tomorrow.",
        "Vos deux boîtiers sont sortis de l’imprimante ce matin. Ils partent demain.",
    ),
    "topic": ("Two cases for a filament dryer", "Deux boîtiers pour un séchoir à filament"),
    "transcript": (
        ("Camille Moreau, 24 November 2026, 14:32\nWhen do the cases leave?\n\n"
        "Inès, 24 November 2026, 14:40\nTomorrow."),
        ("Camille Moreau, 24 novembre 2026, 14\u00a0h\u00a032\nQuand partent les boîtiers\u00a0?\n\n"
        "Inès, 24 novembre 2026, 14\u00a0h\u00a040\nDemain."),
    ),
    "promise": (
        "We answer by Monday at 10:30.", "Nous répondons avant lundi à 10\u00a0h\u00a030.",
    ),
    "complaint": (
        "The case arrived broken for the second time, and nobody has answered my two messages.",
        "Le boîtier est arrivé cassé pour la deuxième fois, et personne n’a répondu à mes deux messages.",
    ),
    "outcome": ("2 × Filament case: you get your money back",
                "2 × Boîtier de filament : vous êtes remboursé"),
    "refused": ("We cannot accept your request for 1 × Filament case",
                "Nous ne pouvons pas accepter votre demande pour 1 × Boîtier de filament"),
    "reason": (
        "The photos show that the corner was cut after printing.",
        "Les photos montrent que le coin a été coupé après l’impression.",
    ),
    "text": ("Thank you for your clear photos.", "Merci pour vos photos, elles sont claires."),
    "pays": ("We pay for the return.", "Nous payons le retour."),
    "next_step": ("You get the return slip and the way to pack it next.",
                  "Vous recevez ensuite le bon de retour et la façon d’emballer."),
    "why": (
        "You changed your mind within fourteen days (Code de la consommation, art.\u00a0L221-18).",
        "Vous avez changé d’avis dans les quatorze jours (Code de la consommation, art.\u00a0L221-18).",
    ),
    "remains": ("Your right of withdrawal lasts until 7 December.",
                "Votre droit de rétractation court jusqu’au 7 décembre."),
    "disagree": ("You disagree? Another person looks at it again.",
                 "Vous n’êtes pas d’accord ? Une autre personne réexamine votre demande."),
    "contents": ("2 × Filament case", "2 × Boîtier de filament"),
    "result": ("2 × Filament case: like new, complete", "2 × Boîtier de filament : comme neuf, complet"),
    "lowered": ("€4.00: the box is missing", "4,00\u00a0€ : la boîte manque"),
    "asked": ("The corners of both cases lifted while printing.", "Les coins des deux boîtiers se sont relevés."),
    "late": ("RP-7F3K-Q2: refund due since yesterday", "RP-7F3K-Q2 : remboursement dû depuis hier"),
    "soon": ("RP-9K2M-X4: answer due tomorrow", "RP-9K2M-X4 : réponse due demain"),
    "decided_by": ("Inès Belkacem", "Inès Belkacem"),
    "refused_by": ("Marc Lefèvre", "Marc Lefèvre"),
    "means": ("Bank card ending in 4242", "Carte bancaire se terminant par 4242"),
}  # fmt: skip

#: Reasons, and steps after a refusal.
_GROUNDS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "why": (_SAID["why"],),
    "paths": (
        ("Reply to us and say why. Another person takes up your whole case.",
         "Répondez-nous en expliquant pourquoi. Une autre personne reprend votre dossier en entier."),
        ("If that is not enough, the consumer mediator is free of charge for you.",
         "Si cela ne suffit pas, le médiateur de la consommation est gratuit pour vous."),
    ),
}  # fmt: skip

#: The same value said otherwise in some letters.
_IN: Final[Mapping[tuple[Letter, str], tuple[str, str]]] = {
    (Letter.INSPECTION_DONE, "next_step"): ("We now do what we promised.", "Nous faisons ce que nous avons promis."),
    (Letter.PARCEL_RECEIVED, "next_step"): ("We look at it now.", "Nous l’examinons maintenant."),
    (Letter.PARCEL_SENT, "next_step"): ("Your two new cases are in it.", "Vos deux nouveaux boîtiers y sont."),
    (Letter.RETURN_READY, "next_step"): (
        "Open your case, print the slip, pack the article as shown and hand the parcel in.",
        "Ouvrez votre dossier, imprimez le bon, emballez comme indiqué et déposez le colis.",
    ),
    (Letter.REMEDY_DONE, "next_step"): ("There is nothing left to do.", "Il n’y a plus rien à faire."),
    (Letter.REFUND_FAILED, "next_step"): (
        "We find another way and write to you.", "Nous cherchons une autre voie et vous écrivons.",
    ),
    (Letter.REFUND_NOT_APPROVED, "reason"): (
        "The printer came back without its power supply: look at it again.",
        "L’imprimante est revenue sans son alimentation : à revoir.",
    ),
    (Letter.REMEDY_DONE, "outcome"): ("What we promised is done", "Ce que nous avons promis est fait"),
    (Letter.REMEDY_DONE, "text"): ("Tracking number 6A12345678901.", "Numéro de suivi 6A12345678901."),
}  # fmt: skip
#: Letters no person signs.
_UNSIGNED: Final = frozenset({
    Letter.ANSWER_REMINDER, Letter.RETURN_REMINDER, Letter.CASE_CLOSED, Letter.INSPECTION_DONE, Letter.PARCEL_ANNOUNCED,
    Letter.PARCEL_RECEIVED, Letter.REQUEST_RECEIVED, Letter.WITHDRAWAL_RECEIVED, Letter.REFUND_SENT,
    Letter.REFUND_ORDERED, Letter.REFUND_FAILED, Letter.APPEAL_RECEIVED, Letter.REQUEST_CANCELLED,
})  # fmt: skip


def sample_values(letter: Letter, language: str, *, only_must: bool = False) -> dict[str, Value]:
    """An example of every value a letter knows, or of those it cannot do without."""
    needs = NEEDS[letter]
    wanted = needs.must if only_must else {**needs.may, **needs.must}
    if letter in _UNSIGNED:
        wanted = {name: kind for name, kind in wanted.items() if name != "author"}
    if letter is Letter.ORDER_LINK:  # as on the pages: only a chat's letter has a code
        wanted = {name: kind for name, kind in wanted.items() if name != "code"}
    return {name: _sample(letter, name, kind, language) for name, kind in wanted.items()}


def _sample(letter: Letter, name: str, kind: type, language: str) -> Value:
    if name in _FIXED:
        return _FIXED[name]
    if kind is date:
        return _DAY
    if kind is Grounds:
        return Grounds(tuple(Ground(said[language == "fr"]) for said in _GROUNDS[name]))
    english, french = _IN.get((letter, name)) or _SAID[name]
    return french if language == "fr" else english
