"""What the shop wrote, and what became of it."""
