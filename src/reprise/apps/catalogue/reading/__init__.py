"""Tools for readers of exports: encodings, tables, JSON streams, amounts, dates and texts. Pure."""
