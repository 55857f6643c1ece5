"""What happens to a mail that came in: read in a limited process, tied to its matter, said there or kept apart."""
