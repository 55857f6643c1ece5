"""Why a policy is not published: what the check found."""

from collections.abc import Sequence
from typing import ClassVar

from reprise.apps.policies.rules import Finding
from reprise.core.refusals import Refusal, mark


class _Found(Refusal):
    """A refusal with its findings; the sentence tells the first one."""

    def __init__(self, findings: Sequence[Finding], first: str) -> None:
        super().__init__(row=findings[0].row_id, why=first, count=len(findings))
        self.findings = tuple(findings)


class PolicyUnfit(_Found):
    """A row takes a right away or lacks what it needs: nothing is published until it is put right."""

    code: ClassVar[str] = "policy_unfit"
    sentence: ClassVar[str] = mark("This policy cannot be published. Row %(row)s: %(why)s")


class PolicyDoubtful(_Found):
    """Rows that never count or contradict each other: published only by who says that it is meant so."""

    code: ClassVar[str] = "policy_doubtful"
    sentence: ClassVar[str] = mark("Look at this before you publish, then confirm. Row %(row)s: %(why)s")
