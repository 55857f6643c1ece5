"""Deadlines made before get the shop and the time zone of their case, so that the agenda finds them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001  # as Django calls it
    """One statement, whatever the number of rows; how an older day was counted stays unsaid."""
    deadlines, cases = apps.get_model("cases", "Deadline"), apps.get_model("cases", "Case")
    case = cases.objects.filter(pk=OuterRef("case_id"))
    deadlines.objects.filter(shop__isnull=True).update(
        shop_id=Subquery(case.values("shop_id")[:1]), set_at=Subquery(case.values("opened_at")[:1]),
        zone=Subquery(case.values("shop__timezone")[:1]),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_deadlines_say_how_they_were_counted")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
