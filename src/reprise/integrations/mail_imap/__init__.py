"""Reads mailboxes over IMAP: by password or OAuth, told at once by IDLE, large mails piece by piece."""
