"""Photos on the board: how they come there, how they look, and what can be done with them."""
