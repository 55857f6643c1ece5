"""A return asked for inside a chat: the questions of the pages, in the chat's own frame."""
