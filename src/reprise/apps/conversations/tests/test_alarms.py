"""What customers threaten with is seen, and ordinary talk of lawyers’ green and good reviews is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.rules.alarms import alarms_in, found_in

LAWYER = [
    "Sans réponse sous 48 h je contacte mon avocat.",
    "Je vais saisir le tribunal judiciaire.",
    "Ceci vaut mise en demeure.",
    "Je n’hésiterai pas à vous poursuivre en justice",
    "Si je ne suis pas remboursée j’irai au tribunal",
    "Ne m’obligez pas à prendre un avocat",
    "Ma protection juridique prend le relais",
    "je vais porter plainte",
    "JE PORTE PLAINTE DEMAIN",
    "Un huissier viendra constater les défauts",
    "I will sue you.",
    "I won't hesitate to take legal action",
    "My solicitor will be in touch.",
    "See you in court",
    "If you don't refund me I'm going to small claims court",
    "Don’t make me call my lawyer.",
    "You leave me no choice but to seek legal advice",
]
PRESS = [
    "J’en parlerai à la presse.",
    "Un journaliste de la région s’intéresse à vous",
    "Je contacte 60 millions de consommateurs",
    "Je vais contacter les médias",
    "I'm going to the press with this",
    "A journalist I know would love this story",
    "The local newspaper will hear of it",
]
REVIEW = [
    "Je vais laisser un avis négatif sur Google",
    "Vous aurez une seule étoile",
    "Je vais publier tout cela sur les réseaux sociaux",
    "Attendez-vous à un mauvais avis.",
    "Je mettrai un avis sur Trustpilot",
    "Je posterai les photos sur Facebook",
    "Pas de remboursement ? Alors je publie mon avis.",
    "Expect a one-star review",
    "I'll leave a bad review everywhere",
    "I will tell everyone what you did",
    "I'm posting this all over social media",
    "Time to name and shame.",
    "You will find my review on Trustpilot tomorrow",
]
AUTHORITY = [
    "Je signale votre boutique à la DGCCRF.",
    "J’ai fait un signalement sur SignalConso",
    "Je saisis le médiateur de la consommation",
    "J’appelle la police",
    "La répression des fraudes sera informée",
    "L’UFC m’a conseillé de vous écrire",
    "Je ferai appel à la CNIL pour mes données",
    "I shall report you to Trading Standards",
    "The ombudsman will decide",
    "I am calling the police",
    "I'll go to the consumer protection agency",
]
QUIET = [
    "Bonjour, le câble est trop court.",
    "Il y a eu un court-circuit dans l’alimentation.",
    "Je voudrais la couleur avocat",
    "Je suis pressé, merci de répondre vite",
    "J’ai besoin de la pièce, je suis très pressée.",
    "Appuyez sur le bouton : press the button.",
    "À mon avis la buse est bouchée.",
    "J’ai trouvé l’avis de passage du facteur",
    "J’ai lu de mauvais avis avant d’acheter, mais vous êtes top",
    "Je vous laisserai un très bon avis, merci !",
    "I'll happily leave you a great review",
    "I read a bad review but bought it anyway",
    "Je ne veux pas aller au tribunal.",
    "Nul besoin d’en arriver là, réglons cela sans avocat.",
    "I don't want to involve a lawyer",
    "We can settle this without a lawyer.",
    "Quelle police d’écriture avez-vous utilisée ?",
    "La police de caractères est illisible sur la plaque",
    "La garantie légale de conformité s’applique.",
    "I would like my legal guarantee to be applied.",
    "Vous m’avez répondu : « notre service juridique étudie votre demande »",
    "> votre avocat peut nous écrire\nMerci, c’est réglé.",
    "Mon imprimante a une étoile de Noël à imprimer",
    "Le plateau chauffe mal et la première couche se décolle.",
    "Please press the reset button and hold",
    "I saw your shop in a magazine",
    "",
]


def expect(text: str, alarm: Alarm) -> None:
    assert alarm in alarms_in(text), text


@pytest.mark.parametrize("text", LAWYER)
def test_a_lawyer_or_a_court_is_seen(text: str) -> None:
    expect(text, Alarm.LAWYER)


@pytest.mark.parametrize("text", PRESS)
def test_the_press_is_seen(text: str) -> None:
    expect(text, Alarm.PRESS)


@pytest.mark.parametrize("text", REVIEW)
def test_a_public_review_is_seen(text: str) -> None:
    expect(text, Alarm.REVIEW)


@pytest.mark.parametrize("text", AUTHORITY)
def test_an_authority_is_seen(text: str) -> None:
    expect(text, Alarm.AUTHORITY)


@pytest.mark.parametrize("text", QUIET)
def test_ordinary_words_raise_nothing(text: str) -> None:
    assert alarms_in(text) == frozenset(), found_in(text)


def test_the_words_are_given_as_they_were_written() -> None:
    text = "Bonjour. Je préviens la DGCCRF, et mon AVOCAT."
    assert [(one.alarm, one.words) for one in found_in(text)] == [
        (Alarm.AUTHORITY, "DGCCRF"), (Alarm.LAWYER, "AVOCAT"),
    ]  # fmt: skip
    assert all(text[one.start : one.end] == one.words for one in found_in(text))


@given(st.text(max_size=300))
def test_any_text_at_all_is_listened_to(text: str) -> None:
    assert alarms_in(text) <= set(Alarm)


def test_a_very_long_text_takes_no_time() -> None:
    assert alarms_in("avis " * 20_000 + "avocat") == frozenset()
