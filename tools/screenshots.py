"""Take the pictures of docs/screens from a demo that runs: `python -m tools.screenshots --port 8000`.

The pages are those of the tour, as its people see them; the pictures are WebP, small enough for a README.
"""

import argparse
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from reprise.demo.tour import STEPS

FOLDER: Final = Path(__file__).parents[1] / "docs" / "screens"
DESK: Final = {"width": 1280, "height": 800}
PHONE: Final = {"width": 390, "height": 844}
LANGUAGE: Final = "en"
STAFF: Final = {
    "morning": "today", "queue": "queue", "talk": "conversations", "decide": "decide", "receive": "reception",
    "refund": "refund", "rule": "policy",
}  # fmt: skip
FLAGS: Final = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")


def main() -> None:
    """Walk through the tour and keep what is seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    base = f"http://localhost:{parser.parse_args().port}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        with a_page(browser, PHONE) as page:
            help_at_night(page, base)
            customer(page, base)
        with a_page(browser, DESK) as page:
            staff(page, base)
        browser.close()


def help_at_night(page: Page, base: str) -> None:
    """A question in the help and one in the chat, answered before anybody is awake."""
    step(page, base, "help")
    leave_the_strip(page)
    page.locator("main [name=q]").fill("my corners lift")
    press(page)
    keep(page, "help")
    page.locator("[data-chat-open]").click()
    page.locator("#chat-body").fill("How long do refunds take?")
    page.locator(".rp-chat-send").click()
    page.locator(".rp-offer-sure").wait_for()
    page.locator("#chat-body").blur()
    keep(page, "chat")


def customer(page: Page, base: str) -> None:
    """Alice's request, from her order to her rights."""
    step(page, base, "ask")
    leave_the_strip(page)
    press(page)  # her order, of one piece: nothing to choose
    page.locator("main input[name=reason][value=withdraw]").check(force=True)
    press(page)
    keep(page, "customer-rights")


def press(page: Page) -> None:
    """The page's one filled button."""
    page.locator("main form button.btn-primary").last.click()
    page.wait_for_timeout(1_000)


def staff(page: Page, base: str) -> None:
    """The desk, in the order of the tour."""
    for name, picture in STAFF.items():
        step(page, base, name)
        if name == "talk":
            page.locator("main a", has_text="Théo").first.click()  # whom the assistant answered first
            page.wait_for_load_state()
        keep(page, picture)


def step(page: Page, base: str, name: str) -> None:
    """Go to a step of the tour as whom it asks for."""
    number = [each.name for each in STEPS].index(name) + 1
    page.goto(f"{base}/{LANGUAGE}/tour/")
    page.locator(f"form[action$='/tour/step/{number}/'] button").last.click()
    page.wait_for_load_state()


def leave_the_strip(page: Page) -> None:
    """Stay on the page, without the strip of the tour."""
    page.context.clear_cookies(name="tour")


def keep(page: Page, name: str) -> None:
    """Write what the window shows, without the strip."""
    page.evaluate("document.querySelector('.rp-tour')?.remove()")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=82, method=6)


@contextmanager
def a_page(browser: Browser, size: dict[str, int]) -> Iterator[Page]:
    """A window of its own."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, device_scale_factor=1.5, locale="en-GB",
    )  # fmt: skip
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    main()
