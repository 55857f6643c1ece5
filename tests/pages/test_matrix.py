"""Every page × method × who asks × whose object; a page that nobody described fails."""

from typing import Final

import pytest
from django.test import Client

from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.pages.world import World, a_world, pages

#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
pytestmark = pytest.mark.django_db(transaction=True)

PAGES: Final = pages()
DESK: Final = [page for page in PAGES if page.namespace == "desk" and page.name != "home"]
PORTAL: Final = [page for page in PAGES if page.namespace == "portal"]

#: Pages outside the desk and the portal, and who they are for.
#: The front door, the demo’s outbox, calendar feeds, providers’ posts (each proves its key), health and sign-in.
OPEN: Final = frozenset({"home", "outbox", "tour", "calendars", "hooks", ""})

METHODS: Final = ("get", "post")


def ask(browser: Client, method: str, address: str) -> int:
    """The status of an answer."""
    answer = getattr(browser, method)(address, {})
    if answer.streaming:
        b"".join(answer.streaming_content)  # read to its end, a file is closed
    return int(answer.status_code)


@pytest.fixture
def ours() -> World:
    return a_world("atelier-lamelle")


@pytest.fixture
def theirs() -> World:
    return a_world("voisin")


def test_every_page_says_whom_it_is_for() -> None:
    assert DESK
    assert PORTAL
    for page in PAGES:
        if page.namespace == "desk":
            assert page.name == "home" or isinstance(page.view.right, Right), page
        elif page.namespace == "portal":
            assert page.view.door in {"shop", "order", "draft", "case", "statement", "chat", "reader", "guide"}, page
        elif page.namespace == "embed":
            assert page.name in {"widget", "frame"} or page.view.door == "embed", page
        else:
            assert page.namespace in OPEN, page


def test_nobody_sees_the_desk_without_signing_in(ours: World) -> None:
    for page in DESK:
        for method in METHODS:
            assert ask(Client(), method, ours.address(page)) in {302, 405}, (page, method)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_the_pages_of_its_rights_and_no_others(ours: World, role: Role) -> None:
    browser = at_the_desk(somebody(ours.shop, role))
    for page in DESK:
        allowed = page.view.right in RIGHTS[role]
        for method in METHODS:
            status = ask(browser, method, ours.address(page))
            assert status < 500, (page, method)
            if not allowed:
                assert status in {403, 405}, (page, method, status)
            elif method == "get":
                assert status in {200, 302, 404, 405, 409}, (page, method, status)


def test_staff_of_another_shop_find_nothing_of_ours_at_either_address(ours: World, theirs: World) -> None:
    stranger = at_the_desk(somebody(theirs.shop, Role.OWNER))
    crossed = World(theirs.shop, ours.case, ours.names | {"shop_slug": theirs.names["shop_slug"]})
    for page in DESK:
        for method in METHODS:
            assert ask(stranger, method, ours.address(page)) in {404, 405}, (page, method)
            every_shop_has_it = "<slug:letter>" in page.pattern or page.name in {
                "policy_table",
                "policy_version",
                "mailbox_add",
                "hours_withdraw",
            }
            if page.pattern.count("<") > 1 and not every_shop_has_it:  # about one of our objects, at their address
                assert ask(stranger, method, crossed.address(page)) in {404, 405}, (page, method)


def test_a_customer_s_pages_open_to_nobody_else(ours: World, theirs: World) -> None:
    wrong = {name: theirs.names[name] for name in ("token", "key", "run_key")}
    forged = World(ours.shop, ours.case, ours.names | wrong)
    for page in PORTAL:
        if page.view.door in {"case", "draft", "order", "statement", "reader", "guide"}:
            for method in METHODS:
                assert ask(Client(), method, forged.address(page)) in {302, 403, 404, 405, 410}, (page, method)


def test_the_link_of_one_case_opens_no_file_of_another(ours: World, theirs: World) -> None:
    crossed = World(ours.shop, ours.case, ours.names | {"file_id": theirs.names["file_id"]})
    for page in PORTAL:
        if "file_id" in page.pattern:
            assert ask(Client(), "get", crossed.address(page)) in {302, 403, 404}, page


def test_the_customer_s_own_link_opens_the_case(ours: World) -> None:
    for page in PORTAL:
        if page.view.door == "case" and "file_id" not in page.pattern:
            besides = "/return/<" in page.pattern  # the order is proved besides: the link of a case does not open it
            allowed = {302, 403} if besides else {200, 302, 405, 409}
            assert ask(Client(), "get", ours.address(page)) in allowed, page


def test_a_return_in_a_chat_opens_to_nobody_who_has_not_proved_its_order(ours: World) -> None:
    pages = [page for page in PORTAL if "/return/<" in page.pattern]
    assert len({page.view.door for page in pages}) == 2  # the chat of the pages, and the thread of a case
    for page in pages:
        for method in METHODS:
            assert ask(Client(), method, ours.address(page)) in {302, 403, 405}, (page, method)
