"""The door of a guide under way: its run, how far it is, and the claim it was begun from."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.http import HttpResponseBase
from django.urls import reverse

from reprise.apps.cases.draft_queries import draft_by_key
from reprise.apps.knowledge.guide_queries import run_by_key
from reprise.apps.knowledge.rules.guide_shelf import shipped_guides
from reprise.apps.knowledge.rules.guide_walk import walk
from reprise.core.refusals import NotFound
from reprise.web.portal.door import (
    READ_AND_WRITE,
    ShopRequest,
    View,
    is_proved,
    keep_private,
    may_change,
    shop_page,
)

if TYPE_CHECKING:
    from reprise.apps.cases.models import RequestDraft
    from reprise.apps.knowledge.models import GuideRun
    from reprise.apps.knowledge.rules.guide import Guide
    from reprise.apps.knowledge.rules.guide_walk import Walk


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim a guide was begun from: where it goes on, exactly where it stood."""

    draft: "RequestDraft"
    href: str
    offer_href: str
    is_theirs: bool  # whether this browser may answer it: it proved the order, or came from the case it changes

    @property
    def is_sent(self) -> bool:
        """Whether it is a case by now."""
        return self.draft.case_id is not None


class RunRequest(ShopRequest):
    """A request to a page of a guide under way. Its key is random, and nothing personal is on its pages."""

    guide: "Guide"
    run: "GuideRun"
    walk: "Walk"
    claim: Claim | None


def run_page(methods: tuple[str, ...] = READ_AND_WRITE) -> Callable[[View], View]:
    """One page of a guide under way, for the browser that holds its key."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, guide_id: str, run_key: str, **kwargs: object) -> HttpResponseBase:
            guide, run = shipped_guides().get(guide_id), run_by_key(request.shop.pk, run_key)
            if guide is None or run is None or run.guide != guide_id:
                raise NotFound
            there = walk(guide, run.path)
            if there is None:
                raise NotFound
            customer = cast(RunRequest, request)
            customer.guide, customer.run, customer.walk = guide, run, there
            customer.claim = claim_of(request, run)
            return keep_private(view(customer, **kwargs))

        guarded = shop_page(methods)(opened)
        guarded.door = "guide"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def claim_of(request: ShopRequest, run: "GuideRun") -> Claim | None:
    """The claim a run was begun from, as long as it is kept. Its last page leads to the first that is open."""
    draft = draft_by_key(request.shop.pk, run.draft_key, request.now) if run.draft_key else None
    if draft is None:
        return None
    whose = [request.shop.slug, draft.key]
    is_theirs = is_proved(request, draft.order_id) or may_change(request, draft.key)
    return Claim(draft, reverse("portal:rights", args=whose), reverse("portal:try_first", args=whose), is_theirs)


def place_path(request: RunRequest, place: str) -> str:
    """The page of a step or an end of this run."""
    return reverse("portal:guide_step", args=[request.shop.slug, request.guide.id, request.run.key, place])


def run_path(shop_slug: str, run: "GuideRun") -> str:
    """The page of a run that leads to where it stands."""
    return reverse("portal:guide_run", args=[shop_slug, run.guide, run.key])


def danger_href(request: RunRequest) -> str:
    """Where a danger is told: the question of the claim, or a claim that begins."""
    if request.claim:
        return reverse("portal:safety", args=[request.shop.slug, request.claim.draft.key])
    return f"{reverse('portal:find', args=[request.shop.slug])}?for=defect"
