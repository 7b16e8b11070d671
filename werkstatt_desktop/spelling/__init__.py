"""Spelling: which words a text has, and whether the dictionaries of this machine know them."""
