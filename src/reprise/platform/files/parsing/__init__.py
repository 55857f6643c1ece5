"""Parsers of hostile files. They run in the limited process only, and read with bounded memory."""
