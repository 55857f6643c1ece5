"""Try a draft of the policy on past cases: the panel beside the tables, and the page of all that was found."""
