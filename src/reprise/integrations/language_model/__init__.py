"""A language model behind the usual chat completions address, of a provider or on a machine of one's own."""

from reprise.integrations.language_model.chat import ChatModel

__all__ = ["ChatModel"]
