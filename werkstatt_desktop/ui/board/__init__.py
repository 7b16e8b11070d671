"""The pin board of one group."""
