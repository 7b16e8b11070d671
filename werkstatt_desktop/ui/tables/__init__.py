"""Tables that somebody brings: their rows, and what their columns mean."""
