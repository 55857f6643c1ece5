"""What the check found about one row, told by a code and its values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reprise.apps.policies.rules.vocabulary import TableName
from reprise.law.parameters import Source


class Severity(StrEnum):
    """An error keeps a policy from being published, a warning asks whether it is meant so."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `sources` are the texts of law a row goes against, `params` fill its sentence."""

    table: TableName
    row_id: str
    severity: Severity
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
