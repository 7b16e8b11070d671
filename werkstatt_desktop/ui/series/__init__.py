"""What comes from the other workshops of the folder: open measures, what was named before, a search."""
