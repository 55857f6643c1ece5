"""The shop's public conditions: page, versions, papers. Whoever knows the shop may read them."""
