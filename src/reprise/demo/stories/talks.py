"""Matters people only talk about: by chat, by mail and on the telephone, asked, answered, threatened and settled."""

from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, customer_of_case, customer_of_conversation
from reprise.apps.cases.queries import cases_of_order
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.queries import thread_of_case
from reprise.apps.conversations.services.adopt_starters import adopt_starters
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.save_review import Published, save_review
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.demo.orders import order_numbered
from reprise.demo.stories.stage import Stage
from reprise.workflows import converse, write_message

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import Conversation


def ready_words(stage: Stage) -> None:
    """Claire takes up the replies that come with the house."""
    adopt_starters(actor=stage.claire, at=stage.ago(600))


def which_nozzle(stage: Stage) -> None:
    """A visitor asks before buying, in this very hour; nobody has answered yet."""
    _, manon = _begun(stage, 0.4, "Manon")
    manon("Bonjour, votre PETG chargé carbone passe-t-il dans une buse laiton de 0,4 mm ?", 0.4)
    manon("J’ai une Lamelle One d’avril, sans la buse acier.", 0.35)


def dryer_before_buying(stage: Stage) -> None:
    """Owen asked in English and was answered within the hour."""
    conversation, owen = _begun(stage, 26, "Owen Price", "owen@example.com", language="en", subject="Filament dryer")
    owen("Hello, does the dryer fit two 1 kg spools, and how hot does it get?", 26)
    converse.say(
        actor=stage.ines, conversation=conversation, at=stage.ago(25.5),
        body="Hello Owen, yes: two spools of 1 kg, side by side. It goes up to 70 °C, enough for PA and PC.",
    )  # fmt: skip
    owen("Perfect, thank you!", 25.4)
    assign_conversation(actor=stage.ines, conversation=conversation, person_id=stage.ines.person_id, at=stage.ago(25.3))
    close(actor=stage.ines, conversation=conversation, at=stage.ago(25.2))


def resin_at_night(stage: Stage) -> None:
    """Camille writes outside opening hours, is promised an answer and leaves an address."""
    _, camille = _begun(stage, 9, "Camille", "camille@example.com", subject="Résine collante")
    camille("Ma résine Tough reste collante même après 20 minutes de lampe UV. Est-ce normal, ou est-elle périmée ?", 9)


def threatens(stage: Stage) -> None:
    """A buyer loses patience and names a lawyer: Claire sees it first."""
    conversation, victor = _begun(stage, 3, "Victor Hamel", "victor@example.com", subject="Remboursement L-1985")
    victor("Troisième message. Je veux mon remboursement.", 5)
    victor("Sans réponse ce soir, je confie le dossier à mon avocat et je signale tout à la DGCCRF.", 3)
    converse.say(
        actor=stage.ines, conversation=conversation, at=stage.ago(2.5), internal=True,
        body="@Claire tu peux regarder ? Je ne trouve pas de commande L-1985 à ce nom.",
    )  # fmt: skip


def company_calls(stage: Stage) -> None:
    """The workshop's buyer telephones about the resin; what was said stays with the case."""
    case = _case_of(stage, "L-2031")
    juliette = customer_of_case(stage.shop.pk, case.pk, case.contact_name)
    write_message.write(actor=juliette, case=case, body="Pouvez-vous m’appeler avant midi ?", at=stage.ago(20))
    thread = thread_of_case(stage.ines, case.pk)
    if thread is not None:
        converse.say(
            actor=stage.ines, conversation=thread, at=stage.ago(19), channel=Channel.PHONE, internal=True,
            body="Appelé Mme Ferrand : deux bidons sur six sont touchés, même lot. Elle garde les quatre autres.",
        )  # fmt: skip


def by_mail(stage: Stage) -> None:
    """Emma answers from her mailbox with her order number, and somebody unknown asks something new."""
    _mail(
        stage, 6, "Emma Lefèvre <emma@example.com>", "Séchoir commande L-2043",
        "Bonjour,\n\ntoujours rien reçu ce matin. Avez-vous des nouvelles du transporteur ?\n\nEmma Lefèvre\n",
    )  # fmt: skip
    _mail(
        stage, 4, "FabLab des Docks <contact@fablab-docks.example>", "Devis 40 boîtiers PETG",
        "Bonjour,\n\nil nous faudrait quarante boîtiers de capteur en PETG noir pour le 15. Est-ce possible ?\n\n"
        "Bien à vous\nSamira, FabLab des Docks\n",
    )  # fmt: skip


def reviewed(stage: Stage) -> None:
    """Somebody wrote a review elsewhere; Claire ties it to its case and has not answered yet."""
    case = _case_of(stage, "L-2036")
    said = "Tête d’impression bouchée au bout de trois jours. Le service client répond, mais c’est long."
    published = Published(
        "Avis vérifiés", "https://avis.example/atelier-lamelle/4211", 3, said, stage.ago(30).date(), case.pk
    )
    save_review(actor=stage.claire, published=published, at=stage.ago(28))


class _Speaker:
    """Somebody on the customer's side, who says things so many hours ago."""

    def __init__(self, stage: Stage, actor: Actor, conversation: "Conversation") -> None:
        self._stage, self._actor, self._conversation = stage, actor, conversation

    def __call__(self, body: str, hours: float) -> None:
        converse.say(actor=self._actor, conversation=self._conversation, body=body, at=self._stage.ago(hours))


def _begun(
    stage: Stage, hours: float, name: str, email: str = "", *, language: str = "fr", subject: str = ""
) -> "tuple[Conversation, _Speaker]":
    conversation, person = begin_conversation(
        shop=stage.shop, language=language, channel=Channel.CHAT, name=name, email=email, is_verified=False,
        role=PartRole.VISITOR, subject=subject, at=_earlier(stage, hours),
    )  # fmt: skip
    actor = customer_of_conversation(stage.shop.pk, conversation.pk, name, participant_id=person.pk)
    return conversation, _Speaker(stage, actor, conversation)


def _earlier(stage: Stage, hours: float) -> datetime:
    return stage.ago(hours + 0.05)


def _case_of(stage: Stage, number: str) -> "Case":
    return cases_of_order(stage.claire, order_numbered(stage.shop, number).pk)[-1]


def _mail(stage: Stage, hours: float, sender: str, subject: str, text: str) -> None:
    at = stage.ago(hours)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, stage.shop.email, subject, at
    mail["Message-ID"] = f"<demo-{int(hours * 10)}@mail.example>"
    mail.set_content(text)
    take_mail(shop=stage.shop, mailbox=None, raw=mail.as_bytes(), received_at=at, at=at)
