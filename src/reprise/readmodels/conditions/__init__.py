"""A shop's published conditions: what the law gives everybody, what the shop adds, and every form they are read in."""
