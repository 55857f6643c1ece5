"""Every version of the conditions stays, says when it held, and can be compared with any other."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.policies.rules import Policy
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.core.refusals import NotFound
from reprise.readmodels.conditions.history import changes, day_of, edition, editions
from reprise.readmodels.tests.conditions import TODAY, told, windows
from tests.support.builders import a_shop

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 1, 9, tzinfo=UTC)


def published(*starts: date) -> Shop:
    """A shop with a version from each day on."""
    shop = a_shop()
    for start in starts:
        publish_policy(
            actor=system(shop.pk), policy=Policy(), in_force_from=start, today=min(start, TODAY), at=AT, knowing=True
        )
    return shop


def test_each_version_says_when_it_held_and_what_it_is_now() -> None:
    coming = TODAY + timedelta(days=20)
    shop = published(date(2026, 1, 1), date(2026, 6, 1), coming)
    found = [(each.number, each.state, each.until) for each in editions(shop.pk, TODAY)]
    assert found == [
        (3, "announced", None),
        (2, "in_force", coming - timedelta(days=1)),
        (1, "past", date(2026, 5, 31)),
    ]


def test_of_two_versions_for_one_day_the_earlier_never_applied() -> None:
    shop = published(date(2026, 1, 1), TODAY, TODAY)
    assert [each.state for each in editions(shop.pk, TODAY)] == ["in_force", "never", "past"]


def test_a_past_version_is_told_with_the_law_of_its_last_day() -> None:
    shop = published(date(2026, 1, 1), date(2026, 6, 1))
    assert day_of(edition(shop.pk, 1, TODAY), TODAY) == date(2026, 5, 31)
    assert day_of(edition(shop.pk, 2, TODAY), TODAY) == TODAY


def test_a_version_nobody_published_is_missing() -> None:
    with pytest.raises(NotFound):
        edition(published(TODAY).pk, 2, TODAY)


def test_what_changed_is_told_sentence_by_sentence_under_its_heading() -> None:
    before, after = told(windows()), told(windows(({}, {"days": 30})))
    found = changes(before, after)
    table = next(each for each in found if each.title == "Article by article")
    assert "Printer: 14 days, by law (You)" in table.before
    assert "Printer: 30 days: 14 by law, 16 more from us (You)" in table.after
    assert {each.title for each in found} == {"Article by article", "Our own window"}


def test_two_versions_that_read_alike_have_no_changes() -> None:
    assert changes(told(windows()), told(windows(withdrawal=False))) == ()
