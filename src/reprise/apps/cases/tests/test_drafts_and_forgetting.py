from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.kinds import CaseKind, LineSource
from reprise.apps.cases.links import case_token, token_fits
from reprise.apps.cases.models import Case, CaseEventContent, CaseLine, Decision, EarlierProposal
from reprise.apps.cases.queries import lines_of, timeline_of
from reprise.apps.cases.services.decide_line import decide_line
from reprise.apps.cases.services.forget import forget
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.cases.tests.builders import NO, a_case, ines
from reprise.apps.cases.transitions import LineMove
from tests.support.builders import AT, LATER, a_shop

pytestmark = pytest.mark.django_db


def a_told_case() -> Case:
    """A case in which Alice said things about herself, and was refused."""
    shop = a_shop()
    line = NewLine("Buste", 1, "conformity", source=LineSource.UNIDENTIFIED, description="Pour ma mère, Alice Martin")
    new = NewCase(CaseKind.COMPLAINT, (line,), "Alice Martin", "alice@example.com", "fr", "portal")
    case = open_case(actor=system(shop.pk), new=new, at=AT)
    decide_line(
        case=case, line=CaseLine.objects.get(case=case), move=LineMove.DECLINE, grounds=NO, actor=ines(case), at=AT
    )
    return case


def test_forgetting_leaves_the_facts_and_a_valid_timeline() -> None:
    case = a_told_case()
    forget(at=LATER, case_ids=[case.pk])
    rows = [*Case.objects.values(), *CaseLine.objects.values(), *Decision.objects.values()]
    told = str([*rows, *[(event.data, event.commitment) for event in timeline_of(case)]])
    assert "Alice" not in told
    assert "alice@" not in told
    assert "délai" not in told
    assert not CaseEventContent.objects.exists()
    assert verify_timeline(case) is None
    assert Decision.objects.get().verdict == "declined"
    assert Case.objects.get().erased_at == LATER


def test_a_forgotten_case_no_longer_opens_by_the_links_mailed_before() -> None:
    case = a_told_case()
    token = case_token("secret", case.pk, case.link_key)
    forget(at=LATER, case_ids=[case.pk])
    assert not token_fits("secret", case.pk, Case.objects.get().link_key, token)


def test_forgetting_one_case_leaves_the_others() -> None:
    case = a_told_case()
    beside = a_case(shop=case.shop)
    forget(at=LATER + timedelta(days=1), case_ids=[case.pk])
    kept = Case.objects.get(pk=beside.pk)
    assert (kept.contact_name, kept.erased_at) == ("Alice Martin", None)
    assert CaseEventContent.objects.filter(event__case=beside).exists()


def test_forgetting_takes_the_company_and_the_tags_out_of_what_the_rules_knew() -> None:
    case = a_case()
    line = lines_of(case)[0]
    steps = [["a1", "company", "Atelier Ferrand"], ["a2", "kind", "resin"]]
    said = {
        "facts": {"company": "Atelier Ferrand", "tags": ["fablab"], "kind": "resin"},
        "trace": [{"table": "answer", "row": "", "steps": steps}],
    }  # fmt: skip
    CaseLine.objects.filter(pk=line.pk).update(proposal={"policy": said})
    EarlierProposal.objects.create(line=line, proposal={}, because="facts", replaced_at=AT, replaced_by="staff:1")
    Decision.objects.create(
        line=line, verdict="approved", quantity=1, facts={"policy": said["facts"]}, trace=said["trace"],
        decided_by="system", decided_at=AT,
    )  # fmt: skip
    forget(at=AT, case_ids=[case.pk])
    assert not EarlierProposal.objects.exists()
    kept = CaseLine.objects.get(pk=line.pk).proposal["policy"]
    assert kept["facts"] == {"kind": "resin"}
    assert kept["trace"][0]["steps"] == [["a1", "company"], ["a2", "kind", "resin"]]
    decision = Decision.objects.get()
    assert "Ferrand" not in str((decision.facts, decision.trace))
