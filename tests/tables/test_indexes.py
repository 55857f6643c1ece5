"""Every index costs a write for each row; none stands where another begins with its columns."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from reprise.platform.key_index import DropKeyIndex


def ours() -> list[Any]:
    """The models of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("reprise.")]


def wide(meta: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Indexes of all rows that somebody named, with their columns."""
    for index in meta.indexes:
        if index.condition is None and index.fields:
            yield index.name, tuple(meta.get_field(name.lstrip("-")).column for name in index.fields)
    for constraint in meta.total_unique_constraints:
        yield constraint.name, tuple(meta.get_field(name).column for name in constraint.fields)


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_no_column_has_an_index_that_a_wider_one_makes_needless(model: Any) -> None:
    named = list(wide(model._meta))
    alone = [field.column for field in model._meta.local_concrete_fields if field.db_index and not field.unique]
    assert [(column, name) for column in alone for name, columns in named if columns[0] == column] == []
    assert [
        (short, long)
        for short, few in named
        for long, more in named
        if len(few) < len(more) and more[: len(few)] == few and short in {index.name for index in model._meta.indexes}
    ] == []


def indexes_of(table: str) -> set[tuple[str, ...]]:
    """The columns of a table's indexes, as the database tells them."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    return {tuple(each["columns"]) for each in found.values() if each["index"] and not each["unique"]}


def test_every_index_and_constraint_that_a_model_names_is_in_the_database(db: None) -> None:
    """A step that drops an index of one column has once taken a constraint of some of its rows along."""
    missing = set()
    for meta in (model._meta for model in ours()):
        named = {each.name for each in (*meta.indexes, *meta.constraints)}
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, meta.db_table)
        missing |= named - found.keys()
    assert missing == set()


@pytest.mark.django_db(transaction=True)
def test_a_step_that_drops_an_index_leaves_the_key_and_the_rows_and_can_be_taken_back() -> None:
    before = ProjectState()
    before.add_model(ModelState("shelves", "Shelf", [("id", models.BigAutoField(primary_key=True))]))
    key = models.ForeignKey("shelves.Shelf", models.CASCADE)
    before.add_model(ModelState("shelves", "Book", [("id", models.BigAutoField(primary_key=True)), ("shelf", key)]))
    step = DropKeyIndex("book", "shelf", models.ForeignKey("shelves.Shelf", models.CASCADE, db_index=False))
    after = before.clone()
    step.state_forwards("shelves", after)
    shelf, book = before.apps.get_model("shelves", "Shelf"), before.apps.get_model("shelves", "Book")
    with connection.schema_editor() as editor:
        editor.create_model(shelf)
        editor.create_model(book)
    try:
        row = book.objects.create(shelf=shelf.objects.create())
        assert ("shelf_id",) in indexes_of("shelves_book")
        with connection.schema_editor() as editor:
            step.database_forwards("shelves", editor, before, after)
        assert ("shelf_id",) not in indexes_of("shelves_book")
        assert book.objects.get().shelf_id == row.shelf_id
        with connection.schema_editor() as editor:
            step.database_backwards("shelves", editor, after, before)
        assert ("shelf_id",) in indexes_of("shelves_book")
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(book)
            editor.delete_model(shelf)
