"""A withdrawal statement as a row: never changed, said once, and forgotten without losing that it came."""

import errno
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import StatementOutcome
from reprise.apps.cases.models import CaseEvent, Statement, StatementContent, StatementStep
from reprise.apps.cases.services.forget import forget
from reprise.apps.cases.services.record_statement import record_statement
from reprise.apps.cases.services.settle_statement import settle_statement
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.spool import PLENTY, ROOM, Filed, keep_room, lay_down, read, take_away, waiting
from reprise.apps.cases.stated import (
    Stated,
    fingerprint,
    key_of,
    proof_fits,
    proof_token,
    reference_of,
    stated,
    unlinked,
)
from reprise.apps.cases.statement_queries import open_statements, picture_of_statement
from reprise.apps.cases.tests.builders import a_case
from reprise.core.chain import commitment
from reprise.core.refusals import Overtaken
from tests.support.builders import AT, LATER, a_shop

ALICE = stated(name="Alice Martin", email="alice@example.com", order_number="#1001")


def filed(said: Stated = ALICE, at: datetime = AT, shop: str = "atelier-lamelle") -> Filed:
    """A statement of Alice's as it lies on the disk."""
    seen = fingerprint("secret", shop, said)
    key = key_of(seen, at.date())
    return Filed(
        shop=shop, reference=reference_of("secret", key), key=key, fingerprint=seen, received_at=at, channel="portal",
        language="fr", content=said.content(), salt=secrets.token_hex(16),
    )  # fmt: skip


def recorded(shop: Shop, at: datetime = AT) -> Statement:
    return record_statement(shop_id=shop.pk, filed=filed(at=at), held=False, at=at)[0]


def test_the_same_statement_has_one_fingerprint_however_it_is_spelled() -> None:
    other = stated(name=" ALICE  martin\u200b", email="Alice@example.com", order_number="1001")
    assert fingerprint("s", "shop", ALICE) == fingerprint("s", "shop", other)
    for different in (
        stated(name="Bob", email="alice@example.com", order_number="1001"),
        stated(name="Alice Martin", email="alice@example.com", order_number="1001", goods="une bobine"),
    ):
        assert fingerprint("s", "shop", different) != fingerprint("s", "shop", ALICE)
    assert fingerprint("s", "voisin", ALICE) != fingerprint("s", "shop", ALICE)


def test_a_reference_is_human_and_its_proof_fits_no_other() -> None:
    reference = reference_of("secret", "key")
    assert len(reference) == 12
    assert proof_fits("secret", reference, proof_token("secret", reference))
    assert not proof_fits("secret", "RT-2222-2222", proof_token("secret", reference))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"), ({"order_number": ""}, "number"), ({"name": "see https://evil.example"}, "name"),
        ({"bought": "mail me at a@b.fr"}, "bought"), ({"goods": "www.evil.example"}, "goods"),
        ({"goods": "x" * 501}, "goods"), ({"name": "\u2066\u2069\u200b"}, "name"),
    ],
)  # fmt: skip
def test_what_a_statement_may_not_hold_is_named_by_its_field(typed: dict[str, str], field: str) -> None:
    whole = {"name": "Alice", "email": "a@example.com", "order_number": "1001", **typed}
    assert [fault.field for fault in stated(**whole).faults()] == [field]  # type: ignore[arg-type]


def test_what_a_letter_carries_becomes_no_link_and_reads_the_same() -> None:
    text = "evil.example.com //x a@b.fr 1.75 mm"
    assert unlinked(text).replace("\u2060", "") == text
    assert "evil.example" not in unlinked(text)
    assert "1.75" in unlinked(text)


def test_a_statement_on_the_disk_is_the_same_when_read_again_and_the_first_one_stays(tmp_path: Path) -> None:
    first = filed()
    assert lay_down(tmp_path, first) == first
    assert lay_down(tmp_path, filed(at=LATER)) == first
    assert list(waiting(tmp_path)) == [first]
    assert [place.name for place in tmp_path.iterdir()] == [f"{first.reference}.json"]
    take_away(tmp_path, first.reference)
    assert read(tmp_path, first.reference) is None


def full_disk(monkeypatch: pytest.MonkeyPatch, kept: Path, *, free: int) -> None:
    """Nothing more is written than what is free, and what the kept room gives."""
    first, sync = kept.stat().st_size if kept.exists() else 0, os.fsync

    def checked(handle: int) -> None:
        given = first - (kept.stat().st_size if kept.exists() else 0)
        if free + given <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr("os.fsync", checked)


