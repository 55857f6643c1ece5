"""Which right a route asks for: checked before the view runs, and readable by the test that walks every route."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from django.http import HttpRequest

from reprise.apps.accounts.rights import Right
from reprise.core.references import tidy_reference
from reprise.web.api.tokens import caller

Answer = TypeVar("Answer")


def scope(right: Right) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Refuse a token without the scope; the queries below check again what it may reach."""

    def decorate(view: Callable[..., Answer]) -> Callable[..., Answer]:
        @functools.wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
            caller(request).require(right)
            if reference := kwargs.get("reference"):
                structlog.contextvars.bind_contextvars(case=tidy_reference(reference))
            return view(request, *args, **kwargs)

        checked.right = right  # type: ignore[attr-defined]  # read by the matrix test and the OpenAPI document
        return checked

    return decorate
