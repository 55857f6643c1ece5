"""Every date of a shop in one list: what is late, what comes, whose it is, and what a miss costs."""
