"""The API's map: one router per subject, below /api/v1/."""

from django.urls import URLPattern, path, re_path

from reprise import __version__
from reprise.web.api import (
    cases,
    conditions,
    conversation_deeds,
    conversations,
    customer_deeds,
    dates,
    decisions,
    evidence,
    facts,
    goods,
    help_answers,
    help_articles,
    inspections,
    messages,
    order_imports,
    orders,
    parcel_deeds,
    records,
    refund_deeds,
    refunds,
    statements,
)
from reprise.web.api.addresses import Addresses
from reprise.web.api.description import DescribedAPI
from reprise.web.api.methods import well_mannered
from reprise.web.api.problems import no_such_address, speak_problems
from reprise.web.api.running import run_shortly
from reprise.web.api.tokens import BearerToken

api = DescribedAPI(
    title="Reprise", version=__version__, auth=BearerToken(), docs_url=None, openapi_url="/openapi.json",
    description="Returns, complaints and disputes of a shop. Every POST takes an Idempotency-Key.",
)  # fmt: skip
for router in (order_imports.router, orders.router):
    api.add_router("/orders", router)
ABOUT_A_CASE = (
    cases, records, decisions, customer_deeds, dates, facts, goods, parcel_deeds, inspections, messages, evidence,
)  # fmt: skip
for router in (*(subject.router for subject in ABOUT_A_CASE), refunds.of_case):
    api.add_router("/cases", router)
for router in (refunds.router, refund_deeds.router):
    api.add_router("/refunds", router)
for router in (conversations.router, conversation_deeds.router):
    api.add_router("/conversations", router)
for router in (help_articles.router, help_answers.router):
    api.add_router("/help", router)
api.add_router("/statements", statements.router)
api.add_router("/shops", conditions.router)
speak_problems(api)

addresses, app, namespace = api.urls  # not `app_name`: include() would take that for its own
run_shortly(api)
routes = well_mannered(route for route in addresses if isinstance(route, URLPattern))
api_addresses = Addresses(route for route in routes if str(route.pattern))
urlpatterns = [
    path("", no_such_address),
    path("", (routes, app, namespace)),
    re_path(r"^.*$", no_such_address),
]
