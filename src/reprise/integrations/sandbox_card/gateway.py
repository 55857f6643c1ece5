import json
from collections.abc import Collection
from typing import Final, Literal

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reprise.apps.payments.ports import Answer, Order, Outcome
from reprise.core.money import Money

TIMEOUT: Final = httpx.Timeout(5.0, connect=2.0)
LONGEST_ANSWER: Final = 10_000


class Reply(BaseModel):
    """What the provider says of one refund."""

    model_config = ConfigDict(strict=True, extra="ignore")

    id: str = Field(min_length=1, max_length=120)
    key: str
    amount: int
    currency: str = Field(min_length=3, max_length=3)
    status: Literal["settled", "pending", "failed"]
    reason: str = Field(default="", max_length=40)


class Missing(BaseModel):
    """The provider vouches that a key did nothing; any other 404 vouches for nothing."""

    model_config = ConfigDict(strict=True, extra="ignore")

    error: Literal["no_such_key"]
    key: str


class SandboxCardGateway:
    """Calls the sandbox card provider; whatever goes wrong on the way is *unknown*, only its own word is *failed*."""

    automatic = True

    def __init__(self, url: str, *, stands_for: Collection[str] = (), timeout: httpx.Timeout = TIMEOUT) -> None:
        self._stands_for = frozenset({"sandbox_card", *stands_for})
        # A connection left open may be dead when it is used again, and a refund would be unknown for nothing.
        # A proxy of the environment must never see what goes to a provider on this machine.
        no_idle = httpx.Limits(max_keepalive_connections=0)
        self._http = httpx.Client(base_url=url, timeout=timeout, limits=no_idle, trust_env=False)

    def serves(self, payment_provider: str) -> bool:
        """Payments of its own, and those of the providers it stands for."""
        return payment_provider in self._stands_for

    def refund(self, order: Order) -> Answer:
        """Ask for a refund under its key."""
        body = {"payment": order.payment, "amount": order.amount.minor, "currency": order.amount.currency}
        return self._ask("POST", "/refunds", order.key, body)

    def find(self, key: str) -> Answer:
        """Ask what became of a key."""
        return self._ask("GET", f"/refunds/{key}", key, None)

    def _ask(self, method: str, path: str, key: str, body: dict[str, object] | None) -> Answer:
        try:
            with self._http.stream(method, path, json=body, headers={"Idempotency-Key": key}) as response:
                content = _bounded(response)
        except (httpx.HTTPError, httpx.StreamError) as fault:
            return Answer(Outcome.UNKNOWN, detail=_short(type(fault).__name__))
        return read_reply(response.status_code, content, key)


def _bounded(response: httpx.Response) -> bytes:
    """The body, as far as an honest answer reaches."""
    content = b""
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > LONGEST_ANSWER:
            break
    return content


def read_reply(status: int, content: bytes, key: str) -> Answer:
    """Understand an answer about a key; one that cannot be understood says nothing about the money."""
    try:
        said = json.loads(content)
        if status == httpx.codes.NOT_FOUND and Missing.model_validate(said).key == key:
            return Answer(Outcome.NEVER_SEEN)
        reply = Reply.model_validate(said)
    except (ValueError, RecursionError, ValidationError):
        return Answer(Outcome.UNKNOWN, detail=f"unreadable_{status}")
    if status != httpx.codes.OK or reply.key != key:
        return Answer(Outcome.UNKNOWN, detail=f"unexpected_{status}")
    return Answer(Outcome(reply.status), reply.id, reply.reason, Money(reply.amount, reply.currency))


def _short(name: str) -> str:
    return name.lower()[:40]
