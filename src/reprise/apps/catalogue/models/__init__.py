"""Orders, their lines and payments as bought, and a shop's rules for product kinds."""

from reprise.apps.catalogue.models.kind_rule import KindRule
from reprise.apps.catalogue.models.order import Order
from reprise.apps.catalogue.models.order_line import OrderLine
from reprise.apps.catalogue.models.own_checklist import OwnChecklist
from reprise.apps.catalogue.models.payment import Payment

__all__ = ["KindRule", "Order", "OrderLine", "OwnChecklist", "Payment"]
