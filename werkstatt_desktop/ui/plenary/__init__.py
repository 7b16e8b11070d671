"""Plenary: what the groups bring side by side, and the results they have in common."""
