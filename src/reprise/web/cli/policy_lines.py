"""Where each row of a policy file begins, so that what the check finds is told with its line."""

from pathlib import Path

from reprise.apps.policies.marked_yaml import UnreadableText, read_marked

Lines = dict[tuple[str, str], int]


def row_lines(path: Path) -> Lines:
    """The line of each row by table and name; empty where the file cannot be read."""
    try:
        root = read_marked(path.read_bytes())
    except (OSError, UnreadableText):
        return {}
    return {
        (str(table.value), str(row_id.value)): row.line
        for name, tables in root.pairs or () if name.value == "tables"
        for table, rows in tables.pairs or ()
        for row in rows.items or ()
        for key, row_id in row.pairs or () if key.value == "id"
    }  # fmt: skip
