"""Hands that leave the mouse alone: what a journey does with the keyboard."""

from typing import Final

import pytest
from playwright.sync_api import Page

STOPS: Final = 150
ON: Final = "selector => document.activeElement?.matches(selector)"
VALUE: Final = "document.activeElement.value"


def reach(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what is looked for."""
    for _ in range(STOPS):
        if page.evaluate(ON, selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach {selector} on {page.url}")


def press_on(page: Page, selector: str) -> None:
    """Go to a link or button and press Enter, which leads to another page."""
    reach(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write_in(page: Page, selector: str, text: str) -> None:
    """Go to a field and type."""
    reach(page, selector)
    page.keyboard.type(text)


def choose(page: Page, value: str, among: str = "main input[type=radio]") -> None:
    """Go to the group of answers and move to one of them with the arrows."""
    reach(page, among)
    page.keyboard.press("Space")
    for _ in range(STOPS):
        if page.evaluate(VALUE) == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"the arrows do not reach {value} on {page.url}")
