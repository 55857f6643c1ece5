"""What buyers are entitled to: facts in, entitlements and reasons out. Pure: no database, network or clock."""
