"""What the assistant may ask from outside, when an operator chose to: a language model."""

from typing import Protocol


class ModelFault(Exception):
    """The model gave no answer; nobody is told more than that, and the articles stand as they are."""


class LanguageModel(Protocol):
    """A model that continues a conversation of two texts."""

    def ask(self, *, instructions: str, question: str) -> str:
        """Its answer; raises ModelFault. Never called while a row is held."""
        ...
