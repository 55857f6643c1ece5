"""Files as platforms write them, and what a reader says of them, for the tests of the readers."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from hypothesis import strategies as st

from reprise.apps.catalogue.ports import Home, ImportedOrder, OrderSource, RefusedRow

HOME = Home(currency="EUR", country="FR", timezone="Europe/Paris")

#: What may stand in a field of a JSON file, sense or nonsense.
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(allow_nan=False) | st.text(max_size=12)
    | st.sampled_from(["", "-1", "1e9", "0000-00-00", "NaN", "99999999999999999999"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def table(
    rows: Iterable[Mapping[str, str]], columns: Sequence[str], *, separator: str = ",",
    ending: str = "\n", encoding: str = "utf-8",
) -> bytes:  # fmt: skip
    """Rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=separator, lineterminator=ending, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_json(value: object) -> bytes:
    """A JSON file, written over several lines as programs do."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def read(source: OrderSource, content: bytes, home: Home = HOME) -> list[ImportedOrder | RefusedRow]:
    """All that a reader says of a file."""
    return list(source.read(io.BytesIO(content), home))


def read_one(source: OrderSource, content: bytes, home: Home = HOME) -> ImportedOrder:
    """The one order of a file; every order read adds up."""
    (order,) = read(source, content, home)
    assert isinstance(order, ImportedOrder), order
    assert sum(line.paid_minor for line in order.lines) == order.total_minor
    return order


def refused_in(source: OrderSource, content: bytes) -> RefusedRow:
    """The one refusal of a file."""
    (row,) = (each for each in read(source, content) if isinstance(each, RefusedRow))
    return row
