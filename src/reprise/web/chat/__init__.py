"""The customers' chat, the same by whichever way its visitor comes: a shop's pages, a case, a frame on another site."""
