"""Links between cards on the board: drawn by key or mouse, lit at their cards, listed in a panel."""
