"""What the policy commands print: findings and problems as rows and lines, the report of a replay in a few of them."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from reprise.apps.policies.policy_files import Problem
from reprise.apps.policies.rules import Finding
from reprise.apps.policies.telling.findings import finding_in_words
from reprise.core.money import Money
from reprise.web.cli.policy_lines import Lines


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """What is wrong with a file, for programs."""
    return [{"line": each.line, "field": each.field, "message": each.why} for each in problems]


def tell_problems(name: str, problems: Sequence[Problem]) -> None:
    """What is wrong with a file, for people: file, line, field."""
    for each in problems:
        place = ":".join([name, *([str(each.line)] if each.line else [])])
        print(f"{place}: {each.field}: {each.why}" if each.field else f"{place}: {each.why}", file=sys.stderr)


def found_rows(findings: Sequence[Finding], lines: Lines) -> list[dict[str, Any]]:
    """What the check found, for programs; `line` is null for a draft that is no file."""
    return [
        {
            "severity": each.severity.value, "table": each.table.value, "row": each.row_id,
            "line": lines.get((each.table.value, each.row_id)), "field": str(each.params.get("field", "")),
            "code": each.code, "message": finding_in_words(each), "sources": [source.id for source in each.sources],
        }
        for each in findings
    ]  # fmt: skip


def tell_findings(name: str, findings: Sequence[Finding], lines: Lines) -> None:
    """What the check found, for people: file, line, row."""
    for each in findings:
        cited = f" ({', '.join(source.id for source in each.sources)})" if each.sources else ""
        line = lines.get((each.table.value, each.row_id))
        place = f"{name}:{line}" if line else name
        told = finding_in_words(each)
        print(f"{place}: {each.table.value}, row {each.row_id}: {each.severity.value}: {told}{cited}", file=sys.stderr)


def tell_report(report: Mapping[str, Any]) -> None:
    """The report in a few lines."""
    currency = report["currency"]

    def amount(minor: int) -> str:
        return str(Money(minor, currency))

    skipped = ", ".join(f"{count} {why}" for why, count in report["not_replayed"].items()) or "none"
    more = report["cost"]["difference"]
    before, after = report["refund_delay"]["before"], report["refund_delay"]["after"]
    print(f"{report['replayed']} of {report['lines']} lines replayed ({report['since']} to {report['until']}); "
          f"not replayed: {skipped}")  # fmt: skip
    print(f"{report['changed']} answers change, in {report['changed_cases']} cases")
    for cell in report["matrix"]:
        if cell["from"] != cell["to"]:
            print(f"  {cell['from']} -> {cell['to']}: {cell['lines']}")
    print(f"cost: {amount(more['total_minor'])} (refunds {amount(more['refunds_minor'])}, replacements "
          f"{amount(more['replacements_minor'])}, postage {amount(more['postage_minor'])}, goods kept "
          f"{amount(more['kept_minor'])})")  # fmt: skip
    print(f"refund delay, median and p90 in days: {before['median_days']}, {before['p90_days']} -> "
          f"{after['median_days']}, {after['p90_days']}")  # fmt: skip
    print(f"returns avoided: {report['returns_avoided']}; staff decisions saved: {report['staff_decisions_saved']}")
    print(f"worse off: {report['worse_off']['lines']} lines, by {amount(report['worse_off']['by_minor'])}; "
          f"less than the law: {report['less_than_law']}")  # fmt: skip
    for row in report["dearest"]:
        print(f"  {row['case']}  {row['article']} x{row['quantity']}  {amount(row['cost_minor'])}")
