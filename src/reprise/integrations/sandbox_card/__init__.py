"""A card provider that moves no money: a small process of its own with its own ledger, and its adapter."""
