"""The cards of a board as a table: the same content for those who read rows rather than a wall."""
