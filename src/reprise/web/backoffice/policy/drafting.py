"""The policy somebody works on: the draft if there is one, else the newest version; and how a deed changes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from reprise.apps.policies.kept_policy import from_json, policy_of
from reprise.apps.policies.queries import draft_of, policy_on, versions_of
from reprise.apps.policies.rules import Policy
from reprise.apps.policies.services.save_draft import save_draft
from reprise.apps.policies.services.start_draft import start_draft
from reprise.core.refusals import Overtaken
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.policies.models import PolicyDraft, PolicyVersion

_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Work:
    """What the pages of the policy show: the draft or the newest version, and the version in force."""

    policy: Policy
    draft: "PolicyDraft | None"
    in_force: "PolicyVersion"
    versions: "list[PolicyVersion]"

    @property
    def newest(self) -> "PolicyVersion":
        """The version published last, perhaps for a day to come."""
        return self.versions[0]

    @property
    def base(self) -> Policy:
        """What a draft is compared with: the newest version."""
        return policy_of(self.newest)

    @property
    def number(self) -> int:
        """The version of the draft; 0 while there is none."""
        return self.draft.version if self.draft else 0


def work_of(request: StaffRequest) -> Work:
    """What there is to show and to change."""
    versions = versions_of(request.shop.pk)
    draft = draft_of(request.shop.pk)
    policy = from_json(draft.content) if draft else policy_of(versions[0])
    return Work(policy, draft, policy_on(request.shop.pk, timezone.localdate()), versions)


def change(request: StaffRequest, deed: Callable[[Policy], Policy]) -> Policy:
    """Do a deed to the draft as it is now, begun if need be; somebody saving at the same moment does not lose it.

    The deed looks at the rows it is about, and refuses when they are not what its author saw.
    """
    for left in reversed(range(_TRIES)):
        draft = draft_of(request.shop.pk) or start_draft(actor=request.actor, at=timezone.now())
        before = from_json(draft.content)
        after = deed(before)
        if after is before:
            return before
        try:
            save_draft(actor=request.actor, policy=after, version=draft.version, at=timezone.now())
        except Overtaken:
            if not left:
                raise
            continue
        return after
    raise AssertionError("the last try returns or raises")
