"""The chat on sites of the seller's: a script, a frame, and one gate that every path of it passes."""
