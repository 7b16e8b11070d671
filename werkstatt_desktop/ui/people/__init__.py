"""Who takes part: the list, how many from where, and who is there."""
