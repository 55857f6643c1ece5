"""Reads hostile mails, each in a limited process of its own. Nothing here knows a table or a secret."""
