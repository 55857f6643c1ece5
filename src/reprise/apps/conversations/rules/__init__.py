"""What may be said, what a mail is, and where it belongs: pure."""
