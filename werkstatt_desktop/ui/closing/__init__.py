"""The page Close: what is still open, how it goes on, reading back, and closing as a version."""
