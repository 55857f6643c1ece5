"""Calendar feeds: the address itself is the key, for calendar programs sign in nowhere."""
