"""Everything that was said and done in one case, as a mediator, a court or a bank would ask to see it."""
