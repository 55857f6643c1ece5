"""What the sandbox provider was told to do with the next refunds it is asked for."""

import threading
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How it behaves."""

    OK = "ok"
    SLOW = "slow"  # does it, and answers late
    LATE = "late"  # lets it lie for a while, of which it knows nothing meanwhile, then does it
    FAIL = "fail"  # says no for good
    DROP = "drop"  # hangs up before doing anything
    DROP_AFTER = "drop_after"  # does it, and hangs up
    GARBAGE = "garbage"  # does it, and answers something else
    ERROR = "error"  # does it, and answers 500
    PENDING = "pending"  # takes it, and settles it later
    DOWN = "down"  # hangs up on every question, those about earlier refunds too


@dataclass(frozen=True, slots=True)
class Order:
    """A mode, for how many refunds (None: until told otherwise), and the seconds of those that take time."""

    mode: Mode = Mode.OK
    times: int | None = None
    seconds: float = 10.0


class Behaviour:
    """The order in force; threads take from it one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._order = Order()

    def set(self, order: Order) -> None:
        """Behave so from now on."""
        with self._lock:
            self._order = order

    @property
    def current(self) -> Order:
        """The order in force."""
        with self._lock:
            return self._order

    def next(self) -> Order:
        """How to treat the refund that has just come in."""
        with self._lock:
            order = self._order
            if order.times is not None:
                left = order.times - 1
                self._order = Order(order.mode, left, order.seconds) if left > 0 else Order()
            return order
