"""Cards from tables and lists of other programs, looked at before they are taken in."""
