import secrets
from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from reprise.apps.accounts.models import Customer, CustomerAccount, Membership, Person, SignInLink
from reprise.platform.transactions import atomic

NOBODY = "erased-{}@erased.invalid"


@atomic
def forget(
    *, at: datetime, shop_id: int = 0, customer_ids: Collection[int] = (), order_ids: Collection[int] = (),
    person_id: int | None = None, email: str = "",
) -> None:  # fmt: skip
    """Erase who customers of a shop are, or who a member of staff is; the rows stay, as numbers without a name.

    The links mailed for given orders of the shop open nothing any more; an account ends on every device. A
    person who is forgotten works nowhere any more and cannot sign in.
    """
    SignInLink.objects.filter(shop_id=shop_id, order_id__in=order_ids).delete()
    CustomerAccount.objects.filter(shop_id=shop_id, email=email.strip().lower()).delete()
    for customer in Customer.objects.filter(shop_id=shop_id, pk__in=customer_ids, erased_at__isnull=True):
        Customer.objects.filter(pk=customer.pk).update(
            email=NOBODY.format(customer.pk), name="", phone="", company="", vat_number="", erased_at=at
        )
    if person_id is not None:
        _forget_person(person_id, at)


def _forget_person(person_id: int, at: datetime) -> None:
    Membership.objects.filter(person_id=person_id).delete()
    SignInLink.objects.filter(person_id=person_id).delete()
    EmailAddress.objects.filter(user_id=person_id).delete()
    Authenticator.objects.filter(user_id=person_id).delete()
    Person.objects.filter(pk=person_id).update(
        email=NOBODY.format(secrets.token_hex(8)), name="", password=make_password(None), is_active=False, erased_at=at
    )
