"""A French shop with its orders, its staff and cases at several stages, made through the services everybody uses."""
