"""The document programs are written from: every field in words, each shape told apart, each example good."""

import importlib
import json
import pkgutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from ninja import Schema
from pydantic import BaseModel

from reprise.web import api as package
from reprise.web.api.schemas import Body
from reprise.web.api.urls import api
from reprise.web.api.words import WORDS, words_of
from reprise.web.api.words.examples import EXAMPLES

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    told: Document = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return told


def shapes() -> Iterator[type[BaseModel]]:
    """Every shape of the API, as the modules hold them."""
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Schema | Body) and each.__module__ == found.name:
                yield each


def fields(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Every field of every shape."""
    for name, schema in document["components"]["schemas"].items():
        for field, about in schema.get("properties", {}).items():
            yield name, field, about


def operations(document: Document) -> Iterator[tuple[str, Document]]:
    """Every operation, by its method and path."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_field_says_what_it_means(document: Document) -> None:
    assert [f"{name}.{field}" for name, field, about in fields(document) if not about.get("description")] == []


def test_every_route_and_parameter_says_what_it_means(document: Document) -> None:
    for route, operation in operations(document):
        assert operation.get("summary"), route
        assert operation.get("description"), route
        assert [each["name"] for each in operation["parameters"] if not each.get("description")] == [], route


def test_every_shape_says_what_it_is(document: Document) -> None:
    shown = document["components"]["schemas"]
    assert [name for name, one in shown.items() if "properties" in one and not one.get("description")] == []


def test_two_shapes_never_share_a_name() -> None:
    """The document holds one shape a name: of two, programs would be told the wrong one."""
    assert [name for name, times in Counter(each.__name__ for each in shapes()).items() if times > 1] == []


def test_no_word_is_kept_for_a_field_that_is_gone(document: Document) -> None:
    said = {about.get("description") for _, _, about in fields(document)}
    said |= {one.get("description") for _, operation in operations(document) for one in operation["parameters"]}
    assert [key for key, words in WORDS.items() if words not in said] == []


def test_a_field_has_its_own_words_before_those_of_its_name() -> None:
    assert words_of("RefundOut", "state") != words_of("ParcelOut", "state")
    assert words_of("CaseInFull", "currency") == words_of("MoneyOut", "currency")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_may_be_sent_as_it_stands(name: str) -> None:
    shape = {each.__name__: each for each in shapes()}[name]
    sent = shape.model_validate(EXAMPLES[name]).model_dump(mode="json", exclude_unset=True)
    assert set(sent) == set(EXAMPLES[name])
