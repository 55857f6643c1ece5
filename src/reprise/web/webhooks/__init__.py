"""What other services tell this instance; no person comes in here."""
