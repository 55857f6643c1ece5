"""Takes mails in over SMTP or LMTP from a mail server on this machine or beside it."""
