"""WooCommerce: orders as its REST interface (version 3) gives them."""
