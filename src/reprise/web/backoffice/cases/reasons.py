"""What is wrong with an article, in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from reprise.printing.defects import defect

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine


def reason_name(line: "CaseLine") -> str:
    """The name of the defect the customer chose; nothing for somebody who changed their mind."""
    found = defect(line.reason)
    return found.label.in_(get_language() or "fr") if found else ""
