"""The way in for pages that want to be told at once: one websocket that carries no content."""
