"""Troubleshooting guides: one question a page, with the way back to a claim on every one of them."""
