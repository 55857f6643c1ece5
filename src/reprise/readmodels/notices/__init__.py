"""What a seller has to tell before and after the order: texts to paste, the duty each fulfils, and what is in place."""
