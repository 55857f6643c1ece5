"""The documents of a case as plain papers: what stands on them, told from what was kept when it happened."""
