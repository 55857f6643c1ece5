"""What the calendar has to write: which deadlines come near, which questions stay open, what the desk has to do."""
