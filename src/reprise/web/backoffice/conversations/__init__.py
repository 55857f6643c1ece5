"""The staff's conversations: the list, one thread with its customer beside it, and what is done with them."""
