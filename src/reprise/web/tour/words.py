"""What each step of the tour says."""

from dataclasses import dataclass
from typing import Final

from reprise.core.refusals import mark


@dataclass(frozen=True, slots=True)
class Said:
    """Who one is at this step, what one sees, and what to try."""

    title: str
    text: str


STEPS: Final = {
    "help": Said(
        mark("You are a customer, at night. The help answers before anybody is awake."),
        mark(
            "Type “my corners lift”: one answer with its source, and a guide step by step. A person is one press away."
        ),
    ),
    "ask": Said(
        mark("You are Alice. Your dryer came yesterday, and you have changed your mind."),
        mark("Start a request and say that you changed your mind. Your rights come before you send."),
    ),
    "follow": Said(
        mark("Alice’s page: whose turn it is, the dates, the money, the papers."),
        mark("No account was needed: the link came by e-mail. Read it on the outbox page, then come back."),
    ),
    "morning": Said(
        mark("You are Inès, an agent. This is her morning."),
        mark("What is due, how fast the shop answers and repays against law and promise, why things come back."),
    ),
    "queue": Said(
        mark("The queue: safety first, then what the law wants soonest."),
        mark("J and K move, Enter opens, A takes the next step. The burnt plug is at the top."),
    ),
    "talk": Said(
        mark("Chats and mails in one list: a danger first, then whoever was promised an answer soonest."),
        mark("Open one: what the assistant tried stands beside it, and it is silent once you have spoken."),
    ),
    "decide": Said(
        mark("Alice’s spools: the law has answered, you only have to agree."),
        mark("Read the reasons with their articles, look at the letter as she will get it, accept."),
    ),
    "receive": Said(
        mark("You are Théo, at the bench. Karim’s printer has come."),
        mark("One tap per piece: digits 1 to 4 grade it, Z takes back the last tap."),
    ),
    "refund": Said(
        mark("Léa’s printer is back and complete: the money is the next step."),
        mark("Line by line, until when, to which card. The button repeats the sum. Nothing is ever paid twice."),
    ),
    "approve": Said(
        mark("You are Claire. Margaux’s refund is above what one person may send."),
        mark("Four eyes: look at what Inès decided, then approve."),
    ),
    "rule": Said(
        mark("Claire thinks of a new rule: faulty articles up to forty euros need not come back."),
        mark("Row 9 is changed in a draft. Beside the table: what it would have changed and cost. That was the tour."),
    ),
}
