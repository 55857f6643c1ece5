"""Announcing: after the commit, and never in the way of whoever announces."""

import pytest
from django.db import transaction

from reprise.platform.live import announce, present
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice

TOPIC = "conversation:a"


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Notice]:
    heard: list[Notice] = []
    monkeypatch.setattr(HUB, "tell_from_thread", heard.append)
    return heard


@pytest.mark.django_db(transaction=True)
def test_it_is_told_once_what_was_written_can_be_read(told: list[Notice]) -> None:
    with transaction.atomic():
        announce(topic=TOPIC, number=3)
        assert told == []
    assert told == [Notice(TOPIC, "after", number=3)]


@pytest.mark.django_db(transaction=True)
def test_what_was_undone_is_not_told(told: list[Notice]) -> None:
    with transaction.atomic():
        announce(topic=TOPIC, number=3)
        transaction.set_rollback(True)
    assert told == []


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_the_way_stops_neither_the_deed_nor_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(HUB, "tell_from_thread", fails)
    monkeypatch.setattr("reprise.platform.live.presence.between", fails)
    announce(topic=TOPIC, number=3)
    with transaction.atomic():
        announce(topic=TOPIC, number=4)
    assert present(TOPIC, "staff") is False
