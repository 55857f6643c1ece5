"""What the tests of backups do inside an instance of their own; Django is set up by whoever imports this."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.platform.backup.manifest import measured
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import keep, open_file
from reprise.platform.jobs.worker import work_once
from reprise.web.cli.main import main
from reprise.workflows.cancel_request import cancel
from reprise.workflows.tests.builders import a_file, alice_at, an_order, asked
from tests.support.builders import AT

NEXT_YEAR = AT + timedelta(days=400)


def live() -> None:
    """A shop where Alice took her request back and Bob's is open, with a photo and letters that wait."""
    assert main(["migrate"]) == 0
    over = asked(an_order())
    cancel(actor=alice_at(over), case=over, at=AT)
    bob = an_order(over.shop, number="1002")
    Order.objects.filter(pk=bob.pk).update(email="bob@example.com")
    bob.refresh_from_db()
    photo = a_file(alice_at(asked(bob)))
    draft = Path(settings.ENV.data_dir) / "photo"
    draft.write_text("lumière", encoding="utf-8")
    _, digest = measured(draft)
    StoredFile.objects.filter(pk=photo.pk).update(key=keep(draft), sha256=digest)


def copied_and_erased(target: str) -> dict[str, object]:
    """The instance is copied, the copy is not overwritten, we are not restored over, and Alice is erased."""
    return {
        "before": now(), "copied": main(["backup", target]), "copied over it": main(["backup", target]),
        "restored over us": main(["restore", target]),
        "erased": main(["persons", "erase", "alice@example.com", "--shop", "atelier-lamelle"]),
    }  # fmt: skip


def looked_at_and_released() -> dict[str, object]:
    """The restored instance before and after it may speak."""
    return {
        "now": now(), "audit": main(["audit", "verify"]), "check": main(["check"]),
        "worked while fenced": work_once(at=NEXT_YEAR), "released": main(["outbox", "release"]),
        "worked": work_once(at=NEXT_YEAR),
    }  # fmt: skip


def now() -> dict[str, object]:
    """What a reader sees of the instance."""
    with open_file(StoredFile.objects.get()) as opened:
        words = opened.read().decode()
    return {
        "cases": [list(row) for row in Case.objects.order_by("pk").values_list("reference", "timeline_hash")],
        "alice": Case.objects.filter(contact_email="alice@example.com").count(),
        "bob": Case.objects.filter(contact_email="bob@example.com").count(), "file": words,
    }  # fmt: skip
