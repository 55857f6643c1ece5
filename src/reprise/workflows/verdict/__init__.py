"""What follows when law and the shop's policy settle a line by themselves, and when more becomes known of it."""
