"""Opening hours: what stands, the days ahead, why an answer is due when it is, and the form that writes a version."""
