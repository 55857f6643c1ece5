"""A manager writes the policy in a real browser: cells in their place, rows by key, a file out and in, published."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.policies.models import PolicyDraft, PolicyVersion
from reprise.apps.policies.rules import Between, OneOf
from reprise.web.backoffice.tests.test_policy_tables import DANGER, DEFECT, SPOOLS, a_draft, ids, rows
from tests.journeys.staff import at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(desk: Page, live_server: Any, language: str, shop: Shop) -> Page:
    """The table of answers, opened by a manager, with two rows in the draft."""
    a_draft(shop, SPOOLS, DANGER)
    sign_in(desk, live_server.url, shop, Role.MANAGER)
    desk.goto(at(language, "policy/"))
    return desk


def spoken(page: Page) -> None:
    """The table was drawn anew, and says so."""
    expect(page.locator("[data-said]")).not_to_be_empty()


def test_a_cell_is_changed_where_it_stands_and_a_row_moved_and_put_back_by_keys(page: Page, shop: Shop) -> None:
    cell = page.locator("[id='a1:when-value_minor']")
    cell.press("Enter")
    most = page.locator(".rp-cellpop input[name='when-value_minor-most']")
    most.fill("40")
    most.press("Enter")
    spoken(page)
    assert rows(shop)[0].when["value_minor"] == Between(most=4000)
    expect(cell).to_be_focused()
    page.locator("#n-a1").press("Alt+ArrowDown")
    expect(page.locator("tbody[data-row]").first).to_have_id("row-a2")
    page.locator("#undo").click()
    expect(page.locator("tbody[data-row]").first).to_have_id("row-a1")
    assert ids(shop) == ["a1", "a2"]


def test_what_takes_a_right_away_is_marked_where_it_stands_and_not_published(page: Page, shop: Shop) -> None:
    page.locator("[id='a1:then-verdict']").click()
    page.locator(".rp-cellpop input[value='refuse']").check()
    page.locator(".rp-cellpop [type=submit]").click()
    told = page.locator("#row-a1 .rp-grid-told.is-wrong", has=page.locator("a.rp-source"))
    expect(told).to_contain_text("L217-3")
    page.locator("a[href$='/policy/publish/']").first.click()
    expect(page.locator(".rp-publish [type=submit]")).to_have_count(0)
    assert PolicyVersion.objects.filter(shop=shop).count() == 1
    assert rows(shop)[0].when["claim"] == DEFECT


def test_a_policy_goes_out_as_a_file_comes_back_and_is_published(page: Page, shop: Shop, tmp_path: Path) -> None:
    with page.expect_download() as kept:
        page.locator("a[href*='/policy/file/']").click()
    file = tmp_path / kept.value.suggested_filename
    kept.value.save_as(file)
    page.locator("a[href$='/policy/discard/']").click()
    page.locator("form.rp-policyform [type=submit], main form [type=submit]").first.click()
    page.wait_for_load_state()
    assert not PolicyDraft.objects.filter(shop=shop).exists()
    page.locator("a[href$='/policy/begin/']").last.click()
    page.locator("#file").set_input_files(file)
    page.locator("button[value='file']").click()
    page.wait_for_load_state()
    assert [row.when for row in rows(shop)] == [SPOOLS.when, DANGER.when]
    page.locator("a[href$='/policy/publish/']").first.click()
    if page.locator("#id_knowing").count():
        page.locator("#id_knowing").check()
    page.locator(".rp-publish [type=submit]").click()
    page.wait_for_load_state()
    assert PolicyVersion.objects.filter(shop=shop).count() == 2
    assert SPOOLS.when["kind"] == OneOf(frozenset({"filament"}))
