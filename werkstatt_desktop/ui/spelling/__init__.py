"""Spelling in the fields of a window: marks, suggestions, the user's own words."""
