"""What other programs get of a board: text, tables, pictures."""
