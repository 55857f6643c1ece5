"""What an instance keeps about one person: to be shown, handed out, or erased."""
