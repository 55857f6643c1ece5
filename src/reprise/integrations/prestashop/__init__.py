"""PrestaShop: orders as its webservice gives them in JSON, with their customers and whatever else is in the file."""
