"""A customer's phone and a staff desk in the system's Chromium, in each language, with axe at hand."""

import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
PHONE: Final = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK: Final = {"viewport": {"width": 1280, "height": 800}}
NO_CHROMIUM: Final = "Chromium is not installed. Debian: apt-get install chromium. macOS: brew install chromium."
FLAGS: Final = (
    "--no-sandbox",  # the tests may run as root
    "--disable-dev-shm-usage",
    "--enable-unsafe-swiftshader",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The distribution's Chromium; Playwright's own is never downloaded."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail(NO_CHROMIUM, pytrace=False)
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(FLAGS)}


@pytest.fixture(params=list(LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn: a journey that asks for it runs once per language."""
    return str(request.param)


def watch(page: Page, faults: list[str]) -> None:
    """Note script errors, refusals by the content policy, missing files and requests to other hosts."""

    def console(message: ConsoleMessage) -> None:
        known = ("Failed to load resource", "WebSocket connection to")  # this server has no sockets: pages ask instead
        if message.type == "error" and not message.text.startswith(known):
            faults.append(f"console: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in {"script", "stylesheet", "image", "font"}:
            faults.append(f"{response.status}: {response.url}")

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:")):
            faults.append(f"third party: {request.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("response", answered)
    page.on("request", asked)


def opened(new_context: Callable[..., BrowserContext], base_url: str, locale: str, **more: Any) -> Iterator[Page]:
    """A page on the tests' server, watched until the test ends."""
    context = new_context(base_url=base_url, locale=locale, timezone_id="Europe/Paris", **more)
    faults: list[str] = []
    context.on("page", lambda page: watch(page, faults))
    yield context.new_page()
    assert faults == []


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A customer's page, 390 px wide; paths are enough for goto."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], **PHONE)


@pytest.fixture
def desk(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A staff page, 1280 px wide; paths are enough for goto."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], **DESK)


def axe_findings(page: Page, also: Collection[str] = ()) -> list[str]:
    """What axe holds serious or critical on the page as it stands, and the rules named, with the elements at fault."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{finding['id']} ({finding['impact']}): {finding['help']} {[node['target'] for node in finding['nodes']]}"
        for finding in report["violations"]
        if finding["impact"] in {"serious", "critical"} or finding["id"] in also
    ]


@pytest.fixture
def accessible() -> Callable[[Page], None]:
    """Assert that axe finds nothing serious on a page."""

    def check(page: Page) -> None:
        assert axe_findings(page) == []

    return check
