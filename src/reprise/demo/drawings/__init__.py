"""Drawings that stand for the photographs of customers and of the bench: one thing wrong in each, in coral."""
