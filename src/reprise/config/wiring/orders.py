"""Which reader reads which format of orders."""

from reprise.apps.catalogue.ports import provide_order_sources
from reprise.integrations.plain_csv.reader import PlainCsvOrders
from reprise.integrations.prestashop.reader import PrestaShopOrders
from reprise.integrations.shopify.reader import ShopifyOrders
from reprise.integrations.woocommerce.reader import WooCommerceOrders


def wire_orders() -> None:
    """Give the catalogue its readers."""
    provide_order_sources({
        "shopify": ShopifyOrders(),
        "woocommerce": WooCommerceOrders(),
        "prestashop": PrestaShopOrders(),
        "csv": PlainCsvOrders(),
    })  # fmt: skip
