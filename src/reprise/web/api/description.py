"""What the OpenAPI document says beyond each route: its fields in words, faults, and the key of a repeatable POST."""

from http import HTTPStatus
from typing import Any, Final

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

from reprise.web.api.problems import MEDIA_TYPE
from reprise.web.api.schemas import Page
from reprise.web.api.words import words_of
from reprise.web.api.words.examples import EXAMPLES

_FAULTS: Final = (400, 401, 403, 404, 405, 409, 413, 422, 429, 503)
_ONLY_ASKS: Final = "/rights"  # a POST for its long question: nothing is written, so nothing can be done twice
_KEY: Final = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "description": "Your own name for this call: sent again with the same body, it is answered alike and done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}  # fmt: skip


class FaultOut(Schema):
    """A field at fault, and what is wrong with it."""

    field: str
    message: str


class Problem(Schema):
    """Why a call was not done (RFC 9457), in the language asked for; `code` is for programs and stays the same."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FaultOut] | None = None


class DescribedAPI(NinjaAPI):
    """The API with its words, its faults and its key in the document."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document of every route."""
        document = super().get_openapi_schema(**options)
        schemas = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"] |= {**schemas.pop("$defs"), "Problem": schemas}
        for name, schema in document["components"]["schemas"].items():
            _put_in_words(name, schema)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                for parameter in operation["parameters"]:
                    parameter.setdefault("description", words_of("", parameter["name"]))
                _describe(operation, writes=method == "post" and not path.endswith(_ONLY_ASKS))
        return document


def _put_in_words(name: str, schema: dict[str, Any]) -> None:
    schema.setdefault("description", "One page of a list." if name.startswith(Page.__name__) else "")
    for field, about in schema.get("properties", {}).items():
        about.setdefault("description", words_of(name, field))
    if name in EXAMPLES:
        schema["examples"] = [EXAMPLES[name]]


def _describe(operation: dict[str, Any], *, writes: bool) -> None:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status in _FAULTS:
        operation["responses"][status] = {"description": HTTPStatus(status).phrase, "content": content}
    if writes:
        operation["parameters"].append(_KEY)
