"""Measure how fast mails come in: kept on the disk, read in limited processes, tied to their matters, said there.

    .venv/bin/python benchmarks/take_mails.py --database sqlite --mails 10000

An instance of its own, one worker. The mix is that of a busy shop: answers to letters about cases, new questions and
what follows them, HTML, machines' answers, bounces, strangers with a true mark, and some photos, which pass the gate in
processes of their own.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import random
import sys
import tempfile
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from run_journey import instance, shop_and_token

LUCK = random.Random(7)
CASES = 400
#: Of a hundred mails.
MIX = {"answer": 44, "question": 20, "follow": 10, "html": 8, "machine": 8, "bounce": 4, "stranger": 4, "photo": 2}
WORDS = [
    "Bonjour,",
    "ma",
    "lampe",
    "est",
    "arrivée",
    "avec",
    "un",
    "pied",
    "fendu.",
    "Je",
    "vous",
    "envoie",
    "une",
    "photo",
    "ce",
    "soir.",
    "Merci",
    "de",
    "votre",
    "réponse.",
]


def main() -> int:
    """Make the instance and its mails, take them in, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--mails", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, instance(Path(folder), args.database) as env:
        os.environ.update(env)
        shop_and_token(env)
        os.environ["DJANGO_SETTINGS_MODULE"] = "reprise.config.settings"
        importlib.import_module("django").setup()
        run(args.mails)
    return 0


def run(mails: int) -> None:
    """Take the mails, then read them all; both are timed."""
    timezone = importlib.import_module("django.utils.timezone")
    taking = importlib.import_module("reprise.apps.conversations.services.take_mail").take_mail
    work_off = importlib.import_module("reprise.platform.jobs.worker").work_off
    models = importlib.import_module("reprise.apps.conversations.models")
    shop = importlib.import_module("reprise.apps.accounts.queries").every_shop()[0]
    raws = written(mails, cases_of(shop))
    before = os.times()
    own, others = before.user + before.system, before.children_user + before.children_system
    begun = time.perf_counter()
    for raw in raws:
        taking(shop=shop, mailbox=None, raw=raw, received_at=timezone.now(), at=timezone.now())
    taken = time.perf_counter()
    print(f"kept: {mails} mails in {taken - begun:.1f} s, {mails / (taken - begun):.0f} a second", flush=True)
    waiting = models.IncomingMail.objects.filter(state="waiting")
    while waiting.exists():
        work_off(at=timezone.now())
    read = time.perf_counter()
    print(f"read and settled: {read - taken:.1f} s, {mails / (read - taken):.0f} a second")
    spent = os.times()
    print(f"in all: {read - begun:.1f} s; of the processor {spent.user + spent.system - own:.0f} s in this process,")
    print(f"{spent.children_user + spent.children_system - others:.0f} s in those that read mails and files")
    print(Counter(models.IncomingMail.objects.values_list("state", "nature")))


def cases_of(shop: Any) -> list[Any]:
    """Cases of as many customers."""
    opening = importlib.import_module("reprise.apps.cases.services.open_case")
    kinds = importlib.import_module("reprise.apps.cases.kinds")
    system = importlib.import_module("reprise.apps.accounts.actors").system(shop.pk)
    timezone = importlib.import_module("django.utils.timezone")
    cases = []
    for number in range(CASES):
        line = opening.NewLine("Lampe", 1, "conformity", source=kinds.LineSource.UNIDENTIFIED)
        new = opening.NewCase(
            kinds.CaseKind.COMPLAINT, (line,), f"Buyer {number}", f"buyer{number}@example.com", "fr", "portal"
        )
        cases.append(opening.open_case(actor=system, new=new, at=timezone.now()))
    return cases


def written(mails: int, cases: list[Any]) -> list[bytes]:
    """The mails, in an order of luck."""
    tokens = importlib.import_module("reprise.core.mail_tokens")
    secret = importlib.import_module("django.conf").settings.SECRET_KEY
    kinds = LUCK.choices(list(MIX), weights=list(MIX.values()), k=mails)
    photo, asked = a_photo(), ["<first@example.org>"]
    raws = []
    for number, kind in enumerate(kinds):
        case = LUCK.choice(cases)
        mark = tokens.sign(secret, tokens.About.CASE, case.pk)
        mail = EmailMessage()
        mail["Message-ID"] = f"<{number}@example.org>"
        mail["Date"] = "Tue, 24 Nov 2026 10:30:00 +0100"
        mail["To"] = "contact@shop.example"
        mail["Subject"] = f"Re: votre demande {number}"
        mail.set_content(
            " ".join(LUCK.choices(WORDS, k=80)) + f"\n\nLe 24 nov. 2026, la boutique a écrit :\n> mail {number}\n"
        )
        SENDERS.get(kind, answer)(mail, number, case, tokens.message_id(mark, "shop.example", f"n{number}"))
        if kind == "question":
            asked.append(f"<{number}@example.org>")
        if kind == "follow":
            mail["In-Reply-To"] = LUCK.choice(asked[-200:])
        if kind == "photo":
            mail.add_attachment(
                photo + number.to_bytes(4, "big"), maintype="image", subtype="png", filename="lampe.png"
            )
        raws.append(mail.as_bytes())
    return raws


def answer(mail: EmailMessage, _number: int, case: Any, letter: str) -> None:
    """Of a case's customer, to a letter about it."""
    mail["From"] = f"{case.contact_name} <{case.contact_email}>"
    mail["In-Reply-To"] = letter


def question(mail: EmailMessage, number: int, _case: Any, _letter: str) -> None:
    """Of somebody new."""
    mail["From"] = f"somebody{number}@example.net"


def html(mail: EmailMessage, number: int, case: Any, letter: str) -> None:
    """As mail programs write: text and HTML with what it quotes."""
    answer(mail, number, case, letter)
    words = " ".join(LUCK.choices(WORDS, k=80))
    quoted = "<tr><td>Bonjour,</td><td>une ligne</td></tr>" * 60
    mail.add_alternative(f"<p>{words}</p><blockquote><table>{quoted}</table></blockquote>", subtype="html")


def machine(mail: EmailMessage, number: int, case: Any, letter: str) -> None:
    """The answering machine of a customer."""
    answer(mail, number, case, letter)
    mail["Auto-Submitted"] = "auto-replied"


def bounce(mail: EmailMessage, _number: int, case: Any, letter: str) -> None:
    """A server that could not reach somebody."""
    mail["From"] = "MAILER-DAEMON@example.com"
    mail["Return-Path"] = "<>"
    mail["X-Failed-Recipients"] = case.contact_email
    mail["In-Reply-To"] = letter


def stranger(mail: EmailMessage, number: int, _case: Any, letter: str) -> None:
    """Somebody who holds a letter that was not theirs."""
    mail["From"] = f"stranger{number}@example.net"
    mail["In-Reply-To"] = letter


SENDERS = {
    "question": question,
    "follow": question,
    "html": html,
    "machine": machine,
    "bounce": bounce,
    "stranger": stranger,
}


def a_photo() -> bytes:
    """A picture as telephones send it, in small."""
    image = importlib.import_module("PIL.Image")
    buffer = io.BytesIO()
    image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3)).save(buffer, "PNG")
    return buffer.getvalue()


if __name__ == "__main__":
    sys.exit(main())
