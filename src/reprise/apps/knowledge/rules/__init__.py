"""Articles, and the assistant that answers from them alone: pure, offline, the same everywhere."""
