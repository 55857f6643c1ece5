"""How a call of the API is run: as ninja does it, by a shorter way where nothing goes wrong.

Ninja makes an answer before it knows whether it needs one, and looks again at every call at what never changes. What a
program sent wrongly it tells best itself: at the first fault its own way is taken.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.operation import Operation
from ninja.params.models import PathModel
from pydantic import ValidationError

from reprise.platform.passing import has_no_room

Run = Callable[..., HttpResponse]


def run_shortly(api: NinjaAPI) -> None:
    """Let every operation of an API, once it is complete, be run by the shorter way."""
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                if operation.throttle_objects or operation.stream_format or operation.signature.response_arg:
                    raise ValueError(f"the shorter way knows nothing of what {operation.view_func} asks for")
                operation.run = _run(operation, api)  # type: ignore[method-assign]


def _run(operation: Operation, api: NinjaAPI) -> Run:
    view, callers = operation.view_func, operation.auth_callbacks

    def run(request: HttpRequest, **path: Any) -> HttpResponse:
        try:
            if callers:
                request.auth = _caller(request, callers)  # type: ignore[attr-defined]  # where ninja puts it
            answer = view(request, **_values(operation, api, request, path))
            if isinstance(answer, HttpResponse):
                return answer
            blank = api.create_temporal_response(request)
            told: Any = operation._result_to_response(request, answer, blank)
        except (OperationalError, InterfaceError):
            raise  # the database is away: whoever calls tells it of every address alike (ProgramsMiddleware)
        except Exception as fault:  # each kind has its problem; of the last, the log hears
            if has_no_room(fault):
                raise
            return api.on_exception(request, fault)
        else:
            return told  # type: ignore[no-any-return]

    return run


def _caller(request: HttpRequest, callers: Any) -> object:
    for caller in callers:
        if found := caller(request):
            return found
    raise AuthenticationError


def _values(operation: Operation, api: NinjaAPI, request: HttpRequest, path: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of the view, from the address, its query and the body."""
    values: dict[str, Any] = {}
    try:
        for model in operation.models:
            if issubclass(model, PathModel):
                given: Any = path
            else:
                given = model.get_request_data(request, api, dict(path))
                given = {} if given is None else model._map_data_paths(given)
            made = model.__pydantic_validator__.validate_python(given, context={"request": request})
            values.update(made.__dict__)
    except ValidationError:  # which of all the values are wrong
        return operation._get_values(request, path, HttpResponse())
    return values
