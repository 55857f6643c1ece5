"""A step of a migration: a column loses its own index, because another one begins with it or few rows fill it."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AlterField
from django.db.migrations.state import ProjectState
from django.db.models import Index


class DropKeyIndex(AlterField):
    """As AlterField to `db_index=False`; but only the index goes, where Django makes a key or a whole table anew."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState,
        to_state: ProjectState,  # noqa: ARG002  # as Django calls it
    ) -> None:  # fmt: skip
        """Drop the index Django made for the column, under whichever name."""
        model: Any = from_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, model):
            return
        column, editor = model._meta.get_field(self.name).column, _own(schema_editor)
        named = {index.name for index in model._meta.indexes}
        found = editor._constraint_names(model, [column], unique=False, index=True, type_=Index.suffix, exclude=named)
        for name in found:
            editor.execute(editor._delete_index_sql(model, name))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002  # as Django calls it
        to_state: ProjectState,
    ) -> None:  # fmt: skip
        """Make the index again."""
        model: Any = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            editor = _own(schema_editor)
            editor.execute(editor._create_index_sql(model, fields=[model._meta.get_field(self.name)]))


def _own(schema_editor: BaseDatabaseSchemaEditor) -> Any:
    """Its stubs know little of what Django's own steps ask of it."""
    return schema_editor
