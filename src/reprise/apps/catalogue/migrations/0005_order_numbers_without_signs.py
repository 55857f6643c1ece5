from typing import Any

from django.db import migrations

from reprise.apps.catalogue.rules.numbers import number_key

A_BATCH = 1_000


def write_keys(apps: Any, editor: Any) -> None:
    """Write the key of every order anew: dashes and strokes do not count any more."""
    orders = apps.get_model("catalogue", "Order").objects.using(editor.connection.alias)
    changed = []
    for order in orders.only("number", "number_key").iterator(A_BATCH):
        key = number_key(order.number)[:64]
        if key != order.number_key:
            order.number_key = key
            changed.append(order)
        if len(changed) == A_BATCH:
            orders.bulk_update(changed, ["number_key"])
            changed = []
    orders.bulk_update(changed, ["number_key"])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_own_checklists")]

    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
