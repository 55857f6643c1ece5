"""Mailboxes of a shop: added, changed, switched off and removed, their secrets sealed."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.knock import knock
from reprise.apps.conversations.mailbox_queries import answer_address, mailbox_for
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, secrets_of
from reprise.apps.conversations.models import Mailbox
from reprise.apps.conversations.ports import STORES
from reprise.apps.conversations.services.save_mailbox import (
    MOST,
    AddressTaken,
    NewMailbox,
    TooManyMailboxes,
    remove_mailbox,
    save_mailbox,
    switch_mailbox,
)
from reprise.apps.conversations.tests.builders import a_reader
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.platform.sealing import SealBroken
from tests.support.builders import AT, a_shop

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> "Shop":
    return a_shop()


def a_box(shop: "Shop", address: str = "Support@Lamelle.example ", **more: object) -> Mailbox:
    told = {"way": "imap", "host": "imap.lamelle.example", "secrets": MailboxSecrets(password="pässword")} | more
    return save_mailbox(actor=system(shop.pk), new=NewMailbox(address=address, **told), at=AT)  # type: ignore[arg-type]


def test_a_mailbox_is_kept_with_its_secret_sealed(shop: "Shop") -> None:
    box = a_box(shop)
    assert (box.address, box.host, box.port, box.user, box.folder) == (
        "support@lamelle.example", "imap.lamelle.example", 993, "support@lamelle.example", "INBOX",
    )  # fmt: skip
    assert "pässword" not in box.sealed
    assert secrets_of(box).password == "pässword"
    with override_settings(SECRET_KEY="another"), pytest.raises(SealBroken):
        secrets_of(box)


def test_a_sealed_secret_copied_to_another_row_opens_nothing_there(shop: "Shop") -> None:
    box = a_box(shop)
    with pytest.raises(SealBroken):
        secrets_of(Mailbox(address="mallory@example.org", sealed=box.sealed))


def test_an_empty_secret_leaves_the_kept_one(shop: "Shop") -> None:
    box = a_box(shop)
    told = NewMailbox(address=box.address, way="imap", host=box.host.upper(), folder="Contact\r\nA1 DELETE INBOX")
    changed = save_mailbox(actor=system(shop.pk), new=told, at=AT, mailbox_id=box.pk)
    assert secrets_of(changed).password == "pässword"
    assert changed.folder == "ContactA1 DELETE INBOX"


@pytest.mark.parametrize("place", [{"host": "imap.mallory.example"}, {"port": 9930}])
def test_another_server_is_never_told_the_kept_secret(
    shop: "Shop", place: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = a_box(shop)
    monkeypatch.setitem(STORES, "imap", None)  # nobody is knocked at
    told = NewMailbox(address=box.address, way="imap", **({"host": box.host} | place))
    with pytest.raises(Invalid, match="secret again"):
        knock(told, box)
    with pytest.raises(Invalid, match="secret again"):
        save_mailbox(actor=system(shop.pk), new=told, at=AT, mailbox_id=box.pk)


def test_another_address_wants_its_secret_typed_again(shop: "Shop") -> None:
    box = a_box(shop)
    told = NewMailbox(address="help@lamelle.example", way="imap", host=box.host)
    with pytest.raises(Invalid, match="secret again"):
        save_mailbox(actor=system(shop.pk), new=told, at=AT, mailbox_id=box.pk)


def test_what_was_proved_of_another_server_proves_nothing(shop: "Shop") -> None:
    box = a_box(shop)
    Mailbox.objects.update(proved_at=AT, plus_works=True, last_uid=44, uid_validity=3)
    told = NewMailbox(
        address=box.address, way="imap", host="mail.lamelle.example", secrets=MailboxSecrets(password="pässword")
    )
    changed = save_mailbox(actor=system(shop.pk), new=told, at=AT, mailbox_id=box.pk)
    assert (changed.proved_at, changed.plus_works, changed.last_uid, changed.uid_validity) == (None, None, 0, None)


def test_a_new_password_keeps_what_was_proved(shop: "Shop") -> None:
    box = a_box(shop)
    Mailbox.objects.update(proved_at=AT, plus_works=True, last_uid=44)
    told = NewMailbox(address=box.address, way="imap", host=box.host, secrets=MailboxSecrets(password="new"))
    changed = save_mailbox(actor=system(shop.pk), new=told, at=AT, mailbox_id=box.pk)
    assert (changed.proved_at, changed.plus_works, changed.last_uid) == (AT, True, 44)


def test_one_address_is_read_once_in_the_whole_instance(shop: "Shop") -> None:
    a_box(shop)
    with pytest.raises(AddressTaken):
        a_box(a_shop("voisin"), "SUPPORT@lamelle.example")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("address", {"address": "support"}), ("way", {"way": "pop3"}), ("host", {"host": ""}),
        ("host", {"host": "imap.example.com/x"}), ("host", {"host": "a b"}), ("port", {"port": 70_000}),
        ("security", {"security": "maybe"}), ("security", {"auth": "guess"}),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_at_its_field(shop: "Shop", field: str, more: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        a_box(shop, **more)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_nobody_needs_more_mailboxes_than_that(shop: "Shop") -> None:
    for number in range(MOST):
        a_box(shop, f"box{number}@lamelle.example")
    with pytest.raises(TooManyMailboxes):
        a_box(shop)


def test_who_only_reads_changes_nothing(shop: "Shop") -> None:
    box = a_box(shop)
    reader = a_reader(shop)
    with pytest.raises(Forbidden):
        switch_mailbox(actor=reader, mailbox_id=box.pk, is_on=False)
    with pytest.raises(Forbidden):
        remove_mailbox(actor=reader, mailbox_id=box.pk)


def test_another_shop_s_mailbox_looks_like_none(shop: "Shop") -> None:
    box, neighbour = a_box(shop), a_shop("voisin")
    with pytest.raises(NotFound):
        mailbox_for(system(neighbour.pk), box.pk)
    with pytest.raises(NotFound):
        remove_mailbox(actor=system(neighbour.pk), mailbox_id=box.pk)


def test_answers_go_to_a_mailbox_that_is_read(shop: "Shop") -> None:
    assert answer_address(shop.pk, "") is None
    box = a_box(shop)
    found = answer_address(shop.pk, "")
    assert found is not None
    assert (found.address, found.takes_plus, found.proved) == ("support@lamelle.example", False, False)
    switch_mailbox(actor=system(shop.pk), mailbox_id=box.pk, is_on=False)
    assert answer_address(shop.pk, "") is None


def test_answers_go_to_the_wanted_mailbox_else_to_the_one_proved_last(shop: "Shop") -> None:
    a_box(shop, "first@lamelle.example")
    second = a_box(shop, "second@lamelle.example")
    Mailbox.objects.filter(pk=second.pk).update(proved_at=AT, plus_works=True)
    proved = answer_address(shop.pk, "")
    assert proved is not None
    assert (proved.address, proved.takes_plus) == ("second@lamelle.example", True)
    wanted = answer_address(shop.pk, "First@lamelle.example")
    assert wanted is not None
    assert wanted.address == "first@lamelle.example"
    elsewhere = answer_address(shop.pk, "helpdesk@example.org")
    assert elsewhere is not None
    assert elsewhere.address == "second@lamelle.example"
