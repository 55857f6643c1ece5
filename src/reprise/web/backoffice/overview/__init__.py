"""The staff's home page: what needs somebody now, and how the shop is doing, drawn."""
