"""POST endpoints that honour Idempotency-Key."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Schema
from pydantic_core import to_json

from reprise.platform.idempotency.replay import Answer, answer_afterwards, answer_once, fingerprint
from reprise.platform.transactions import atomic
from reprise.web.api.schemas import Shape
from reprise.web.api.tokens import caller, kept_before

Body = Schema | Shape | Sequence[Schema | Shape]
View = Callable[..., tuple[int, Body]]


def once(view: View) -> Callable[..., HttpResponse]:
    """Let a POST be repeated safely: with the same key and body, the stored answer comes back.

    With a key or without, the deed and its answer are one transaction.
    """
    return _answering(atomic(view), answer_once)


def once_done(view: View) -> Callable[..., HttpResponse]:
    """The same for a deed that commits on its way, and is harmless when done twice."""
    return _answering(view, answer_afterwards)


def once_sent(seen: Callable[[HttpRequest], bytes]) -> Callable[[View], Callable[..., HttpResponse]]:
    """The same for a call that brings files: `seen` says what was sent, as its body is read but once."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        return _answering(view, answer_afterwards, seen)

    return decorate


def _body(request: HttpRequest) -> bytes:
    return request.body


def _answering(
    view: View, answer: Callable[..., Answer], sent: Callable[[HttpRequest], bytes] = _body
) -> Callable[..., HttpResponse]:
    @functools.wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        def deed() -> Answer:
            status, body = view(request, *args, **kwargs)
            return Answer(status, _written(body))

        key = request.META.get("HTTP_IDEMPOTENCY_KEY")
        if key is None:
            return _response(deed())
        seen = fingerprint(request.method or "", request.get_full_path(), sent(request))
        told = answer(
            token_id=caller(request).token_id or 0, key=key, seen=seen, at=timezone.now(), deed=deed,
            before=kept_before(request),
        )  # fmt: skip
        return _response(told)

    return answering


def answer_with(body: Body) -> HttpResponse:
    """An answer as its schema writes it, the same way from reading as from doing."""
    return HttpResponse(to_json(body), "application/json")


def _written(body: Body) -> str:
    return to_json(body).decode()


def _response(answer: Answer) -> HttpResponse:
    response = HttpResponse(answer.body, "application/json", status=answer.status)
    if answer.replayed:
        response["Idempotent-Replayed"] = "true"
    return response
