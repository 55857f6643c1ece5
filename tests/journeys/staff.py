"""Inès in a real browser: signed in with her second factor, in a shop with cases at several stages."""

from playwright.sync_api import Page

from reprise.apps.accounts.models import Membership, Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.web.backoffice.tests.people import at_the_desk

DESK = "desk/atelier-lamelle"


def sign_in(page: Page, base_url: str, shop: Shop, role: Role = Role.OWNER) -> Person:
    """Put the session of a member of staff into the browser; signing in itself has its own journey."""
    person = Person.objects.create_user(f"{role}@example.com", name="Inès Marchetti")
    Membership.objects.create(person=person, shop=shop, role=role)
    session = at_the_desk(person).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])
    return person


def at(language: str, path: str = "queue/") -> str:
    """The address of a page of the desk."""
    return f"/{language}/{DESK}/{path}"


def at_case(language: str, case: Case, deed: str = "") -> str:
    """The address of a page of a case."""
    return at(language, f"cases/{case.reference}/{deed}")


def send(page: Page) -> None:
    """Press the button that sends the page's form, and once more in the dialog that asks before money leaves."""
    page.locator(".rp-deed-btns > .btn-primary").click()
    asked_again = page.locator("dialog[open] [data-confirmed]")
    if asked_again.count():
        asked_again.click()
    page.wait_for_load_state()


def next_step(page: Page) -> None:
    """Press the button of the case's next step."""
    page.locator(".rp-action [data-act]").click()
    page.wait_for_load_state()
