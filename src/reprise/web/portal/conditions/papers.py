"""The conditions and the model withdrawal form to print."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from reprise.core.refusals import NotFound
from reprise.law.jurisdictions import known_countries
from reprise.platform.pdf import Paper, render_paper
from reprise.readmodels.conditions.history import day_of, edition
from reprise.readmodels.conditions.told import conditions as told
from reprise.readmodels.papers.conditions import conditions_paper
from reprise.readmodels.papers.model_form import addressee, model_form, wording
from reprise.web.portal.door import ShopRequest, shop_page
from reprise.web.portal.pages import show


@shop_page()
def conditions_pdf(request: ShopRequest, number: int) -> HttpResponse:
    """One version on paper, with the law of the buyer's country."""
    lang, today = _language(), timezone.localdate(request.now)
    country = request.GET.get("country", "").upper()
    if country and country not in known_countries():
        raise NotFound
    found = edition(request.shop.pk, number, today)
    text = told(request.shop, found.version, day=day_of(found, today), lang=lang, country=country)
    return _pdf(conditions_paper(text, found, request.shop, lang), f"{request.shop.slug}-conditions-{number}-{lang}")


@shop_page()
def form(request: ShopRequest) -> HttpResponse:
    """The model form to fill in on the screen and print; nothing that is typed leaves the browser."""
    lang = _language()
    return show(request, "conditions/form", {"form": wording(lang), "to": addressee(request.shop, lang)})


@shop_page()
def form_pdf(request: ShopRequest) -> HttpResponse:
    """The model form on paper."""
    lang = _language()
    made = model_form(request.shop, lang, timezone.localdate(request.shop.created_at))
    return _pdf(made, f"{request.shop.slug}-withdrawal-form-{lang}")


def _pdf(paper: Paper, name: str) -> HttpResponse:
    response = HttpResponse(render_paper(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _language() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"
