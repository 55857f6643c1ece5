"""A withdrawal statement from the moment it reaches us: kept, acknowledged, and made a case where an order fits.

`receive` keeps it whatever the database does, `treat` looks for its order in a job, `settle` is what staff do about it,
`ingest` brings in what waited on the disk.
"""
