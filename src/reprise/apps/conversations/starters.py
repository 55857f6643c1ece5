"""Replies a new shop may adopt in one click: what is said most often, in both languages, and nothing it must unsay."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Starter:
    """One reply we ship; the shop changes it as it likes."""

    name: str
    shortcut: str
    fr: str
    en: str


STARTERS: Final = (
    Starter(
        "Bien reçu", "recu",
        "Bonjour {first_name},\n\nNous avons bien reçu votre message et nous nous en occupons. Vous avez notre "
        "réponse avant {answer_by}.\n\n{my_name}, {shop_name}",
        "Hello {first_name},\n\nWe have your message and are looking into it. You have our answer by "
        "{answer_by}.\n\n{my_name}, {shop_name}",
    ),
    Starter(
        "Une photo nous aiderait", "photo",
        "Bonjour {first_name},\n\nPour vous répondre au premier essai, il nous manque une photo\u00a0: la pièce "
        "entière, puis le défaut de près, avec une règle à côté. Vous pouvez l’ajouter ici\u00a0: {link}\n\nSans "
        "photo, nous regardons votre demande quand même.\n\n{my_name}",
        "Hello {first_name},\n\nA photo would let us answer at the first try: the whole part, then the defect "
        "from close up with a ruler beside it. You can add it here: {link}\n\nWithout a photo we look at your "
        "request all the same.\n\n{my_name}",
    ),
    Starter(
        "Numéro de commande", "commande",
        "Bonjour {first_name},\n\nPouvez-vous nous donner le numéro de votre commande, ou l’adresse e-mail avec "
        "laquelle vous l’avez passée\u00a0? Le numéro se trouve dans le mail de confirmation.\n\n{my_name}",
        "Hello {first_name},\n\nCould you give us the number of your order, or the e-mail address you ordered "
        "with? The number is in the confirmation e-mail.\n\n{my_name}",
    ),
    Starter(
        "Comment renvoyer", "renvoi",
        "Bonjour {first_name},\n\nVotre bon de retour et la façon d’emballer la pièce sont ici\u00a0: "
        "{link}\n\nIl reste à déposer le colis avant {return_by}. Gardez la preuve de dépôt.\n\n{my_name}",
        "Hello {first_name},\n\nYour return slip and how to pack the part are here: {link}\n\nPlease hand the "
        "parcel in by {return_by}, and keep the receipt.\n\n{my_name}",
    ),
    Starter(
        "Date du remboursement", "remboursement",
        "Bonjour {first_name},\n\nVotre remboursement part au plus tard {refund_by}, par le moyen de paiement de "
        "votre commande. Votre banque peut mettre quelques jours de plus à l’afficher.\n\n{my_name}",
        "Hello {first_name},\n\nYour refund leaves by {refund_by} at the latest, the same way you paid. Your "
        "bank may take a few more days to show it.\n\n{my_name}",
    ),
    Starter(
        "Colis reçu, nous regardons", "colis",
        "Bonjour {first_name},\n\nVotre colis est arrivé. Nous examinons ce qu’il contient et nous vous écrivons "
        "le résultat. Le dossier se suit ici\u00a0: {link}\n\n{my_name}",
        "Hello {first_name},\n\nYour parcel is here. We are inspecting what is in it and will write to you with "
        "the result. You can follow the case here: {link}\n\n{my_name}",
    ),
    Starter(
        "Conseil\u00a0: la pièce ne colle pas au plateau", "plateau",
        "Bonjour {first_name},\n\nQuand la première couche ne tient pas, trois choses aident presque toujours\u00a0: "
        "nettoyer le plateau à l’alcool isopropylique, refaire le réglage de hauteur à chaud, et ralentir la "
        "première couche. Dites-nous si cela suffit. Sinon, vos droits restent entiers et nous ouvrons un "
        "dossier.\n\n{my_name}",
        "Hello {first_name},\n\nWhen the first layer does not hold, three things nearly always help: clean the "
        "bed with isopropyl alcohol, set the height again while it is hot, and slow the first layer down. Tell "
        "us whether that is enough. If not, your rights are untouched and we open a case.\n\n{my_name}",
    ),
    Starter(
        "Excuses", "excuses",
        "Bonjour {first_name},\n\nVous aviez raison, et nous vous présentons nos excuses\u00a0: cela n’aurait "
        "pas dû arriver. Voici ce que nous faisons maintenant\u00a0:\n\n\n{my_name}, {shop_name}",
        "Hello {first_name},\n\nYou were right, and we apologise: this should not have happened. Here is what we "
        "do now:\n\n\n{my_name}, {shop_name}",
    ),
    Starter(
        "Ne l’utilisez plus", "danger",
        "Bonjour {first_name},\n\nDébranchez l’appareil, ne l’utilisez plus et gardez-le hors de portée des "
        "enfants. Si quelqu’un est blessé ou a respiré des fumées, appelez le 15 ou le 112. Nous vous "
        "appelons\u00a0: à quel numéro pouvons-nous vous joindre\u00a0?\n\n{my_name}, {shop_name}",
        "Hello {first_name},\n\nUnplug it, do not use it any more, and keep it away from children. If anybody is "
        "hurt or has breathed fumes, call 112. We will ring you: at which number can we reach you?\n\n{my_name}, "
        "{shop_name}",
    ),
    Starter(
        "Est-ce réglé\u00a0?", "regle",
        "Bonjour {first_name},\n\nEst-ce que tout est réglé pour vous\u00a0? Si quelque chose manque encore, "
        "répondez simplement à ce message\u00a0: il arrive au même endroit.\n\n{my_name}",
        "Hello {first_name},\n\nIs everything settled for you? If anything is still missing, just answer this "
        "message: it arrives in the same place.\n\n{my_name}",
    ),
)  # fmt: skip
