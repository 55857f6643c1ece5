"""The conversations of a shop as its staff work through them: who waits, what was promised, and what else there is."""
