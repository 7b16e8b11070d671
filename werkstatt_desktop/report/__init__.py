"""The protocol told once, in the words of the paper; each format sets what is told here."""
