"""Words of the plain file's cells: in English as documented, and as French shops write them."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_SAME: Final[Mapping[str, str]] = {
    "produit": "product", "article": "product", "livraison": "shipping", "port": "shipping",
    "frais de port": "shipping", "delivery": "shipping", "frais": "fee", "remise": "discount",
    "reduction": "discount", "bon de reduction": "discount", "bon d achat": "discount", "voucher": "discount",
    "coupon": "discount", "ouverte": "open", "annule": "cancelled", "annulee": "cancelled", "canceled": "cancelled",
    "consommateur": "consumer", "particulier": "consumer", "non professionnel": "non_professional",
    "professionnel": "professional", "transporteur": "carrier", "boutique": "shop", "en attente": "waiting",
    "envoye": "sent", "envoyee": "sent", "expedie": "sent", "expediee": "sent", "oui": "yes", "non": "no",
    "vrai": "yes", "faux": "no", "true": "yes", "false": "no", "1": "yes", "0": "no",
}  # fmt: skip


@lru_cache(maxsize=256)
def word(written: str) -> str:
    """A cell that holds one of a few words, as the documentation has it."""
    bare = unicodedata.normalize("NFKD", written.strip().casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter))
    plain = " ".join(kept.split())
    return _SAME.get(plain, plain.replace(" ", "_"))
