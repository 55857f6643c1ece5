"""The browser fixtures see what they are there to see, under the product's own content policy."""

import pytest
from playwright.sync_api import Page, Route

from tests.support.browser import axe_findings, watch

pytestmark = [pytest.mark.browser]
POLICY = {"content-security-policy": "default-src 'self'", "content-type": "text/html"}
PAGE = "<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{}</main></html>"


def serve(page: Page, body: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(headers=POLICY, body=PAGE.format(body))

    page.route("http://localhost/**", answer)
    page.goto("http://localhost/page")


def test_axe_sees_a_field_without_a_name(page: Page) -> None:
    serve(page, "<input type='text'>")
    assert [finding.split()[0] for finding in axe_findings(page)] == ["label"]


def test_axe_is_content_with_a_named_field(page: Page) -> None:
    serve(page, "<label>Order <input type='text'></label>")
    assert axe_findings(page) == []


def test_an_inline_script_and_a_third_party_are_noted(page: Page) -> None:
    faults: list[str] = []
    watch(page, faults)
    serve(page, "<script>window.inline = true</script><a href='http://192.0.2.1/'>away</a>")
    with page.expect_request("http://192.0.2.1/**"):
        page.get_by_role("link").click(no_wait_after=True)
    assert any("Content Security Policy" in fault for fault in faults)
    assert any(fault.startswith("third party") for fault in faults)
