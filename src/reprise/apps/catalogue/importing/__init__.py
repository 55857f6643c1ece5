"""From orders as read to rows: what they hold, which line is which, what may change, and the report of it all."""
