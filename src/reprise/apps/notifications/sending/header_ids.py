"""Headers made of Message-IDs, as mail programs read them.

Python writes an id longer than a line as an encoded word, which nobody decodes in these headers: answers would not be
gathered under what they answer.
"""

from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from typing import Final


class IdsHeader(UnstructuredHeader):
    """Ids, each on a line of its own, as long as it may be."""

    def fold(self, *, policy: Policy) -> str:
        """The header as it is sent."""
        ids = f"{policy.linesep} ".join(str(self).split())
        return f"{self.name}: {ids}{policy.linesep}"  # type: ignore[attr-defined]  # of the class it is mixed with


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references", "x-loop", "x-reprise-test"):
        registry.map_to_type(name, IdsHeader)  # type: ignore[arg-type]  # a mixin, as all of them are
    return SMTP.clone(header_factory=registry)


#: How our letters are written.
WIRE: Final = _policy()
