"""Mails that come in, from their bytes to the thread they belong to."""
