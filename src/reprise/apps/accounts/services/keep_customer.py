from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.services.keep_customers import Buyer, keep_customers
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def keep_customer(
    *, shop_id: int, email: str, name: str = "", phone: str = "", language: str = "fr",
    kind: str = Customer.Kind.CONSUMER.value, company: str = "", vat_number: str = "",
) -> Customer:  # fmt: skip
    """Know one buyer by e-mail address, as `keep_customers` does for many; two at once make one customer."""
    address = email.strip().lower()
    if not address:
        raise Invalid(field="email", why=mark("write an e-mail address, for example name@example.com."))
    buyer = Buyer(
        address, name.strip(), phone.strip(), language, Customer.Kind(kind), company.strip(), vat_number.strip()
    )
    found = keep_customers(shop_id=shop_id, buyers=[buyer])
    return Customer.objects.get(pk=found[address])
