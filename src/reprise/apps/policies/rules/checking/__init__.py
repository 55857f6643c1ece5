"""What is wrong with a policy as a whole: rights it takes, rows that never count, rows at odds."""
