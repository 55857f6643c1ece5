"""The policy as a file: handed out, and read into the draft."""

from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.policy_files import PolicyFileRefused, parse_policy, policy_as_text
from reprise.apps.policies.rules import Policy
from reprise.core.refusals import NotFound
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.policy.drafting import work_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST: Final = 2_000_000
LONGEST_NUMBER: Final = 9


@desk_page(right=Right.CASES_READ, methods=READ)
def policy_file(request: StaffRequest) -> HttpResponse:
    """The draft, the newest version or one by its number, as YAML or JSON that can be read again."""
    work = work_of(request)
    asked = request.GET.get("version", "")
    policy, name = work.policy, f"draft-{work.newest.number + 1}" if work.draft else f"v{work.newest.number}"
    if asked:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 0
        found = next((one for one in work.versions if one.number == number), None)
        if found is None:
            raise NotFound
        policy, name = policy_of(found), f"v{number}"
    as_json = request.GET.get("form") == "json"
    ending, kind = ("json", "application/json") if as_json else ("yaml", "application/yaml")
    answer = HttpResponse(policy_as_text(policy, as_json=as_json), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.shop.slug}-policy-{name}.{ending}"'
    return answer


def read_file(file: "UploadedFile[Any] | None") -> tuple[Policy | None, list[str]]:
    """The policy of a file, or everything that is wrong with it, each with its line."""
    if file is None:
        return None, [gettext("Choose a file: YAML or JSON, as it was downloaded here.")]
    if (file.size or 0) > LARGEST:
        return None, [gettext("The file is larger than 2 MB: no policy is.")]
    try:
        return parse_policy(file.read(), (file.name or "policy")[:80]), []
    except PolicyFileRefused as refusal:
        return None, [_problem(one.line, one.field, one.why) for one in refusal.problems]


def _problem(line: int, field: str, why: str) -> str:
    if not line:
        return why
    if not field:
        return gettext("Line %(line)d: %(why)s") % {"line": line, "why": why}
    return gettext("Line %(line)d, %(field)s: %(why)s") % {"line": line, "field": field, "why": why}
