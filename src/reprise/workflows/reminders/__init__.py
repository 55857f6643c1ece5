"""The calendar writes: reminders before a last day, after a question, and each morning for the desk."""
