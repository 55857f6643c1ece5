"""Whether an address on the web answers: asked only when staff ask, and never inside this network."""
