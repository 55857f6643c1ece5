"""Erasures beside the database: a line each, so that an older copy of the database can be erased alike."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from reprise.apps.accounts.models import Erasure

NAME: Final = "erasures.jsonl"
IDS: Final = ("customer_ids", "order_ids", "case_ids", "statement_ids", "conversation_ids")


def keep_line(folder: Path, erasure: Erasure) -> None:
    """Add an erasure to the file, durably; one that is there already is not added again."""
    if any(line.get("number") == str(erasure.pk) for line in lines_in(folder / NAME)):
        return
    told = {
        "number": str(erasure.pk), "shop": erasure.shop.slug, "asked_by": erasure.asked_by, "digest": erasure.digest,
        "at": erasure.at.isoformat(), "counts": erasure.counts, **{name: getattr(erasure, name) for name in IDS},
    }  # fmt: skip
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(told) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines_in(path: Path) -> Iterator[dict[str, Any]]:
    """The erasures of a file; a line that was cut off when the power went is left out."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict):
            yield told
