"""A share says how sure one can be of it."""

from reprise.apps.conversations.rules.share import share


def test_nothing_has_no_share() -> None:
    assert share(0, 0) is None


def test_few_answers_leave_much_open() -> None:
    found = share(3, 3)
    assert found is not None
    assert found.percent == 100
    low, high = found.between
    assert 40 <= low <= 45  # Wilson: 43.8 %
    assert high == 100


def test_many_answers_leave_little_open() -> None:
    found = share(450, 500)
    assert found is not None
    assert found.percent == 90
    assert found.between == (87, 93)


def test_the_interval_stays_between_nothing_and_all() -> None:
    for of in range(1, 30):
        for part in range(of + 1):
            found = share(part, of)
            assert found is not None
            assert 0 <= found.low <= part / of <= found.high <= 1
