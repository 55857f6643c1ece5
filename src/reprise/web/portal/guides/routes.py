"""The addresses of the guides."""

from typing import Final

from django.urls import path

from reprise.web.portal.guides import closed, front, offer, shelf, steps
from reprise.web.portal.request.answers import Page
from reprise.web.portal.request.draft import draft_page

ROUTES: Final = (
    path("guides/", shelf.guides, name="guides"),
    path("guides/<slug:guide_id>/", front.guide, name="guide"),
    path("guides/<slug:guide_id>/<slug:run_key>/", front.run, name="guide_run"),
    path("guides/<slug:guide_id>/<slug:run_key>/<slug:step_id>/", steps.step, name="guide_step"),
    path("request/<str:key>/try_first/", draft_page(Page.TRY)(offer.try_first), name="try_first"),
    path("request/<str:key>/solved/", closed.solved, name="solved"),
)
