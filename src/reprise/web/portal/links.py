"""The address of a case's page, on this site and in the language one is reading."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from reprise.apps.accounts.actors import system
from reprise.apps.cases.links import case_token
from reprise.apps.cases.queries import case_by_id
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, RequestDraft
    from reprise.web.chat.talk import Talk


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


def case_link_in_chat(talk: "Talk", case_id: int) -> str:
    """The page of another case, for a visitor of a chat who proved its order; empty for anybody else."""
    try:
        case = case_by_id(system(talk.shop.pk), case_id)
    except NotFound:
        return ""
    here = talk.case is not None and talk.case.pk == case.pk
    return case_path(talk.shop, case) if not here and case.order_id and talk.proved(case.order_id) else ""
