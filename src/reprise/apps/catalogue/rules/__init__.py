"""Pure rules of the catalogue: product kinds, order numbers, delivery estimates."""
