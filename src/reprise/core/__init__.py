"""Values every room shares: money, references, refusals, canonical JSON and the hash chain. No framework, no clock."""
