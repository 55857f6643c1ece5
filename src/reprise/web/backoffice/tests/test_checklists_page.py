"""The checklists are written as plain rows: moved, taken off and added without any script."""

import re

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.checklists import checklist_for, shipped_checklist
from reprise.apps.catalogue.models import OwnChecklist
from reprise.web.backoffice.tests.people import at_the_desk, somebody

#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
pytestmark = pytest.mark.django_db(transaction=True)
LISTS = "/en/desk/atelier-lamelle/checklists/"
PAGE = f"{LISTS}list/?kind=printer"
Sent = dict[str, object]


@pytest.fixture
def manager(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


def rows(page: str) -> Sent:
    """Every row as a browser sends it."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]+>", page.partition('name="seen"')[2]):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            sent.setdefault(name[1], []).append(value[1].replace("&#x27;", "'") if value else "")
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None
    return {**sent, "seen": seen[1].replace("&quot;", '"').replace("&#x27;", "'")}


def opened(manager: Client, url: str = PAGE) -> Sent:
    return rows(manager.get(url).content.decode())


def french(sent: Sent, part: str) -> list[str]:
    found = sent[f"{part}-fr"]
    assert isinstance(found, list)
    return [text for text in found if text]


def test_a_row_is_moved_taken_off_and_nothing_is_saved_before_save(manager: Client, shop: Shop) -> None:
    sent = opened(manager)
    before = french(sent, "accessories")
    page = manager.post(PAGE, {**sent, "do": "down:accessories:0"})
    assert page.status_code == 200
    assert "Not saved yet." in page.content.decode()
    moved = rows(page.content.decode())
    assert french(moved, "accessories")[:2] == [before[1], before[0]]
    dropped = rows(manager.post(PAGE, {**moved, "do": "drop:accessories:0"}).content.decode())
    assert french(dropped, "accessories")[0] == before[0]
    assert not OwnChecklist.objects.exists()
    assert manager.post(PAGE, {**dropped, "do": "save"}).status_code == 302
    kept = [one.fr for one in checklist_for(shop.pk, "printer").accessories]
    assert kept == [before[0], *before[2:]]


def test_a_new_row_is_added_and_saved_by_enter(manager: Client, shop: Shop) -> None:
    sent = opened(manager)
    sent["checks-fr"][-1] = "Bruit des ventilateurs"  # type: ignore[index]
    assert manager.post(PAGE, sent).status_code == 302
    assert checklist_for(shop.pk, "printer").checks[-1].fr == "Bruit des ventilateurs"
    assert "Your own list" in manager.get(LISTS).content.decode()


def test_a_product_s_own_list_begins_as_its_kind_s(manager: Client, shop: Shop) -> None:
    url = f"{LISTS}list/?kind=resin&sku=RES-TOUGH"
    sent = opened(manager, url)
    assert french(sent, "packaging") == [one.fr for one in shipped_checklist("resin").packaging]
    assert manager.post(url, {**sent, "do": "save"}).status_code == 302
    assert OwnChecklist.objects.get().sku == "RES-TOUGH"
    assert "RES-TOUGH" in manager.get(LISTS).content.decode()


def test_the_shipped_list_comes_back(manager: Client, shop: Shop) -> None:
    manager.post(PAGE, {"do": "save", "checks-code": [""], "checks-fr": ["Un seul"], "checks-en": [""]})
    assert len(checklist_for(shop.pk, "printer").checks) == 1
    manager.post(PAGE, {"do": "forget"})
    assert checklist_for(shop.pk, "printer") == shipped_checklist("printer")


def test_who_saves_second_is_told_and_loses_nothing(manager: Client, shop: Shop) -> None:
    sent = opened(manager)
    first = {**sent, "documents-fr": ["Notice", "Certificat CE", "", ""], "documents-code": ["manual", "", "", ""],
             "documents-en": ["Manual", "CE certificate", "", ""]}  # fmt: skip
    assert manager.post(PAGE, {**first, "do": "save"}).status_code == 302
    sent["checks-fr"][-1] = "Bruit"  # type: ignore[index]
    second = manager.post(PAGE, {**sent, "do": "save"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "CE certificate" in page
    assert "Bruit" in french(rows(page), "checks")
    assert manager.post(PAGE, {**rows(page), "do": "save"}).status_code == 302


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "up:accessories:99"},
        {"do": "down:nothing:0"},
        {"do": "drop:checks:-1"},
        {"do": "up:accessories:"},
        {"do": "save", "seen": "{"},
        {"do": "save", "seen": "[[1]]"},
        {"do": "save", "seen": '{"checks": 7}'},
        {"do": "save", "seen": '{"checks": [[1]]}'},
        {"do": "save", "checks-fr": ["a"] * 31, "checks-en": [""] * 31, "checks-code": [""] * 31},
        {"do": "save", "checks-fr": ["a" * 5000], "checks-en": [""], "checks-code": ["x" * 5000]},
        {"do": "save", "checks-fr": ["a"], "checks-en": [], "checks-code": []},
        {"do": "save", "checks-fr": ["a\x00b"], "checks-en": [""], "checks-code": [""]},
    ],
)
def test_whatever_is_sent_is_answered(manager: Client, sent: Sent) -> None:
    assert manager.post(PAGE, sent).status_code in {200, 302, 409, 422}


def test_an_agent_reads_and_does_not_write(desk: Client) -> None:
    page = desk.get(PAGE).content.decode()
    assert "a manager changes it" in page
    assert 'value="save">Save' not in page
    assert desk.post(PAGE, {"do": "save"}).status_code == 403


@pytest.mark.parametrize("query", ["", "?kind=toaster", "?sku=%20"])
def test_no_list_leads_to_the_lists(manager: Client, query: str) -> None:
    assert manager.get(f"{LISTS}list/{query}")["Location"] == LISTS
