"""What the assistant may ask from outside, when an operator chose to: a language model."""

from typing import Final, Protocol


class ModelFault(Exception):
    """The model gave no answer; nobody is told more than that, and the articles stand as they are."""


class LanguageModel(Protocol):
    """A model that continues a conversation of two texts."""

    def ask(self, *, instructions: str, question: str) -> str:
        """Its answer; raises ModelFault. Never called while a row is held."""
        ...


_PROVIDED: Final[list[LanguageModel]] = []


def provide_language_model(model: LanguageModel | None) -> None:
    """Give the assistant its model, or none."""
    _PROVIDED[:] = [] if model is None else [model]


def language_model() -> LanguageModel | None:
    """The model of this instance; none unless the operator chose one."""
    return _PROVIDED[0] if _PROVIDED else None
