"""The address of a case's page, on this site and in the language one is reading."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from reprise.apps.cases.links import case_token

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, RequestDraft


def case_path(shop: "Shop", case: "Case") -> str:
    """The page of a case, by its secret link."""
    token = case_token(settings.SECRET_KEY, case.pk, case.link_key)
    return reverse("portal:case", args=[shop.slug, case.reference, token])


def draft_path(shop: "Shop", draft: "RequestDraft") -> str:
    """The first page of an unfinished request; pages already answered lead on."""
    return reverse("portal:rights", args=[shop.slug, draft.key])


def first_page(shop: "Shop", draft: "RequestDraft") -> str:
    """The first question of a request."""
    return reverse("portal:items", args=[shop.slug, draft.key])
