from django.db import IntegrityError, transaction

from reprise.apps.accounts.models import Customer


@transaction.atomic(savepoint=False)
def keep_customer(
    *, shop_id: int, email: str, name: str = "", phone: str = "", language: str = "fr",
    kind: str = Customer.Kind.CONSUMER, company: str = "", vat_number: str = "",
) -> Customer:  # fmt: skip
    """Know a buyer by e-mail address: made at the first order, brought up to date by later ones.

    What an order does not say is left as it was. Two imports at once make one customer.
    """
    address = email.strip().lower()
    said = {
        "name": name.strip()[:160], "phone": phone.strip()[:40], "language": language, "kind": Customer.Kind(kind),
        "company": company.strip()[:160], "vat_number": vat_number.strip()[:20],
    }  # fmt: skip
    customer = Customer.objects.filter(shop_id=shop_id, email=address).first()
    if customer is None:
        try:
            with transaction.atomic():
                return Customer.objects.create(shop_id=shop_id, email=address, **said)
        except IntegrityError:
            customer = Customer.objects.get(shop_id=shop_id, email=address)
    news = {field: value for field, value in said.items() if value and getattr(customer, field) != value}
    for field, value in news.items():
        setattr(customer, field, value)
    if news:
        customer.save(update_fields=list(news))
    return customer
