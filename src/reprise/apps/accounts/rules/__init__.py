"""What accounts knows by itself: colours that can be read. No Django."""
