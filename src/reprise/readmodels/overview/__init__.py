"""What the staff see first: how much is open and due, how fast the shop answers and pays, and what comes back."""
