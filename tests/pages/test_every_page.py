"""Every page shows itself, is named and translated, weighs little, and can be sent without scripts."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
import time_machine

from reprise.apps.catalogue.models import OrderLine
from tests.journeys.test_customer_speed import LIMIT, weight
from tests.pages.stage import Stage, a_stage
from tests.pages.words import misnamed, untranslated
from tests.pages.world import Page, pages
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db(transaction=True)

PAGES: Final = [page for page in pages() if page.namespace in {"desk", "portal"}]

#: What answers with something else than a page: a paper, a picture, a letter for a frame, a way on to another page.
NO_PAGE: Final = frozenset({
    "portal:brand", "portal:logo", "portal:paper", "portal:slip", "portal:file", "portal:draft_file",
    "portal:withdrawn_paper", "portal:withdraw_confirm", "portal:conditions_pdf", "portal:conditions_form_pdf",
    "portal:chat_news", "portal:chat_file", "portal:case_chat_news", "portal:case_chat_file", "portal:with_news",
    "portal:with_file", "desk:home", "desk:file", "desk:slip", "desk:paper", "desk:policy_file",
    "desk:statement_pdf", "desk:letter_paper", "desk:letter_sent_page", "desk:letter_preview", "desk:bulk",
    "desk:conversation_news", "desk:conversation_file", "desk:conversation_mail", "desk:conversations_bulk",
    "desk:trial", "desk:simulation_changes", "portal:dates", "desk:mail_raw", "desk:ready_replies",
    "portal:help_titles", "portal:sitemap", "portal:chat_return_file", "portal:case_chat_return_file",
})  # fmt: skip

#: Pages that a stage cannot hold beside the others; the tests named here open them.
ELSEWHERE: Final = {
    "portal:go_on": "test_customer_wide_browser",
    "portal:with": "test_hostile_visitors",
    "portal:chat_return_opened": "test_a_return_in_the_chat", "portal:chat_return_done": "test_a_return_in_the_chat",
    "portal:case_chat_return_opened": "test_a_return_in_the_chat",
    "portal:case_chat_return_done": "test_a_return_in_the_chat",
    "portal:case_code": "test_code_on_a_new_device", "portal:with_code": "test_code_on_a_new_device",
    "portal:withdraw_check": "test_withdrawal_function", "portal:withdrawn": "test_withdrawal_function",
    "desk:checklist": "MORE", "desk:approve_refund": "test_refund_steps", "desk:retry_refund": "test_refund_steps",
    "desk:repay_by_hand": "test_refund_steps", "desk:resolve_refund": "test_refund_steps",
    "desk:finish_remedy": "test_the_case_page", "desk:keep_date": "test_the_case_page",
    "desk:take_back": "test_rules_on_the_case", "desk:next_case": "test_the_queue",
}  # fmt: skip

#: The same pages with something else on them.
MORE: Final = (
    "mailboxes/new/webhook/", "mail/?view=machines", "mail/?view=strangers",
    "conversations/?view=closed", "conversations/?view=asks", "conversations/?words=zzz",
    "queue/?view=closed", "queue/?view=open&tag=zzz", "search/", "search/?q=alice", "search/?q=zoe+zzz",
    "knowledge/?view=all", "knowledge/?q=own", "knowledge/?q=zzzz", "knowledge/try/?q=zzzz",
    "knowledge/figures/?weeks=52",
    "agenda/?whose=customers", "agenda/?whose=rights", "agenda/month/?whose=all", "agenda/?kind=repair",
    "reception/?scan=zzz", "checklists/list/?kind=printer", "orders/?q=zzz", "letters/?state=failed",
)  # fmt: skip


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """It is an hour after the requests were made."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def stage() -> Stage:
    """The stage, with an article of no kind on one of its orders."""
    made = a_stage()
    OrderLine.objects.create(
        order_id=int(made.world.names["order_id"]), position=7, name="Mystère", sku="M-1", paid_minor=0
    )
    return made


def takes(stage: Stage, page: Page) -> set[str]:
    """The methods a page answers."""
    address = next(stage.addresses(page))
    return set(stage.browser.options(address).headers["Allow"].split(", "))


def shown(stage: Stage) -> dict[str, str]:
    """Every page by its name, with the address at which it shows itself, in French."""
    found = {str(page): stage.address(page) for page in PAGES if "GET" in takes(stage, page)}
    nowhere = {name for name, address in found.items() if address is None}
    assert nowhere <= NO_PAGE | set(ELSEWHERE), f"say where these are shown: {nowhere - NO_PAGE - set(ELSEWHERE)}"
    desk = f"/fr/desk/{stage.world.shop.slug}/"
    named = {name: address for name, address in found.items() if address and name not in NO_PAGE}
    return named | {one: desk + one for one in MORE}


#: Whose title begins with something else than the heading, as it is looked for among other open pages.
NAMED_OTHERWISE: Final = frozenset({"desk:case", "desk:bench", "portal:home"})
#: What people wrote or are called, and a letter that quotes it in the other language.
WRITTEN: Final = frozenset(
    {
        "Alice Martin",
        "Bonjour, livrez-vous en Suisse",
        "Owner",
        "English",
        "Nous vous remboursons 95,90",
        "Code de la consommation",
        "3D printing troubleshooting guide",
        "http:",
        "https:",
        "Own atelier-lamelle",
        "support@atelier-lamelle.example",
        "reprise mail listen",
        "carrier_chosen_by_buyer",
    }
)
FORM: Final = re.compile(r'<form[^>]*method="post"', re.DOTALL)


def test_every_page_is_named_translated_light_and_has_its_form_without_scripts(stage: Stage) -> None:
    at = shown(stage)
    written = {str(page) for page in PAGES if {"GET", "POST"} <= takes(stage, page)} & set(at)
    html = {name: stage.browser.get(address).content.decode() for name, address in at.items()}
    english = {
        name: stage.browser.get(address.replace("/fr/", "/en/", 1)).content.decode() for name, address in at.items()
    }
    main = {name: html[name].partition("<main")[2].partition("</main>")[0] for name in written}
    assert [at[name] for name in sorted(written) if not FORM.search(main[name])] == []
    assert [at[name] for name, page in html.items() if page.count("<h1") != 1] == [], "a page has one heading"
    named = {name: (page, english[name]) for name, page in html.items() if name not in NAMED_OTHERWISE}
    assert [wrong for pair in named.values() for page in pair if (wrong := misnamed(page))] == []
    alike = {at[name]: untranslated(page, english[name], WRITTEN) for name, page in html.items()}
    assert {address: texts for address, texts in alike.items() if texts} == {}
    assert {at[name]: weight(page) for name, page in html.items() if weight(page) > LIMIT} == {}
