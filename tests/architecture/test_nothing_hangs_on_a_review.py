"""No decision, no rule and no refund ever looks at a public review or at an opinion."""

import ast
from typing import Final

import pytest

from reprise.law.facts import Facts
from tests.architecture.code import SOURCE, Module, modules

#: What decides, computes or pays.
DECIDES: Final = (
    "law", "apps/policies", "apps/payments", "apps/cases", "workflows/verdict", "workflows/refund_customer",
    "workflows/decide.py", "workflows/appeal.py", "workflows/return_request.py", "workflows/simulate_policy",
    "readmodels/policy_facts.py", "readmodels/legal_facts.py", "readmodels/assessment.py", "readmodels/proposal.py",
    "readmodels/projection.py", "readmodels/remedies.py",
)  # fmt: skip
TABLES: Final = {"PublicReview", "Rating"}
QUERIES: Final = {"reply_queries", "opinions", "review_answer"}


def looks_at_reviews(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            last = (node.module or "").rpartition(".")[2]
            if last in QUERIES or TABLES & {alias.name for alias in node.names}:
                found.append(f"{module.place}:{node.lineno}")
        elif isinstance(node, ast.Attribute) and node.attr in {"rating", "reviews", "publicreview_set"}:
            found.append(f"{module.place}:{node.lineno}")
    return found


def deciding() -> list[Module]:
    return [module for module in modules() if module.place.as_posix().startswith(DECIDES)]


def test_what_decides_knows_no_review_and_no_opinion() -> None:
    assert len(deciding()) > 100
    assert [place for module in deciding() for place in looks_at_reviews(module)] == []
    assert all((SOURCE / place).exists() for place in DECIDES)


@pytest.mark.parametrize(
    "code",
    [
        "from reprise.apps.conversations.models import PublicReview",
        "from reprise.apps.conversations.reply_queries import reviews_about",
        "score = conversation.rating.score",
    ],
)
def test_a_look_at_a_review_is_seen(code: str) -> None:
    assert looks_at_reviews(Module(SOURCE / "law" / "x.py", ast.parse(code)))


def test_no_fact_a_policy_can_ask_about_is_a_review() -> None:
    words = ("review", "rating", "opinion", "score", "stars")
    assert [name for name in Facts.__dataclass_fields__ if any(word in name for word in words)] == []
