"""Lists of rows that are edited in place."""
