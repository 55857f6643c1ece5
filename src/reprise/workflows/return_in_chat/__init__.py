"""A return asked for inside a chat: the same case as on the pages, and the conversation knows of it."""

from reprise.workflows.return_in_chat.open_return import open_return

__all__ = ["open_return"]
