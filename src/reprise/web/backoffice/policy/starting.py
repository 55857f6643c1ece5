"""Begin the draft from a ready-made policy or from a file."""

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.policies.rules import Policy
from reprise.core.refusals import Refusal
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.policy.drafting import Work, change, work_of
from reprise.web.backoffice.policy.files import read_file
from reprise.web.backoffice.policy.frame import show_policy
from reprise.web.backoffice.policy.models import MODELS
from reprise.web.backoffice.policy.spoken import spoken
from reprise.web.backoffice.policy.undo import forget_all
from reprise.web.refusals import status_of, tell

EXAMPLES = 4


@desk_page(right=Right.POLICY_EDIT)
def start(request: StaffRequest) -> HttpResponse:
    """The models with their first rows in words, and a place for a file."""
    work = work_of(request)
    faults: list[str] = []
    status = 200
    if request.method == "POST":
        policy, faults = _chosen(request)
        if policy is not None and work.policy.has_rows and request.POST.get("sure") != "on":
            policy, faults = None, [gettext("Tick that the rows of the draft may be replaced.")]
        status = 422
        if policy is not None:
            new = policy
            try:
                change(request, lambda _: new)
            except Refusal as refusal:
                faults, status = [tell(refusal)], status_of(refusal)
            else:
                forget_all(request)
                return go(request, gettext("The draft begins from there. Nothing is published yet."), "policy")
    context = {
        "title": gettext("Begin from a model or a file"), "faults": faults, "has_rows": work.policy.has_rows,
        "models": [(one, gettext(one.title), gettext(one.about), _examples(request, one.policy)) for one in MODELS],
        "rows": _rows(work),
    }  # fmt: skip
    return show_policy(request, "start", work, [], context, status=status)


def _chosen(request: StaffRequest) -> tuple[Policy | None, list[str]]:
    kind, _, key = request.POST.get("do", "").partition(":")
    if kind == "file":
        file = request.FILES.get("file")
        return read_file(file)
    model = next((one for one in MODELS if kind == "model" and one.key == key), None)
    return (model.policy, []) if model else (None, [gettext("Choose a model, or a file.")])


def _examples(request: StaffRequest, policy: Policy) -> list[str]:
    """The first rows in words."""
    rows = [(table, row) for table, rows in policy.tables.items() for row in rows]
    return [spoken(table, row, request.shop.currency) for table, row in rows[1 : EXAMPLES + 1]]


def _rows(work: Work) -> int:
    return sum(len(rows) for rows in work.policy.tables.values())
