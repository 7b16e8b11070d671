"""Search on the board: the bar, its filters and the way from hit to hit."""
