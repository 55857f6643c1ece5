"""A person repays, by a transfer or in the shop's or the provider's own pages, and enters the reference."""
