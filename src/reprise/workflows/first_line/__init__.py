"""The first line of a chat: automatic answers that say what they are, from the articles, until a person speaks."""

from reprise.workflows.first_line.answering import answer_first
from reprise.workflows.first_line.calling import call_a_person
from reprise.workflows.first_line.taking_up import choose, say_no, say_yes
from reprise.workflows.first_line.visitor import Visitor

__all__ = ["Visitor", "answer_first", "call_a_person", "choose", "say_no", "say_yes"]
