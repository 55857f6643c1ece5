"""Which reader reads which format of orders."""

from reprise.apps.catalogue.ports import provide_order_sources
from reprise.integrations.shopify.reader import ShopifyOrders


def wire_orders() -> None:
    """Give the catalogue its readers."""
    provide_order_sources({"shopify": ShopifyOrders()})
