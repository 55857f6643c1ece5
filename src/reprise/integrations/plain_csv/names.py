"""What the columns of the plain file are called: by their own names, or as French and English shops call them.

A column's own name counts before any other, and the first other name before the next: two columns never become one.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from reprise.integrations.plain_csv.columns import OPTION

#: Names without accents, capitals and marks. A word that may mean two things (total of what, which date) is not here.
_OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "order_number": (
        "numero de commande", "no de commande", "n de commande", "n commande", "numero commande", "commande",
        "reference commande", "reference de commande", "order no", "order id", "order",
    ),
    "ordered_at": (
        "date de commande", "date commande", "commande le", "order date", "purchase date", "sale date", "date",
    ),
    "email": ("e mail", "mail", "courriel", "adresse e mail", "adresse mail", "customer email", "buyer email"),
    "name": ("nom", "nom du client", "client", "acheteur", "customer name", "customer", "buyer name", "buyer"),
    "phone": ("telephone", "tel", "phone number"),
    "language": ("langue",),
    "company": ("societe", "entreprise", "raison sociale"),
    "vat_number": ("numero de tva", "no de tva", "n de tva", "n tva", "tva intracommunautaire", "vat id", "vat no"),
    "currency": ("devise", "monnaie"),
    "street": ("adresse", "rue", "address"),
    "street2": ("complement d adresse", "adresse 2", "address 2"),
    "postcode": ("code postal", "cp", "zip code", "zip", "postal code"),
    "city": ("ville", "town"),
    "country": ("pays",),
    "fulfilled_on": ("date d expedition", "date d envoi", "expedie le", "expediee le", "shipped on", "ship date"),
    "delivered_on": ("livre le", "livree le", "delivered at", "delivered"),
    "promised_on": ("livraison prevue le", "livraison prevue", "date de livraison prevue", "promised delivery"),
    "carrier": ("transporteur",),
    "tracking_number": ("numero de suivi", "no de suivi", "n de suivi", "suivi", "tracking no", "tracking"),
    "total": ("total de la commande", "total commande", "order total"),
    "paid": ("montant paye", "paye", "amount paid"),
    "paid_at": ("date de paiement", "paye le", "payment date"),
    "payment_method": ("mode de paiement", "moyen de paiement", "paiement", "payment"),
    "payment_reference": ("reference de paiement", "transaction id", "id de transaction"),
    "refunded": ("montant rembourse", "rembourse", "refunded amount"),
    "product": (
        "produit", "article", "designation", "nom du produit", "nom de l article", "product name", "item name", "item",
    ),
    "quantity": ("quantite", "qte", "qty", "quantity purchased"),
    "price": ("prix unitaire ttc", "prix ttc", "pu ttc", "prix unitaire", "prix", "unit price"),
    "net_price": ("prix unitaire ht", "prix ht", "pu ht"),
    "line_total": ("total ligne ttc", "total ligne", "total de la ligne"),
    "tax_rate": ("taux de tva", "taux tva", "tva pct", "vat rate"),
    "line_discount": ("remise de la ligne", "remise ligne", "remise"),
    "line_type": ("type de ligne",),
    "sku": ("reference produit", "reference article", "reference", "ref", "code article", "ugs", "item sku"),
    "cancelled_quantity": ("quantite annulee", "qte annulee"),
    "second_hand": ("d occasion", "occasion"),
}  # fmt: skip

OWN: Final = (
    *_OTHERS, "line_refunded", "line_id", "buyer_kind", "region", "state", "delivery_said_by", "kind", "dispatch",
    "billing_name", "billing_company", "billing_street", "billing_street2", "billing_postcode", "billing_city",
    "billing_region", "billing_country", "carrier_chosen_by_buyer",
)  # fmt: skip


def called_here(header: Sequence[str]) -> list[str]:
    """The columns of a header by our names; what is none of ours keeps its own."""
    plain = [name if name.startswith(OPTION) else _plain(name) for name in header]
    ours: dict[str, str] = {}
    for column in OWN:
        names = (_plain(column), *_OTHERS.get(column, ()))
        if met := next((name for name in names if name in plain), ""):
            ours[met] = column
    return [ours.get(name, written) for name, written in zip(plain, header, strict=True)]


def _plain(name: str) -> str:
    """A name without accents, and without what stands between its words."""
    bare = unicodedata.normalize("NFKD", name.replace("%", " pct ").casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter))
    return " ".join(kept.removesuffix(" eur ").split())
