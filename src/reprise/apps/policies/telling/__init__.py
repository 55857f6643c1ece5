"""Policies in words, in the reader's language: what a row says, and what the check found."""
