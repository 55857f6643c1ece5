"""A plain CSV file of orders, for shops on any other platform; described in docs/orders/csv.md."""
