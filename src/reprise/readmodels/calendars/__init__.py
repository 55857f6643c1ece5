"""Dates as calendar programs read them (RFC 5545): a person's feed, and the dates of one case."""