def test_a_full_disk_has_room_for_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "statements"
    keep_room(folder)
    room = tmp_path / "statements.room"
    assert room.stat().st_size == ROOM
    full_disk(monkeypatch, room, free=0)
    first = lay_down(folder, filed())
    assert list(waiting(folder)) == [first]
    assert 0 < room.stat().st_size < ROOM
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=PLENTY))
    keep_room(folder)
    assert room.stat().st_size < ROOM  # others need it more
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=PLENTY + 1))
    keep_room(folder)
    assert room.stat().st_size == ROOM


@pytest.mark.parametrize("had_room", [True, False])
def test_a_disk_with_no_room_at_all_says_so_and_leaves_nothing_half(
    had_room: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "statements"
    if had_room:
        keep_room(folder)
    full_disk(monkeypatch, tmp_path / "statements.room", free=-2 * ROOM)
    with pytest.raises(OSError, match="No space"):
        lay_down(folder, filed())
    assert list(folder.iterdir()) == []


def test_a_spoiled_file_hides_no_other_statement(tmp_path: Path) -> None:
    first = lay_down(tmp_path, filed())
    (tmp_path / "RT-2222-2222.json").write_text("{half", encoding="utf-8")
    assert list(waiting(tmp_path)) == [first]


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["update", "delete"])
def test_the_database_refuses_to_change_a_statement_or_its_steps(deed: str) -> None:
    statement = recorded(a_shop())
    settle_statement(
        statement=statement, outcome=StatementOutcome.NOT_OURS, actor=system(statement.shop_id), at=AT, after=0
    )
    for rows in (Statement.objects.filter(pk=statement.pk), StatementStep.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(id=999) if deed == "update" else rows._raw_delete(rows.db)


@pytest.mark.django_db
def test_a_statement_is_recorded_once_with_a_commitment_to_what_it_says() -> None:
    shop, first = a_shop(), filed()
    made, is_new = record_statement(shop_id=shop.pk, filed=first, held=False, at=LATER)
    again, is_new_again = record_statement(shop_id=shop.pk, filed=filed(at=LATER), held=False, at=LATER)
    assert (made, is_new, is_new_again) == (again, True, False)
    assert (made.received_at, made.recorded_at) == (AT, LATER)
    assert made.commitment == commitment(bytes.fromhex(first.salt), ALICE.content())


@pytest.mark.django_db
def test_said_again_on_another_day_it_is_a_double_and_after_a_month_a_new_one() -> None:
    shop = a_shop()
    first = recorded(shop)
    second, third = recorded(shop, AT + timedelta(days=2)), recorded(shop, AT + timedelta(days=45))
    assert [step.double_of for step in picture_of_statement(second).steps] == [first]
    assert picture_of_statement(third).is_open


@pytest.mark.django_db
def test_of_two_who_settle_at_once_one_wins() -> None:
    statement = recorded(a_shop())
    actor = system(statement.shop_id)
    settle_statement(statement=statement, outcome=StatementOutcome.NOT_OURS, actor=actor, at=AT, after=0)
    with pytest.raises(Overtaken):
        settle_statement(statement=statement, outcome=StatementOutcome.SEEN, actor=actor, at=AT, after=0)


@pytest.mark.django_db
def test_a_joined_statement_is_on_the_timeline_without_anything_personal_and_is_forgotten_with_its_case() -> None:
    case = a_case()
    statement = recorded(Shop.objects.get(pk=case.shop_id))
    unmatched = record_statement(
        shop_id=case.shop_id, filed=filed(stated(name="Bob", email="Bob@example.com", order_number="7")), held=False,
        at=AT,
    )[0]  # fmt: skip
    settle_statement(
        statement=statement, outcome=StatementOutcome.MATCHED, actor=system(case.shop_id), at=AT, after=0, case=case
    )
    event = CaseEvent.objects.get(case=case, type="statement_joined")
    assert event.data["commitment"] == statement.commitment
    assert "Alice" not in str(event.data)
    assert [one.statement for one in open_statements(system(case.shop_id))] == [unmatched]
    forget(at=LATER, case_ids=[case.pk], shop_id=case.shop_id, email="bob@example.com")
    assert not StatementContent.objects.exists()
    assert Statement.objects.count() == 2
    assert picture_of_statement(Statement.objects.get(pk=statement.pk)).said is None
    case.refresh_from_db()
    assert verify_timeline(case=case) is None
