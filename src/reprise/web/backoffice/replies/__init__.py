"""What helps to answer, and what comes after: ready replies, macros, who is called, reviews and opinions."""
