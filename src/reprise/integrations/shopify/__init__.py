"""Shopify: the orders export of its admin."""
