"""People, shops and their hours, customers, staff, API tokens, one-time links, erasures, and budgets against abuse."""

from reprise.apps.accounts.models.budget import Budget
from reprise.apps.accounts.models.customer import Customer
from reprise.apps.accounts.models.customer_account import CustomerAccount, CustomerSession
from reprise.apps.accounts.models.erasure import Erasure
from reprise.apps.accounts.models.membership import Membership
from reprise.apps.accounts.models.opening_hours import OpeningHours
from reprise.apps.accounts.models.person import Person
from reprise.apps.accounts.models.shop import Shop
from reprise.apps.accounts.models.sign_in_link import SignInLink
from reprise.apps.accounts.models.token import ApiToken

__all__ = [
    "ApiToken", "Budget", "Customer", "CustomerAccount", "CustomerSession", "Erasure", "Membership", "OpeningHours",
    "Person", "Shop", "SignInLink",
]  # fmt: skip
