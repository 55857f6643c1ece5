"""The few fixed sentences of the assistant, in the language it answers in, which need not be the page's."""

from collections.abc import Mapping
from typing import Final

#: The one question that may be asked back.
ASK_BACK: Final[Mapping[str, str]] = {
    "fr": "Pouvez-vous m’en dire un peu plus ? Par exemple : un retour, un remboursement, une livraison, "
    "une imprimante en panne, ou une impression qui se passe mal, et ce que vous voyez.",
    "en": "Can you tell me a little more? For example: a return, a refund, a delivery, "
    "a printer that has failed, or a print that goes wrong, and what you see.",
}
