"""The parts of the conditions in words, one file per question a customer has."""
