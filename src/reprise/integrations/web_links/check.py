"""Ask addresses whether they still answer: a few at a time, briefly, without reading what they say."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from reprise.integrations.web_links.places import Resolve, Unwelcome, public_place, resolve

AT_ONCE: Final = 8
PATIENCE: Final = 5.0  # seconds for one answer
MOST_MOVES: Final = 4  # how often an address may lead on to another
_NAME: Final = "Reprise link checker"
_GONE: Final = frozenset({404, 410})
_NOT_BY_HEAD: Final = frozenset({400, 403, 404, 405, 406, 429, 500, 501, 503})  # many servers answer only a GET


class Answered(StrEnum):
    """What came of asking."""

    FINE = "fine"
    MOVED = "moved"  # for good: the new address is told
    GONE = "gone"
    SHY = "shy"  # it answers, but not to programs: a person has to look
    SILENT = "silent"
    UNWELCOME = "unwelcome"


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """How an address answered; `to` is where it moved."""

    address: str
    answered: Answered
    to: str = ""


def check_links(
    addresses: Iterable[str], *, wire: httpx.BaseTransport | None = None, resolve: Resolve = resolve
) -> list[LinkAnswer]:
    """Each address with its answer, in the order given."""
    limits = httpx.Timeout(PATIENCE)
    with (
        httpx.Client(transport=wire, timeout=limits, trust_env=False, headers={"User-Agent": _NAME}) as http,
        ThreadPoolExecutor(AT_ONCE) as several,
    ):
        return list(several.map(lambda address: _asked(http, address, resolve), addresses))


def _asked(http: httpx.Client, address: str, resolve: Resolve) -> LinkAnswer:
    """Follow an address to its end."""
    at, moved = address, False
    for _ in range(MOST_MOVES + 1):
        try:
            status, to = _answer(http, at, resolve)
            if not to:
                return _told(address, at, status, moved=moved)
            moved, at = moved or status in {301, 308}, urljoin(at, to)
        except Unwelcome:
            return LinkAnswer(address, Answered.UNWELCOME)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):  # also led on to what is no address at all
            return LinkAnswer(address, Answered.SILENT)
    return LinkAnswer(address, Answered.SILENT)


def _told(address: str, at: str, status: int, *, moved: bool) -> LinkAnswer:
    if status in _GONE:
        return LinkAnswer(address, Answered.GONE)
    if status >= 500:
        return LinkAnswer(address, Answered.SILENT)
    if status >= 400:
        return LinkAnswer(address, Answered.SHY)
    return LinkAnswer(address, Answered.MOVED, at) if moved else LinkAnswer(address, Answered.FINE)


def _answer(http: httpx.Client, address: str, resolve: Resolve) -> tuple[int, str]:
    """The status of an answer and where it leads on; by its head alone where the server allows it."""
    status, to = _one(http, "HEAD", address, resolve)
    return _one(http, "GET", address, resolve) if status in _NOT_BY_HEAD else (status, to)


def _one(http: httpx.Client, method: str, address: str, resolve: Resolve) -> tuple[int, str]:
    host, number = public_place(address, resolve)
    parts = urlsplit(address)
    place = f"[{number}]" if ":" in number else number
    to = parts._replace(netloc=place, fragment="").geturl()
    request = http.build_request(method, to, headers={"Host": host}, extensions={"sni_hostname": host})
    answer = http.send(request, stream=True, follow_redirects=False)
    try:
        return answer.status_code, answer.headers.get("Location", "") if answer.is_redirect else ""
    finally:
        answer.close()
