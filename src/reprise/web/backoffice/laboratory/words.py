"""The laboratory in words: answers, what one gets, and why something was not replayed."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from reprise.core.refusals import mark

ANSWERS: Final[Mapping[str, str]] = {
    "automatic": mark("Accepted at once"), "accept": mark("Accepted"), "part": mark("Accepted in part"),
    "person": mark("A person decides"), "refuse": mark("Refused"),
}  # fmt: skip

GLYPHS: Final = {"automatic": "done", "accept": "done", "part": "active", "person": "wait", "refuse": "fail"}

WHY_NOT: Final[Mapping[str, str]] = {
    "cancelled": mark("taken back by the customer before any answer"),
    "kind_unknown": mark("nobody has said what kind of article it is"),
    "no_answer_kept": mark("no answer was kept with it"),
    "unreadable": mark("what was kept cannot be read any more"),
}  # fmt: skip

GOODS: Final[Mapping[str, str]] = {
    "back": mark("goods come back"), "kept": mark("goods are kept"), "none": mark("nothing to send back"),
}  # fmt: skip

GETS: Final[Mapping[str, str]] = {
    "refund": mark("money back"), "in_kind": mark("repair or replacement"), "reduction": mark("part of the price"),
    "delivery": mark("delivery"), "nothing": mark("nothing"), "open": mark("still open"),
}  # fmt: skip

STATES: Final[Mapping[str, str]] = {
    "waiting": mark("waits for its turn"), "running": mark("at work"), "done": mark("done"),
    "failed": mark("failed"), "superseded": mark("given up for a newer one"),
}  # fmt: skip

BUYERS: Final[Mapping[str, str]] = {
    "consumer": mark("Consumers"), "professional": mark("Professionals"),
    "non_professional": mark("Associations and the like"),
}  # fmt: skip


def answer_told(kept: Mapping[str, object]) -> str:
    """An answer as the list of changes tells it: who answers, what one gets, where the goods are."""
    words = gettext(ANSWERS.get(str(kept["answer"]), str(kept["answer"])))
    if kept["answer"] == "refuse":
        return words
    parts = [GETS.get(str(kept["gets"]), ""), GOODS.get(str(kept["goods"]), "")]
    return ", ".join([words, *(gettext(part) for part in parts if part)])
