"""The sandbox provider's page: what it is, how it behaves, and its ledger."""

from collections.abc import Sequence
from html import escape

from reprise.core.money import Money
from reprise.integrations.sandbox_card.ledger import Row


def page(rows: Sequence[Row], mode: str) -> bytes:
    """One plain page without style or script; every word that came from outside is escaped."""
    body = "".join(
        f"<tr><td>{escape(row.id)}</td><td>{escape(row.payment)}</td><td>{escape(str(Money(row.amount, row.currency)))}"
        f"</td><td>{escape(row.status)}</td><td>{row.calls}</td><td>{escape(row.key)}</td></tr>"
        for row in rows
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>SANDBOX card provider</title></head><body>'
        "<h1>SANDBOX card provider</h1>"
        "<p><strong>This is a sandbox: it moves no money.</strong> It stands for a card provider in demonstrations and "
        "tests.</p>"
        f"<p>It behaves: <code>{escape(mode)}</code>. Tell it to misbehave with "
        '<code>POST /behave {"mode": "ok|slow|late|fail|drop|drop_after|garbage|error|pending|down"}</code>.</p>'
        "<table><caption>Refunds it knows, newest first</caption>"
        "<thead><tr><th>Reference</th><th>Payment</th><th>Amount</th><th>Status</th><th>Calls</th><th>Key</th></tr></thead>"
        f"<tbody>{body}</tbody></table></body></html>"
    ).encode()
