"""Every app that keeps something about a person can forget it."""

from tests.architecture.code import SOURCE
from tests.architecture.tables import tables

PERSONAL = {
    "address", "billing", "body", "comment", "email", "ip", "message", "name", "note", "phone", "recipient", "shipping",
    "text", "to", "words",
}  # fmt: skip


def keeps_personal_data() -> set[str]:
    """The apps with a column named like something personal; the platform's rows go with the app that made them."""
    return {table.owner for table in tables().values() if PERSONAL & set(table.fields)} - {"platform"}


def can_forget() -> set[str]:
    files = (SOURCE / "apps").glob("*/services/forget*.py")
    return {path.parts[-3] for path in files if "def forget" in path.read_text(encoding="utf-8")}


def test_every_app_with_personal_data_can_forget_it() -> None:
    keepers = keeps_personal_data()
    assert "accounts" in keepers
    assert keepers - can_forget() == set()
