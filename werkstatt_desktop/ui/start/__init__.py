"""The start page: go on, begin, open, and the workshops there are."""
