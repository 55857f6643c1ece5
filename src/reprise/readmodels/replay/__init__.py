"""Past lines of a shop asked again under a policy: the facts as they were known that day, the answer it would be."""
